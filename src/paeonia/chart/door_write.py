"""The way in for a person at work: one fact, one correction, one list reviewed, one appointment, one shared chart."""

from __future__ import annotations

from datetime import date, time

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import Membership
from paeonia.people.roles import Role
from paeonia.people.viewer import Viewer
from paeonia.record.check import check
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact
from paeonia.record.problems import Problem, Refused

from . import announcing, door_derive
from .door_accept import insert_one
from .door_read import NotHere, person
from .models import Appointment, CareRelation, FactRow, Patient, Reviewed
from .rows import row


def correct(fact_id: int, better: Fact | None, viewer: Viewer, dictionary: Dictionary) -> None:
    """Supersede a fact by a better one, or by nothing when it should never have been said.

    Raises Refused when the better fact does not pass the dictionary, NotHere when the fact is out of reach,
    PermissionDenied when it is superseded already: somebody else was quicker, look again.
    """
    with acting(viewer):
        old = FactRow.objects.select_related("patient", "variable").filter(pk=fact_id).first()
        if old is None:
            raise NotHere(fact_id)
        person(old.patient_id, viewer, "chart.write")
        if FactRow.objects.filter(supersedes=old).exists():
            raise PermissionDenied("already superseded")
        said = better or Fact(old.variable.text, old.fields, old.on_text or None, old.source)
        sound = check(said, dictionary, timezone.localdate().toordinal()) if better else said
        if isinstance(sound, Problem):
            raise Refused([sound])
        variable = dictionary.variables.get(sound.variable)
        insert_one(
            old.patient,
            row(sound, variable, supersedes=old.pk),
            None,
            viewer,
            supersedes=old.pk,
            void=better is None,
        )
        door_derive.derive_for({old.patient_id}, dictionary)
        announcing.changed(old.hospital_id, [old.patient_id])


def review(patient_id: int, key: str, on: date, viewer: Viewer) -> None:
    """Record that a list was looked through and is complete as of a day; saying so twice is saying it once."""
    with acting(viewer):
        who = person(patient_id, viewer, "chart.write")
        Reviewed.objects.bulk_create(
            [
                Reviewed(
                    patient_id=who.id,
                    hospital_id=who.hospital_id,
                    key=key,
                    on_day=on.isoformat(),
                    source=viewer.name,
                    recorded_by_id=viewer.user_id,
                )
            ],
            ignore_conflicts=True,
        )
        announcing.changed(who.hospital_id, [who.id])


def expect(
    patient_id: int,
    day: date,
    viewer: Viewer,
    *,
    at: time | None = None,
    clinic: str = "",
    clinician_id: int | None = None,
) -> None:
    """Put a patient on a clinic's list; on the same day and clinic once."""
    with acting(viewer):
        who = person(patient_id, viewer, "chart.write")
        Appointment.objects.update_or_create(
            patient_id=who.id,
            on_day=day,
            clinic=clinic,
            defaults={"hospital_id": who.hospital_id, "time": at, "clinician_id": clinician_id},
        )


def share(
    patient_id: int,
    hospital_id: int,
    viewer: Viewer,
    *,
    from_day: date,
    until_day: date | None = None,
    purpose: str,
) -> None:
    """Let another hospital take part in a patient's care; only the owning hospital may."""
    with acting(viewer):
        who = person(patient_id, viewer, "chart.write")
        if who.hospital_id not in viewer.hospital_ids:
            raise PermissionDenied("only the owning hospital shares a chart")
        CareRelation.objects.create(
            patient_id=who.id,
            owner_id=who.hospital_id,
            hospital_id=hospital_id,
            from_day=from_day,
            until_day=until_day,
            purpose=purpose,
        )


def give_account(patient_id: int, user_id: int | None, viewer: Viewer) -> None:
    """Connect a patient with her own sign-in, or take it away; no other's, for a sign-in opens the whole chart.

    Raises PermissionDenied when the person is not a patient of the same hospital.
    """
    with acting(viewer):
        who = person(patient_id, viewer, "people.manage")
        mine = Membership.objects.filter(user_id=user_id, hospital_id=who.hospital_id, role=Role.PATIENT)
        if user_id is not None and not mine.exists():
            raise PermissionDenied("not a patient's sign-in")
        Patient.objects.filter(pk=patient_id).update(user_id=user_id)
