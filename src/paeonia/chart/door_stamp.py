"""What state the record is in, so that answers held in memory know when they are out of date, and for whom."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import apps
from django.db.models import Max, Model

from .models import FactRow, Patient, Reviewed

# Numbers are given before a transaction commits: a slower writer may show up below the highest number seen.
OVERLAP = 500


def _tables() -> tuple[tuple[type[Model], str, str], ...]:
    """Table, its running number, its patient; of care relations the trail, where ending one is a row too."""
    relations = apps.get_model("chart", "CareRelationEvent")
    own = ((FactRow, "id", "patient_id"), (Reviewed, "id", "patient_id"))
    return (*own, (relations, "pgh_id", "patient_id"), (Patient, "id", "id"))


def stamp() -> tuple[int, ...]:
    """The highest row of each table that tells something about patients; call inside `acting`."""
    return tuple(table.objects.aggregate(last=Max(number))["last"] or 0 for table, number, _ in _tables())


def changed_since(held: Sequence[int]) -> set[int]:
    """Patients about whom something was written after a stamp was taken; call inside `acting`."""
    changed: set[int] = set()
    for (table, number, patient), last in zip(_tables(), held, strict=True):
        later = table.objects.filter(**{f"{number}__gt": last - OVERLAP})
        changed.update(later.values_list(patient, flat=True))
    return changed
