"""Visits along time: which day, which window, and how a visit stands today. Pure, so that tables need not be there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Stand(StrEnum):
    """How a planned visit of one subject stands."""

    DONE = "done"
    OUT_OF_WINDOW = "out_of_window"
    MISSED = "missed"
    OPEN = "open"
    TO_COME = "to_come"
    OVERDUE = "overdue"
    WAITING = "waiting"  # day 1 is not known yet
    DROPPED = "dropped"  # the subject left before


@dataclass(frozen=True)
class Window:
    """The planned day of a visit and the first and last day it may take place."""

    due: date
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day lies inside, both ends included."""
        return self.first <= day <= self.last


def offset(day: int) -> int:
    """Days after day 1; there is no day 0, so day -1 is the day before day 1."""
    return day - 1 if day > 0 else day


def window(day_one: date | None, day: int, before: int, after: int) -> Window | None:
    """The window of a visit; None while day 1 is not known."""
    if day_one is None:
        return None
    due = day_one + timedelta(days=offset(day))
    return Window(due, due - timedelta(days=before), due + timedelta(days=after))


def stand(frame: Window | None, today: date, *, done_on: date | None = None, missed: bool = False,
          left_on: date | None = None) -> Stand:
    """How a visit stands: recorded ones by their day, the others by today; whoever left expects none after that day."""
    if missed:
        return Stand.MISSED
    if done_on is not None:
        return Stand.DONE if frame is None or frame.holds(done_on) else Stand.OUT_OF_WINDOW
    if frame is None:
        return Stand.DROPPED if left_on else Stand.WAITING
    if left_on is not None and frame.first > left_on:
        return Stand.DROPPED
    if today < frame.first:
        return Stand.TO_COME
    return Stand.OPEN if today <= frame.last else Stand.OVERDUE
