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
        self.made: dict[tuple[bool, int], tuple[Ints, Ints]] = {}

    def read(self, test: TimeTest) -> tuple[Ints, Ints, int]:
        """The least and the greatest number each episode can mean, and the threshold that `test` sets for it."""
        if test.what == "started":
            return self.block.start_first, self.block.start_last, test.span.before(self.as_of)
        if test.what == "ended":
            return self.block.end_first, self.block.end_last, test.span.before(self.as_of)
        # "more than" and "at most" exclude and include the day itself: they meet one day later.
        shift = 1 if test.longer != test.inclusive else 0
        months = test.span.months
        if months is not None:
            return *self._lasted(True, shift), min(MONTH * months, NEVER >> 1)
        return *self._lasted(False, shift), min(test.span.amount * (7 if test.span.unit == "week" else 1), LONGEST)

    def _lasted(self, months: bool, shift: int) -> tuple[Ints, Ints]:
        key = months, shift
        if key not in self.made:
            block = self.block
            ends = (np.minimum(end, np.int32(self.as_of)) for end in (block.end_first, block.end_last))
            starts = (start + np.int32(shift) for start in (block.start_last, block.start_first))
            low, high = (civil(end) - civil(start) if months else end - start
                         for end, start in zip(ends, starts, strict=True))
            self.made[key] = low, high
        return self.made[key]


def mirrored(test: TimeTest) -> bool:
    """Whether the test asks for less than its threshold: further back than a span, or shorter than a length."""
    return test.longer != (test.what == "lasted")
