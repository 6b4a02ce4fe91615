"""What the readings of a parcel say of its way: highest, lowest, time outside, and time of which nothing is known. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ...excursions import COLD, SILENCE, WARM, Limits, Outside, excursions

Readings = Sequence[tuple[datetime, Decimal]]


@dataclass(frozen=True)
class Judged:
    """From dispatch to receipt; `silent` are minutes in silences longer than an hour, which are no minutes inside."""

    lowest: Decimal | None
    highest: Decimal | None
    spells: tuple[Outside, ...]
    warm: int
    cold: int
    silent: int


def within(readings: Readings, since: datetime, until: datetime) -> list[tuple[datetime, Decimal]]:
    """The readings of the way itself, in order: a logger runs before it is packed and after it is taken out."""
    return sorted(one for one in readings if since <= one[0] <= until)


def judged(readings: Readings, limits: Limits, since: datetime, until: datetime) -> Judged:
    """Judge a way by its limits."""
    seen = within(readings, since, until)
    spells = tuple(excursions(seen, limits))
    values = [value for _at, value in seen]
    last = seen[-1][0] if seen else since
    out = {side: sum(_minutes(one.began, one.ended or last) - one.silent for one in spells if one.beyond == side)
           for side in (WARM, COLD)}
    marks = [since, *(at for at, _value in seen), until]
    silent = sum(_minutes(one, two) for one, two in zip(marks, marks[1:], strict=False) if two - one > SILENCE)
    return Judged(min(values, default=None), max(values, default=None), spells, out[WARM], out[COLD], silent)


def _minutes(since: datetime, until: datetime) -> int:
    return int((until - since).total_seconds() // 60)
