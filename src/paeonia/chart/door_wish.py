"""What a patient would like, in her own words or as told for her: the last word about it, and who gave it when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from paeonia.people.policy import may
from paeonia.people.viewer import SYSTEM, Viewer

from .cards import Person
from .door_read import current
from .models import FactRow

OWN_WORDS = frozenset({"consent_contact"})      # what she may put into her record herself


@dataclass(frozen=True, slots=True)
class LastWord:
    """The statement that counts for one patient."""

    id: int
    patient_id: int
    value: Any
    on: str
    source: str
    recorded_at: datetime
    by: str


def last_words(variable: str, language: str, patient_ids: Iterable[int] | None = None) -> dict[int, LastWord]:
    """The latest statement of one variable by patient, of those the database shows; call inside `acting`."""
    rows = current(FactRow.objects.filter(variable__text=variable)).select_related("recorded_by")
    if patient_ids is not None:
        rows = rows.filter(patient_id__in=list(patient_ids))
    return {row.patient_id: LastWord(row.pk, row.patient_id, row.fields.get("value"), row.on_text, row.source,
                                     row.recorded_at, row.recorded_by.name(language) if row.recorded_by else "")
            for row in rows.order_by("patient_id", "first_day", "id")}


def hand(viewer: Viewer, who: Person, variable: str) -> Viewer:
    """Whoever may write into her chart, or the patient's own hand, which reaches her own chart and this one thing.

    The database lets only a hospital write, so her word is kept by the house in her name. Raises PermissionError.
    """
    if may(viewer, "chart.write", who):
        return viewer
    if variable not in OWN_WORDS or who.user_id is None or who.user_id != viewer.user_id:
        raise PermissionError(variable)
    return Viewer(viewer.user_id, viewer.name, SYSTEM, (who.hospital_id,), "her own word", viewer.language)
