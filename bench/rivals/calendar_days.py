"""Calendar spans over whole columns of days: the same arithmetic as `record.dates`, through a table of days."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from paeonia.record.dates import Span, months_before

# Days that records really hold; the few outside are worked out one by one.
FIRST, LAST = date(1900, 1, 1).toordinal(), date(2101, 1, 1).toordinal()


def before(span: Span, days: NDArray[np.int32]) -> NDArray[np.int64]:
    """The day that lies a span before each day."""
    if span.months is None:
        return days.astype(np.int64) - span.amount * (7 if span.unit == "week" else 1)
    inside = (days >= FIRST) & (days < LAST)
    found = _table(span.months)[np.where(inside, days - FIRST, 0)]
    if not inside.all():
        found[~inside] = [months_before(int(day), span.months) for day in days[~inside]]
    return found


@lru_cache(maxsize=64)
def _table(months: int) -> NDArray[np.int64]:
    epoch = date(1970, 1, 1).toordinal()
    day = np.arange(FIRST, LAST).astype(np.int64) - epoch
    month = day.astype("datetime64[D]").astype("datetime64[M]")
    of_month = day - month.astype("datetime64[D]").astype(np.int64)
    there = month - np.timedelta64(months, "M")
    start = there.astype("datetime64[D]").astype(np.int64)
    length = (there + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - start
    moved: NDArray[np.int64] = start + np.minimum(of_month, length - 1) + epoch
    return moved
