"""Writes about donors: registering one in a protocol, and the visits at which something is to be collected."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from paeonia.chart import door
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from .. import gates
from ..actions import allowed, kept, numbers
from ..choices import Stage, Status, VisitStatus
from ..labelling import donor_code, labels_for
from ..models import (
    Collection,
    Donor,
    DonorIdentity,
    Edition,
    Protocol,
    Registration,
    Requirement,
    Specimen,
    TimePoint,
)
from ..refusing import both, has_happened, refuse

WHAT = {"en": "the visit", "zh": "采集访视"}


def register(protocol: Protocol, on_day: date, viewer: Viewer, *, mrn: str = "", code: str = "") -> Registration:
    """Register a donor: by a patient's record number, by the code of a donor already known, or as somebody new.

    Raises Refused for a number or code that is not there; PermissionDenied where names may not be asked for.
    """
    allowed(viewer, "bank.collect", protocol)
    _collects(protocol, on_day)
    with acting(viewer):
        edition = Edition.objects.filter(protocol=protocol, stage=Stage.PUBLISHED, from_day__lte=on_day).order_by(
            "-number").first()
        if edition is None:
            raise refuse("bank-no-edition", protocol=protocol.code, day=on_day)
        donor = _donor(protocol.hospital_id, mrn.strip(), code.strip(), viewer)
        twice = Registration.objects.filter(protocol=protocol, donor=donor).first()
        if twice:
            raise refuse("bank-donor-twice", protocol=protocol.code, code=twice.code)
        gates.passed([], [], gates.About(gates.REGISTER, on_day, protocol_id=protocol.pk, hospital_id=protocol.hospital_id))
        return kept(Registration(hospital_id=protocol.hospital_id, donor=donor, protocol=protocol, edition=edition,
                                 code=donor_code(protocol), on_day=on_day))


def _collects(protocol: Protocol, day: date) -> None:
    if day < protocol.opened_on or (protocol.closed_on and day > protocol.closed_on):
        raise refuse("bank-closed-protocol", protocol=protocol.code, opened=protocol.opened_on,
                     closed=protocol.closed_on or "…", day=day)


def _donor(hospital_id: int, mrn: str, code: str, viewer: Viewer) -> Donor:
    if mrn:
        if not may(viewer, "bank.identify"):
            raise PermissionDenied("bank.identify")
        try:
            patient = door.find(viewer, mrn=mrn)
        except door.NotHere:
            patient = None
        if patient is None or patient.hospital_id != hospital_id:
            raise refuse("bank-no-patient", number=mrn)
        known = DonorIdentity.objects.filter(hospital_id=hospital_id, patient_id=patient.id).select_related("donor").first()
        if known:
            return known.donor
    elif code:
        found = Donor.objects.filter(hospital_id=hospital_id, code=code).first()
        if found is None:
            raise refuse("bank-unknown-code", code=code)
        return found
    made = Donor.objects.create(hospital_id=hospital_id, code=f"D{numbers(hospital_id, 'donor')[0]:06d}")
    if mrn and patient is not None:
        DonorIdentity.objects.create(hospital_id=hospital_id, donor=made, patient_id=patient.id)
    return made


def plan(registration: Registration, point: TimePoint, viewer: Viewer) -> Collection:
    """Make ready a visit: its specimens stand planned with their labels, so that these can be printed before the needle."""
    allowed(viewer, "bank.collect", registration)
    with acting(viewer):
        again = Collection.objects.filter(registration=registration, time_point=point).count()
        name = f"{registration.code}-{point.code}" + (f"-{again + 1}" if again else "")
        made = kept(Collection(hospital_id=registration.hospital_id, registration=registration, time_point=point,
                               name=name), name)
        rows: dict[int, list[Specimen]] = {}
        for wanted in Requirement.objects.filter(time_point=point).order_by("id"):
            parents = rows[wanted.parent_id] if wanted.parent_id else [None]
            rows[wanted.pk] = [one for parent in parents for one in _planned(made, wanted, parent)]
    return made


def _planned(visit: Collection, wanted: Requirement, parent: Specimen | None) -> list[Specimen]:
    made = [Specimen(hospital_id=visit.hospital_id, collection=visit, requirement=wanted, parent=parent,
                     lineage=wanted.lineage, kind=wanted.kind, container=wanted.container, initial=wanted.quantity,
                     available=wanted.quantity, unit=wanted.unit) for _ in range(wanted.pieces)]
    for one, label in zip(made, labels_for(visit, parent, wanted.kind, wanted.lineage, len(made)), strict=True):
        one.label = label
        one.save()
    return made


def completed(visit: Collection, at: datetime, viewer: Viewer, **said: str) -> Collection:
    """Say when the visit took place."""
    allowed(viewer, "bank.collect", visit)
    has_happened(at, WHAT)
    with acting(viewer):
        visit.status, visit.at, visit.by_id = VisitStatus.COMPLETE, at, viewer.user_id
        for name, value in said.items():
            setattr(visit, name, value)
        visit.save()
    return visit


def nothing_collected(visit: Collection, status: str, why: str, viewer: Viewer) -> Collection:
    """Say that a visit was missed or that nothing was taken; its planned specimens follow."""
    allowed(viewer, "bank.collect", visit)
    with acting(viewer):
        for one in Specimen.objects.filter(collection=visit).select_for_update(of=("self",)):
            if one.status == Status.COLLECTED:
                raise refuse("bank-not-available", label=one.label, status=both(Status.COLLECTED.label))
            if one.status == Status.PLANNED:
                (one.miss if status == VisitStatus.MISSED else one.leave_out)()
                one.save()
        visit.status, visit.why, visit.at = status, why, visit.at or timezone.now()
        visit.save()
    return visit
