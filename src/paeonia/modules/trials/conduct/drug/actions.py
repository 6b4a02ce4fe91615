"""Writes about study drug. What moves is checked against the balance here, in words, and by a trigger of the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..actions import allowed, kept, sign
from ..choices import ENTERED, Move, Task
from ..models import DrugLot, DrugMovement, Study, Subject
from ..refusing import both, has_come, refuse
from .balance import Balance, balance

WHAT = {"en": "the movement", "zh": "药物流转"}
STOCK = {"en": "stock", "zh": "库存"}
BACK = {"en": "returned drug", "zh": "归还药物"}
HERS = {"en": "drug in the subject's hands", "zh": "受试者手中药物"}


def add_lot(study: Study, fields: dict[str, Any], viewer: Viewer) -> DrugLot:
    """Enter a lot of study drug."""
    allowed(viewer, "conduct.write", study)
    with acting(viewer):
        return kept(DrugLot(study=study, hospital_id=study.hospital_id, **fields))


def move(lot: DrugLot, subject: Subject | None, on_day: date, fields: dict[str, Any], viewer: Viewer,
         **correcting: Any) -> DrugMovement:
    """Record units that moved; never more than are there."""
    with acting(viewer):
        lot = DrugLot.objects.select_for_update().get(pk=lot.pk)
        subject = Subject.objects.select_for_update().get(pk=subject.pk) if subject else None
        kind = Move(fields["kind"])
        has_come(on_day, WHAT)
        to_somebody = kind in (Move.DISPENSED, Move.RETURNED)
        if to_somebody and subject is None:
            raise refuse("drug-no-subject", kind=both(kind.label))
        if not to_somebody and subject is not None:
            raise refuse("drug-subject-too-many", kind=both(kind.label))
        if kind == Move.DISPENSED:
            assert subject is not None
            if subject.status not in ENTERED:
                raise refuse("drug-not-entered", code=subject.code)
            if on_day > lot.expires_on:
                raise refuse("drug-expired", lot=lot.lot, until=lot.expires_on, day=on_day)
        _enough(lot, subject, kind, fields["quantity"], correcting.get("instead_of"))
        entry = DrugMovement(study_id=lot.study_id, hospital_id=lot.hospital_id, lot=lot, subject=subject, on_day=on_day,
                             **fields)
        return sign(entry, Task.DRUG, viewer, **correcting)


def _enough(lot: DrugLot, subject: Subject | None, kind: Move, wanted: int, old: Any) -> None:
    rows = DrugMovement.objects.filter(lot=lot, replaced_by__isnull=True, void=False)
    found = balance(one for one in rows if old is None or one.pk != old.pk)
    left, what = _left(found, subject, kind)
    if left is not None and wanted > left:
        raise refuse("drug-short", what=what, lot=lot.lot, left=left, unit=lot.unit, wanted=wanted)


def _left(found: Balance, subject: Subject | None, kind: Move) -> tuple[int | None, dict[str, str]]:
    if kind in (Move.DISPENSED, Move.DESTROYED_UNUSED):
        return found.stock, STOCK
    if kind == Move.DESTROYED_RETURNED:
        return found.returned, BACK
    if kind == Move.RETURNED and subject is not None:
        return found.out.get(subject.pk, 0), HERS
    return None, STOCK
