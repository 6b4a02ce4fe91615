"""The clocks of serious events: which reports are due, until when, and which have left. Pure over rows already read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from ..choices import SUSPECTED, Seriousness
from ..rules import Deadline, Rule, asked, due, rule_of


class Ticks(StrEnum):
    """How a clock stands."""

    SENT = "sent"
    SENT_LATE = "sent_late"
    RUNNING = "running"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Clock:
    """One report due for one serious event, by a rule in the version in force when the site became aware."""

    event: Any
    rule: Rule
    deadline: Deadline
    due_at: datetime
    ticks: Ticks
    sent_at: datetime | None = None

    @property
    def key(self) -> str:
        """How a report says which deadline it answers."""
        return self.deadline.id


def properties(event: Any) -> frozenset[str]:
    """What is true of an event, in the words of the rules."""
    said = {
        "serious": event.serious, "fatal": Seriousness.DEATH in event.seriousness,
        "life": Seriousness.LIFE in event.seriousness, "suspected": event.causality in SUSPECTED,
        "unexpected": not event.expected}
    return frozenset(name for name, true in said.items() if true)


def in_force(rows: Iterable[Any], at: datetime) -> list[Rule]:
    """The rules of a study at a moment; before the first of them began, those it began with."""
    rows = list(rows)
    first = min((row.in_force_from for row in rows), default=at)
    at = max(at, first)
    return [rule_of(row.content) for row in rows
            if row.in_force_from <= at and (row.in_force_until is None or row.in_force_until > at)]


def clocks(event: Any, rules: Iterable[Any], sent: Mapping[tuple[int, str], datetime], now: datetime) -> tuple[Clock, ...]:
    """Every report due for one event, the nearest first; an event that is not serious has none."""
    if not event.serious or event.aware_at is None:
        return ()
    true, found = properties(event), []
    for rule in in_force(rules, event.aware_at):
        for deadline in rule.deadlines:
            if asked(deadline, true):
                until, left = due(event.aware_at, deadline), sent.get((event.number, deadline.id))
                if left is not None:
                    ticks = Ticks.SENT if left <= until else Ticks.SENT_LATE
                else:
                    ticks = Ticks.RUNNING if now <= until else Ticks.OVERDUE
                found.append(Clock(event, rule, deadline, until, ticks, left))
    return tuple(sorted(found, key=lambda one: (one.due_at, one.key)))
