"""What state the record is in, so that answers held in memory know when they are out of date, and for whom."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max

from .models import CareRelation, FactRow, Patient, Reviewed

# Numbers are given before a transaction commits: a slower writer may show up below the highest number seen.
OVERLAP = 500
_TABLES = ((FactRow, "patient_id"), (Reviewed, "patient_id"), (CareRelation, "patient_id"), (Patient, "id"))


def stamp() -> tuple[int, ...]:
    """The highest row of each table that tells something about patients; call inside `acting`."""
    return tuple(table.objects.aggregate(last=Max("id"))["last"] or 0 for table, _ in _TABLES)


def changed_since(held: Sequence[int]) -> set[int]:
    """Patients about whom something was written after a stamp was taken; call inside `acting`."""
    changed: set[int] = set()
    for (table, patient), last in zip(_TABLES, held, strict=True):
        changed.update(table.objects.filter(id__gt=last - OVERLAP).values_list(patient, flat=True))
    return changed
