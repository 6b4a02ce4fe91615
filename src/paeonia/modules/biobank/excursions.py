"""When a container or a parcel was outside its limits, from its readings alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

WARM, COLD = "warm", "cold"
SILENCE = timedelta(minutes=60)     # without a word for so long, what it was meanwhile is not known


@dataclass(frozen=True)
class Limits:
    """How cold and warm it may be, and for how many minutes outside is let pass; none is no limit on that side."""

    coldest: Decimal | None = None
    warmest: Decimal | None = None
    tolerated: int = 0

    def beyond(self, value: Decimal) -> str:
        """On which side a value is outside; empty inside. The limits themselves are inside."""
        if self.warmest is not None and value > self.warmest:
            return WARM
        return COLD if self.coldest is not None and value < self.coldest else ""


@dataclass(frozen=True)
class Outside:
    """From the first reading outside to the first one inside again; no end while none has come.

    `silent` are the minutes within it of which nothing is known, because no reading came for more than an hour.
    """

    beyond: str
    began: datetime
    ended: datetime | None
    extreme: Decimal
    limit: Decimal
    silent: int = 0


def excursions(readings: Iterable[tuple[datetime, Decimal]], limits: Limits) -> list[Outside]:
    """Times outside the limits, in order; those shorter than is tolerated are left out. Order of readings is no matter."""
    found: list[Outside] = []
    now: Outside | None = None
    last: datetime | None = None
    for at, value in sorted(readings):
        side = limits.beyond(value)
        if now is not None and last is not None and at - last > SILENCE:
            now = replace(now, silent=now.silent + int((at - last).total_seconds() // 60))
        if now is not None and side != now.beyond:
            _add(found, replace(now, ended=at), at, limits)
            now = None
        if side and now is None:
            limit = limits.warmest if side == WARM else limits.coldest
            now = Outside(side, at, None, value, limit if limit is not None else value)
        elif now is not None:
            now = replace(now, extreme=max(now.extreme, value) if side == WARM else min(now.extreme, value))
        last = at
    if now is not None and last is not None:
        _add(found, now, last, limits)
    return found


def _add(found: list[Outside], one: Outside, until: datetime, limits: Limits) -> None:
    if until - one.began >= timedelta(minutes=limits.tolerated):
        found.append(one)


def minutes_in(began: datetime, ended: datetime, since: datetime, until: datetime | None) -> int:
    """For how many whole minutes a stay and an excursion ran together."""
    last = ended if until is None else min(ended, until)
    return max(0, int((last - max(began, since)).total_seconds() // 60))
