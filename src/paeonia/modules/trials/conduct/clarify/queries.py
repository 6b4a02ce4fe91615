"""Questions about data queries: what is open, for how long, and what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..choices import QueryState
from ..models import CrfEntry, DataQuery, QueryStep, Study
from ..subjects.queries import KINDS

ABOUT: Mapping[str, type[Any]] = {**KINDS, "crf": CrfEntry}


@dataclass(frozen=True)
class Asked:
    """A query with everything said to it, the first word first."""

    row: DataQuery
    steps: tuple[QueryStep, ...]
    age: int
    late: bool

    @property
    def text(self) -> str:
        """What was asked."""
        return self.steps[0].text if self.steps else ""


def queries_of(study: Study, today: date, state: str = "") -> tuple[Asked, ...]:
    """The queries of a study, those that wait first, the oldest first; in two questions to the database."""
    rows = DataQuery.objects.filter(study=study).select_related("subject", "study")
    if state in QueryState.values:
        rows = rows.filter(state=state)
    return tuple(sorted((_asked(row, steps, today) for row, steps in _with_steps(list(rows))),
                        key=lambda one: (QueryState.values.index(one.row.state), one.row.due_on, one.row.number)))


def query(study: Study, number: int, today: date) -> Asked | None:
    """One query by its number."""
    rows = list(DataQuery.objects.filter(study=study, number=number if number < 2**31 else 0)
                .select_related("subject", "study"))
    return next((_asked(row, steps, today) for row, steps in _with_steps(rows)), None)


def waiting(study: Study, today: date) -> tuple[int, int, int]:
    """How many queries wait for an answer, how many of these are late, and how many answers wait to be looked at."""
    rows = DataQuery.objects.filter(study=study).exclude(state=QueryState.CLOSED).values_list("state", "due_on")
    open_ = [day for state, day in rows if state == QueryState.OPEN]
    return len(open_), sum(day < today for day in open_), len(rows) - len(open_)


def entry_of(kind: str, entry_id: int, subject_id: int) -> Any:
    """The signed entry a query would be about; None when it is not hers."""
    model = ABOUT.get(kind)
    if model is None or entry_id >= 2**31:
        return None
    return model.objects.filter(pk=entry_id, subject_id=subject_id).first()


def _with_steps(rows: list[DataQuery]) -> list[tuple[DataQuery, list[QueryStep]]]:
    said: dict[int, list[QueryStep]] = {}
    for step in QueryStep.objects.filter(query__in=rows).select_related("by"):
        said.setdefault(step.query_id, []).append(step)
    return [(row, said.get(row.pk, [])) for row in rows]


def _asked(row: DataQuery, steps: list[QueryStep], today: date) -> Asked:
    open_ = row.state == QueryState.OPEN
    return Asked(row, tuple(steps), (today - row.raised_on).days, open_ and row.due_on < today)
