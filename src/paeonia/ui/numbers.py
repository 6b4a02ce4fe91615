"""How dates, times and numbers are written: 2026-11-23, 14:05, 12,345 and a word where nothing is known."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext


def date(value: dt.date | str | None) -> str:
    """The day as 2026-11-23; a partial date (2024, 2024-05) stays as partial as it was recorded."""
    if value is None:
        return gettext("date not recorded")
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, dt.date):
        return value.isoformat()
    return value[:10]


def moment(value: dt.datetime | None) -> str:
    """Day and time in 24 hours, in the programme's own time zone."""
    if value is None:
        return gettext("time not recorded")
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return local.strftime("%Y-%m-%d %H:%M")


def clock(value: dt.datetime) -> str:
    """The time of day in 24 hours, in the programme's own time zone."""
    return (timezone.localtime(value) if timezone.is_aware(value) else value).strftime("%H:%M")


def number(value: Any, decimals: int | None = None) -> str:
    """The number with thousands separated; None is said to be not recorded, since missing is never zero."""
    if value is None:
        return gettext("not recorded")
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{exact:,f}"


def percent(value: float | None, decimals: int = 0) -> str:
    """A share between 0 and 1 as a percentage."""
    return gettext("not recorded") if value is None else f"{number(value * 100, decimals)} %"
