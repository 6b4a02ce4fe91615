"""Calendar time over whole columns of days: when an episode began and ended, and how long it lasted, as numbers that
one threshold decides."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.columns import EventBlock
from paeonia.criteria.nodes import TimeTest

Ints = NDArray[np.int32]
Picked = slice | NDArray[np.intp]          # positions of rows
# Days that records really hold; the few outside are worked out one by one.
FIRST, LAST = date(1900, 1, 1).toordinal(), date(2101, 1, 1).toordinal()
MONTH = 32                  # more than any month has days: see `civil`
NEVER = 1 << 28             # further than any month from any other
LONGEST = 4_000_000         # days; longer than any record, shorter than "nobody knows since when"


def civil(days: Ints) -> Ints:
    """Each day as month number x 32 + day of the month.

    Two of them are N completed months apart exactly when their difference is at least 32 N: a day missing in the
    shorter month counts as that month's last, which is what `record.dates.months_before` says.
    """
    inside = (days >= FIRST) & (days < LAST)
    found = _table()[np.where(inside, days - FIRST, 0)]
    if not inside.all():
        found[~inside] = [_civil(int(day)) for day in days[~inside]]
    return found


def _civil(day: int) -> int:
    if not 1 <= day <= date.max.toordinal():
        return -NEVER if day < 1 else NEVER
    there = date.fromordinal(day)
    return (there.year * 12 + there.month) * MONTH + there.day


@lru_cache(maxsize=1)
def _table() -> Ints:
    return np.array([_civil(day) for day in range(FIRST, LAST)], np.int32)


class Moments:
    """Starts, ends and durations of the episodes of one block, as seen on one day."""

    def __init__(self, block: EventBlock, as_of: int) -> None:
        self.block, self.as_of = block, as_of

    def threshold(self, test: TimeTest) -> int:
        """The number that decides `test`: a day, a length in days, or a length as `civil` tells it."""
        if test.what != "lasted":
            return test.span.before(self.as_of)
        if test.span.months is not None:
            return min(MONTH * test.span.months, NEVER >> 1)
        return min(test.span.amount * (7 if test.span.unit == "week" else 1), LONGEST)

    def least(self, test: TimeTest, rows: Picked) -> Ints:
        """The least number that each of some rows can mean."""
        block = self.block
        if test.what == "lasted":
            return self._lasted(test, block.start_last[rows], block.end_first[rows])
        return (block.start_first if test.what == "started" else block.end_first)[rows]

    def greatest(self, test: TimeTest, rows: Picked) -> Ints:
        """The greatest number that each of some rows can mean."""
        block = self.block
        if test.what == "lasted":
            return self._lasted(test, block.start_first[rows], block.end_last[rows])
        return (block.start_last if test.what == "started" else block.end_last)[rows]

    def _lasted(self, test: TimeTest, start: Ints, end: Ints) -> Ints:
        end = np.minimum(end, np.int32(self.as_of))
        if test.longer != test.inclusive:   # "more than" and "at most" exclude and include the day itself
            start = start + np.int32(1)
        return end - start if test.span.months is None else civil(end) - civil(start)


def mirrored(test: TimeTest) -> bool:
    """Whether the test asks for less than its threshold: further back than a span, or shorter than a length."""
    return test.longer != (test.what == "lasted")
