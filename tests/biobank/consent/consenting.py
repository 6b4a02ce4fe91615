"""Forms and signatures for tests of consent."""

from datetime import UTC, date, datetime, timedelta

from paeonia.modules.biobank.consent import actions
from paeonia.modules.biobank.consent.models import ConsentForm
from paeonia.people.context import acting

SIGNED = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)
ALL = ["research", "genetic", "commercial", "foreign_cooperation", "recontact"]


def signed(days=0, **more):
    return {"signed_at": SIGNED + timedelta(days=days), "document": "box 1", "taken_by": "Dr Li",
            "answers": dict.fromkeys(ALL, "yes"), **more}


def back(days=60, **more):
    return {"from_at": SIGNED + timedelta(days=days), "wish": "destroy", "document": "letter 7", "taken_by": "Dr Li", **more}


def a_form(manager, hospital, version="1", valid_from=date(2026, 1, 1), **more) -> ConsentForm:
    return actions.new_form({"code": "BANK", "version": version, "title_zh": "样本库知情同意书",
                             "title_en": "Consent of the bank", "valid_from": valid_from,
                             "purposes": ALL, **more}, hospital.pk, manager)


def consenting(donor, manager, hospital, **answers):
    with acting(manager):
        form = ConsentForm.objects.filter(hospital=hospital, code="BANK").order_by("-valid_from").first()
    said = signed(answers=dict.fromkeys(ALL, "yes") | answers)
    return actions.give(donor, form or a_form(manager, hospital), said, manager)
