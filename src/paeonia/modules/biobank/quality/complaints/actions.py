"""Writes of complaints: each step by whoever may take it, with the moment; the decision by somebody it is not about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ...actions import allowed, numbers
from ...refusing import both, has_happened, refuse
from .. import messages as _messages  # noqa: F401  declares what is said here
from ..choices import Hearing
from ..models_complaints import Complaint

WHAT = {"en": "what was said", "zh": "收到时间"}
NEEDED = {"acknowledge": ("acknowledged",), "decide": ("findings", "outcome"), "close": ("told",)}
FROM = {"acknowledge": Hearing.RECEIVED, "decide": Hearing.ACKNOWLEDGED, "close": Hearing.DECIDED}


def receive(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> Complaint:
    """Enter what was said; it gets the next number of the year."""
    has_happened(said["received_at"], WHAT)
    row = Complaint(hospital_id=hospital_id, by_id=viewer.user_id, **said)
    allowed(viewer, "bank.work", row)
    with acting(viewer):
        year = timezone.localdate(said["received_at"]).year
        row.number = f"CP-{year}-{numbers(hospital_id, f'complaint {year}')[0]:03d}"
        row.save()
    return row


def move_on(row: Complaint, deed: str, said: Mapping[str, Any], viewer: Viewer) -> Complaint:
    """Acknowledge it, decide on it (an independent manager), or close it when the outcome was told."""
    allowed(viewer, "bank.manage" if deed == "decide" else "bank.work", row)
    with acting(viewer):
        one = Complaint.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if one.state != FROM[deed]:
            raise refuse("bankqc-step", number=one.number)
        for name in NEEDED[deed]:
            setattr(one, name, str(said.get(name, "")).strip())
            if not getattr(one, name):
                raise refuse("bankqc-missing", field=both(Complaint._meta.get_field(name).verbose_name))
        _signed(one, deed, viewer)
        {"acknowledge": one.acknowledge, "decide": one.decide, "close": one.close}[deed]()
        one.save()
    return one


def _signed(one: Complaint, deed: str, viewer: Viewer) -> None:
    now = timezone.now()
    if deed == "acknowledge":
        one.acknowledged_at = now
    elif deed == "close":
        one.closed_at = now
    else:
        if viewer.user_id in (one.by_id, one.about_id):
            raise refuse("bankqc-not-independent", who=viewer.name)
        one.decided_by_id, one.decided_at = viewer.user_id, now
