"""Rooms that divide the places of an activity have their say here; the places themselves are given in `actions` alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .models_learner import Enrolment


@dataclass(frozen=True)
class Division:
    """What a room says of one enrolment: whether somebody has to approve it, and whether its part has a place left."""

    asks: Callable[[Enrolment], bool]
    has_room: Callable[[Enrolment], bool]


_DIVISIONS: list[Division] = []


def divide(division: Division) -> None:
    """Let a room have its say from now on."""
    _DIVISIONS.append(division)


def asks(row: Enrolment) -> bool:
    """Whether somebody has to say yes before a place is given."""
    asked = [one.asks(row) for one in _DIVISIONS]       # every room is heard, because one may refuse
    return row.activity.approves or any(asked)


def has_room(row: Enrolment) -> bool:
    """Whether every room that divides the places has one left for this enrolment."""
    return all(one.has_room(row) for one in _DIVISIONS)
