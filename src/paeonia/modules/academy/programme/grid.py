"""A day as a table by room: rows of equal length in time, so that an hour looks like an hour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import gcd

from django.utils import timezone

from paeonia.modules.academy.models import Session

SHORTEST, LONGEST = 5, 30       # minutes a row may stand for


@dataclass(frozen=True)
class Cell:
    """A session over several rows, or nothing for as long."""

    rows: int
    session: Session | None = None


@dataclass
class Row:
    """One stretch of time; the clock is written where something begins."""

    at: datetime
    shows_clock: bool
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Day:
    """A day of the programme."""

    on: date
    step: int
    rooms: tuple[str, ...]      # as columns; a room twice where it holds two at once
    rows: tuple[Row, ...]
    sessions: tuple[Session, ...]


def days(sessions: Iterable[Session]) -> list[Day]:
    """Every day with its table; what was called off is in the list of the day and not in its table."""
    found: dict[date, list[Session]] = defaultdict(list)
    busy: Counter[str] = Counter()
    for one in sessions:
        found[timezone.localtime(one.starts).date()].append(one)
        busy[one.room] += 1
    return [_day(on, sorted(held, key=lambda one: (one.starts, one.room, one.pk)), busy)
            for on, held in sorted(found.items())]


def _day(on: date, sessions: list[Session], busy: Counter[str]) -> Day:
    held = [one for one in sessions if not one.called_off]
    if not held:
        return Day(on, LONGEST, (), (), tuple(sessions))
    first, last = min(one.starts for one in held), max(one.ends for one in held)
    step = _step(first, held)
    # The busiest room first, on every day in the same order; what has no room yet stands last.
    lanes = sorted(_lanes(held), key=lambda lane: (not lane[0], -busy[lane[0]], lane[0]))
    marks = {moment for one in held for moment in (one.starts, one.ends)}
    count = -int(-(last - first) // timedelta(minutes=step))
    rows = [Row(moment, moment in marks) for moment in (first + timedelta(minutes=step) * number for number in range(count))]
    for _room, lane in lanes:
        _fill(rows, lane, first, step)
    return Day(on, step, tuple(room for room, _ in lanes), tuple(rows), tuple(sessions))


def _step(first: datetime, held: list[Session]) -> int:
    found = 0
    for one in held:
        for moment in (one.starts, one.ends):
            found = gcd(found, int((moment - first).total_seconds() // 60))
    return max((size for size in (30, 20, 15, 10, 5) if found % size == 0), default=SHORTEST)


def _lanes(held: list[Session]) -> list[tuple[str, list[Session]]]:
    lanes: list[tuple[str, list[Session]]] = []
    for one in held:
        free = next((lane for room, lane in lanes if room == one.room and lane[-1].ends <= one.starts), None)
        if free is None:
            lanes.append((one.room, [one]))
        else:
            free.append(one)
    return lanes


def _fill(rows: list[Row], lane: list[Session], first: datetime, step: int) -> None:
    def place(moment: datetime) -> int:
        return round((moment - first) / timedelta(minutes=step))

    at = 0
    for one in lane:
        begins, ends = max(place(one.starts), at), place(one.ends)
        if begins >= len(rows):     # shorter than half a row, at the very end: the list below the table has it
            continue
        if begins > at:
            rows[at].cells.append(Cell(begins - at))
        ends = min(max(ends, begins + 1), len(rows))
        rows[begins].cells.append(Cell(ends - begins, one))
        at = ends
    if at < len(rows):
        rows[at].cells.append(Cell(len(rows) - at))
