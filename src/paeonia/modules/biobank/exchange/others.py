"""Looking at and keeping rows that are no samples: each by its own room, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from paeonia.chart import uploads
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem, Refused

from ..incoming import Sort, sorts
from .models import Import
from .planning import Changed
from .reading.others import rows_of
from .reading.rows import Row
from .seen import READ, TRY, Count, nobody


class _TakenBack(Exception):
    """What was only looked at is not kept."""


@dataclass(frozen=True)
class Tried:
    """What came of some rows: kept, there already, those that cannot be taken, and what changes what is there."""

    kept: int
    already: int
    bad: tuple[Row, ...]
    changed: Changed = ()


def sort_of(run: Import) -> Sort:
    """What the rows of a run are."""
    return sorts()[run.mode]


def read(run: Import, count: Count = nobody) -> tuple[list[Row], list[str]]:
    """The rows of a run's file."""
    return rows_of(uploads.path_of(run.stored), run.name, sort_of(run), timezone.now(), run.days,
                   lambda number: count(READ, number))


def tried(run: Import, rows: Sequence[Row], viewer: Viewer, count: Count = nobody) -> Tried:
    """Keep rows one after another; each whole or not at all. Call inside `acting`."""
    kept, already, bad, changed = 0, 0, [], []
    for number, row in enumerate(rows):
        count(TRY, number)
        if row.problems:
            bad.append(row)
            continue
        try:
            with transaction.atomic():
                new = sort_of(run).keep(row.said, run.hospital_id, viewer)
            kept, already = kept + bool(new), already + (not new)
            if isinstance(new, tuple) and new:
                changed.append((row, new))
        except Refused as refused:
            bad.append(row.with_problem(*(_of_row(row, one) for one in refused.problems)))
    return Tried(kept, already, tuple(bad), tuple(changed))


def looked_at(run: Import, rows: Sequence[Row], viewer: Viewer, count: Count = nobody) -> Tried:
    """What would come of rows: they are kept and taken back, so that later rows see the earlier ones."""
    found: list[Tried] = []
    try:
        with transaction.atomic():
            found.append(tried(run, rows, viewer, count))
            raise _TakenBack
    except _TakenBack:
        return found[0]


def _of_row(row: Row, one: Problem) -> Problem:
    return Problem("bankx-refused", "", {"row": row.number, "why": one.text("en"), "why_en": one.text("en"),
                                         "why_zh": one.text("zh")})
