"""Consent and human genetic resources of the planted banks: what each route asks for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from biobank.bankers import a_visit, blood
from django.utils import timezone

from paeonia.modules.biobank.consent import actions as consents
from paeonia.modules.biobank.consent.models import WorkItem
from paeonia.modules.biobank.hgr import actions as hgr
from paeonia.people.context import acting

SIGNED = {"signed_at": "2026-02-01T10:00", "document": "x", "taken_by": "x", "to_research": "yes", "to_genetic": "no",
          "why": "x"}
FORMS = (
    ("consent/donors/<int:donor_id>/take/<int:form_id>/", "good", SIGNED),
    ("consent/donors/<int:donor_id>/take/<int:form_id>/<int:corrects_id>/", "good", SIGNED),
    ("consent/donors/<int:donor_id>/withdraw/", "good", {
        "scope": "whole", "from_at": "2026-06-01T10:00", "wish": "destroy", "document": "x", "taken_by": "x"}),
    ("consent/withdrawals/<int:withdrawal_id>/cancel/", "good", {"why": "x"}),
    ("consent/items/<int:item_id>/carry/", "good", {"done": "destroyed", "at": "2026-06-02T10:00", "evidence": "x"}),
    ("hgr/<int:approval_id>/report/", "good", {"year": "2025", "handed_in_on": "2026-01-10", "document": "x"}),
    ("hgr/<int:approval_id>/change/", "good", {"kind": "preservation", "number": "N", "title": "x", "status": "applied"}),
)


def plant_consent(protocol: Any, manager: Any, said: str) -> dict[str, object]:
    """What the routes of consent and of approvals can be asked about; `said` stands in every text."""
    visit, filed = a_visit(protocol, manager), {"document": said, "taken_by": said}
    place, donor = protocol.hospital_id, visit.registration.donor     # of her own: a withdrawal freezes every tube
    blood(visit, manager)
    form = consents.new_form({"code": "BANK", "version": "1", "title_zh": said, "title_en": said, "document": said,
                              "valid_from": date(2026, 1, 1), "purposes": ["research", "genetic"]}, place, manager)
    signed = consents.give(donor, form, {**filed, "signed_at": timezone.now() - timedelta(days=90),
                                         "answers": {"research": "yes", "genetic": "yes"}}, manager)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    made = consents.withdraw(donor, [], {**filed, "from_at": an_hour_ago, "wish": "destroy"}, manager)
    held = hgr.enter({"kind": "preservation", "number": f"P {said}", "title": said, "status": "approved",
                      "valid_from": date(2025, 1, 1), "document": said}, [], place, manager)
    with acting(manager):
        item = WorkItem.objects.filter(withdrawal=made).earliest("id")
    return {"donor_id": donor.pk, "form_id": form.pk, "corrects_id": signed.pk, "withdrawal_id": made.pk,
            "item_id": item.pk, "approval_id": held.pk}
