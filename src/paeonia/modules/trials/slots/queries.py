"""What is said about places, for the hospitals a reader works in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from paeonia.guidance.questions import Question
from paeonia.modules.trials.asking import structured_by_number
from paeonia.modules.trials.cohorts import cohorts_of, fitting
from paeonia.modules.trials.models_slots import Slot
from paeonia.modules.trials.slots import states
from paeonia.people.context import acting
from paeonia.people.models import Hospital
from paeonia.people.viewer import Viewer
from paeonia.record.timeline import Timeline

Said = Mapping[str, str]        # cohort, or nothing for the whole trial -> state


@dataclass(frozen=True)
class Line:
    """One line of the panel: the trial or a cohort at a hospital; `state` empty while nobody has said anything."""

    hospital_id: int
    cohort: str
    words: Mapping[str, str] | None
    closed: bool
    state: str
    places: int | None = None
    valid_from: date | None = None
    note: str = ""
    by: str = ""
    recruiting: bool = True
    next: Slot | None = None    # said already, for a day to come


@dataclass(frozen=True)
class Here:
    """A hospital with its lines."""

    hospital: Hospital
    lines: tuple[Line, ...]


def in_force(hospital_ids: Iterable[int], day: date, slug: str = "") -> dict[int, dict[str, dict[str, Slot]]]:
    """hospital -> trial -> cohort -> the line that counts on a day; call inside `acting`."""
    known = structured_by_number()
    found: dict[int, dict[str, dict[str, Slot]]] = {}
    rows = Slot.objects.filter(hospital_id__in=list(hospital_ids), valid_from__lte=day).select_related("by")
    for row in rows.order_by("valid_from", "id"):
        # What was said while a trial had nothing but its number stays true once its criteria are structured.
        name = known[row.question].id if row.question in known else row.question
        if not slug or name == slug:
            found.setdefault(row.hospital_id, {}).setdefault(name, {})[row.cohort] = row
    return found


def said(hospital_id: int, day: date) -> dict[str, dict[str, str]]:
    """trial -> cohort -> state at one hospital; call inside `acting`."""
    return {slug: {cohort: states.state(row.recruiting, row.places) for cohort, row in rows.items()}
            for slug, rows in in_force([hospital_id], day).get(hospital_id, {}).items()}


def of_trials(viewer: Viewer, day: date | None = None) -> dict[str, str]:
    """trial -> its best state at the viewer's hospitals, for lists; trials nobody spoke of are not in it."""
    with acting(viewer):
        found = in_force(viewer.hospital_ids, day or timezone.localdate())
    by_trial: dict[str, list[str]] = {}
    for trials in found.values():
        for slug, rows in trials.items():
            by_trial.setdefault(slug, []).append(best_of(rows))
    return {slug: states.best(here) for slug, here in by_trial.items()}


def best_of(rows: Mapping[str, Slot]) -> str:
    """The best a patient could find at one hospital, whichever cohort she fits."""
    here = {cohort: states.state(row.recruiting, row.places) for cohort, row in rows.items()}
    return states.of_patient(here, [code for code in here if code])


class Places:
    """Places for patients of some hospitals, read once for a whole page."""

    def __init__(self, hospital_ids: Iterable[int], viewer: Viewer) -> None:
        with acting(viewer):
            today = timezone.localdate()
            self._said = {id: said(id, today) for id in sorted(set(hospital_ids) & set(viewer.hospital_ids))}

    def of(self, hospital_id: int, question: Question, line: Timeline) -> str:
        """The state for one patient of this hospital and the cohorts that she fits."""
        here = self._said.get(hospital_id, {}).get(question.id)
        return states.of_patient(here, fitting(question, line)) if here else states.UNSAID

    def none_now(self, hospital_id: int, question: Question, line: Timeline) -> bool:
        """Whether it was said that there is no place for her."""
        return self.of(hospital_id, question, line) in states.NO_PLACE


def here(question: Question, viewer: Viewer) -> tuple[Here, ...]:
    """The panel of one trial: the trial and its cohorts at each of the viewer's hospitals."""
    today = timezone.localdate()
    parts = [("", None, False), *((one.code, one.words, one.closed) for one in cohorts_of(question))]
    with acting(viewer):
        rows = in_force(viewer.hospital_ids, today, question.id)
        coming: dict[tuple[int, str], Slot] = {}
        for row in Slot.objects.filter(hospital_id__in=viewer.hospital_ids, question=question.id, valid_from__gt=today):
            known = coming.get((row.hospital_id, row.cohort))
            if known is None or row.valid_from < known.valid_from:
                coming[row.hospital_id, row.cohort] = row
        hospitals = list(Hospital.objects.filter(pk__in=viewer.hospital_ids).order_by("id"))
    return tuple(Here(hospital, tuple(
        _line(hospital.pk, code, words, closed, rows.get(hospital.pk, {}).get(question.id, {}).get(code),
              coming.get((hospital.pk, code)), viewer) for code, words, closed in parts)) for hospital in hospitals)


def _line(hospital_id: int, code: str, words: Mapping[str, str] | None, closed: bool, row: Slot | None,
          coming: Slot | None, viewer: Viewer) -> Line:
    if row is None:
        return Line(hospital_id, code, words, closed, states.UNSAID, next=coming)
    return Line(hospital_id, code, words, closed, states.state(row.recruiting, row.places), row.places, row.valid_from,
                row.note, row.by.name(viewer.language) if row.by else "", row.recruiting, coming)
