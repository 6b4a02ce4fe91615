"""Days, partial dates and calendar spans: `2024-05` is every day of that May, no one of them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

FAR = 4_000_000            # a day after every day: "still going on", "no end known"
LONG_AGO = -4_000_000      # a day before every day: "no start known"

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$")
_SPAN = re.compile(r"(\d+)\s*(day|week|month|year)s?$")


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day that a possibly partial date can mean, as proleptic ordinals."""

    first: int
    last: int


UNDATED = Days(LONG_AGO, FAR)


@lru_cache(maxsize=65536)
def days(text: str) -> Days:
    """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (a time of day is dropped); ValueError for anything else."""
    found = _PARTIAL.match(text.strip())
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return Days(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    if day is None:
        end = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
        return Days(date(year, month, 1).toordinal(), date(year, month, end or 1).toordinal())
    exact = date(year, month, day).toordinal()
    return Days(exact, exact)


def iso(day: int) -> str:
    """The ISO text of an ordinal day."""
    return date.fromordinal(day).isoformat()


@dataclass(frozen=True, slots=True)
class Span:
    """A length of calendar time: whole days, or whole months (a year is twelve)."""

    amount: int
    unit: str

    @property
    def months(self) -> int | None:
        """Length in calendar months, None for days and weeks."""
        return {"month": self.amount, "year": 12 * self.amount}.get(self.unit)

    @property
    def in_days(self) -> int:
        """Length in days; months and years are only approximated (30.4375, 365.25)."""
        per = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}[self.unit]
        return round(self.amount * per)

    def before(self, day: int) -> int:
        """The day that lies this long before `day`; a missing 29th to 31st becomes the month's last day.

        No span reaches before year 1, so a fact without a day lies outside every window.
        """
        months = self.months
        if months is not None:
            return months_before(day, months)
        if not LONG_AGO < day < FAR:
            return day
        return max(1, day - self.amount * (7 if self.unit == "week" else 1))


@lru_cache(maxsize=65536)
def months_before(day: int, months: int) -> int:
    """`day` moved back by calendar months, clipped to the end of a shorter month and to year 1."""
    if day >= FAR or day <= LONG_AGO:
        return day
    there = date.fromordinal(day)
    index = there.year * 12 + there.month - 1 - months
    year, month = divmod(index, 12)
    if year < 1:
        return 1
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(there.day, last)).toordinal()


def span(text: str) -> Span:
    """Read `28 days`, `3 weeks`, `6 months` or `2 years`; ValueError for anything else."""
    found = _SPAN.match(text.strip().lower())
    if not found:
        raise ValueError(text)
    return Span(int(found[1]), found[2])
