"""Questions about case report forms: what a study asks for, what is filled in, and which rows of files wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..choices import BadRowState
from ..models import CrfBadRow, CrfBatch, CrfEntry, CrfField, PlannedVisit, Study, Subject
from ..queries import NotHere


@dataclass(frozen=True)
class ReportForm:
    """A case report form with its items."""

    name: str
    fields: tuple[CrfField, ...]

    @property
    def title(self) -> str:
        """The name as people read it."""
        return self.name.replace("_", " ").capitalize()


def report_forms(study: Study) -> tuple[ReportForm, ...]:
    """The forms of a study in the order of its dictionary."""
    held: dict[str, list[CrfField]] = {}
    for one in CrfField.objects.filter(study=study):
        held.setdefault(one.form, []).append(one)
    return tuple(ReportForm(name, tuple(fields)) for name, fields in held.items())


def report_form(study: Study, name: str) -> ReportForm:
    """One form; raises NotHere."""
    found = next((one for one in report_forms(study) if one.name == name), None)
    if found is None:
        raise NotHere(name)
    return found


def filled(subject: Subject) -> dict[tuple[str, str], Any]:
    """The standing entries of a subject by visit code and form; of several instances the first."""
    rows = CrfEntry.objects.filter(subject=subject, replaced_by__isnull=True, void=False)
    return {(one.planned.code if one.planned else "", one.form): one
            for one in rows.select_related("planned", "signed_by").order_by("-instance")}


def plans(study: Study) -> tuple[PlannedVisit, ...]:
    """The planned visits of the latest edition."""
    rows = list(PlannedVisit.objects.filter(study=study))
    last = max((one.edition for one in rows), default=1)
    return tuple(one for one in rows if one.edition == last)


def plan(subject: Subject, visit_id: str) -> PlannedVisit | None:
    """A planned visit of her own study by its id; None for none."""
    if not visit_id.isdecimal() or len(visit_id) > 9:
        return None
    return PlannedVisit.objects.filter(pk=int(visit_id), study_id=subject.study_id).first()


def batches(study: Study) -> tuple[CrfBatch, ...]:
    """Files that were brought, the latest first."""
    return tuple(CrfBatch.objects.filter(study=study).select_related("by")[:50])


def batch(study: Study, batch_id: int) -> CrfBatch:
    """One file; raises NotHere."""
    found = CrfBatch.objects.filter(study=study, pk=batch_id if batch_id < 2**31 else 0).select_related("by").first()
    if found is None:
        raise NotHere(batch_id)
    return found


def waiting(study: Study) -> tuple[CrfBadRow, ...]:
    """Rows that wait to be mended."""
    return tuple(CrfBadRow.objects.filter(study=study, state=BadRowState.OPEN).select_related("batch"))


def bad_row(study: Study, given: str) -> CrfBadRow:
    """One row that waits; raises NotHere."""
    found = CrfBadRow.objects.filter(study=study, pk=int(given) if given.isdecimal() and len(given) < 10 else 0,
                                     state=BadRowState.OPEN).first()
    if found is None:
        raise NotHere(given)
    return found
