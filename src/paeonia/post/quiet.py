"""Hours in which nobody is disturbed; they may span midnight."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


def within(first: time, last: time, at: time) -> bool:
    """Whether a time lies in these hours; the same time twice means none."""
    if first == last:
        return False
    return first <= at < last if first < last else at >= first or at < last


def of_house() -> tuple[time, time]:
    """The programme's quiet hours, in its own time zone."""
    first, last = settings.POST_QUIET
    return time.fromisoformat(first), time.fromisoformat(last)


def may_go(now: datetime) -> datetime:
    """When something that is ready now may leave the house: now, or when the quiet hours end."""
    first, last = of_house()
    here = timezone.localtime(now)
    if not within(first, last, here.time()):
        return now
    ends = here.replace(hour=last.hour, minute=last.minute, second=0, microsecond=0)
    return ends if ends > here else ends + timedelta(days=1)


def tomorrow(now: datetime) -> datetime:
    """When something held back for today may go: as early tomorrow as quiet hours allow."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return may_go(midnight)
