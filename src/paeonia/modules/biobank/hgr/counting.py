"""Counters and days that come near; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .choices import Kind
from .judging import Permit
from .rules import Rules


@dataclass(frozen=True)
class Count:
    """People counted against the most there may be; `level`: fine, watch, near or full."""

    what: str                        # collection | headcount | security
    name: str
    people: int
    most: int
    level: str
    confidence: str

    @property
    def percent(self) -> int:
        """How full it is, rounded down so that 100 is reached only when it is."""
        return 100 * self.people // self.most if self.most else 100


@dataclass(frozen=True)
class Due:
    """A day on which something ends or is to be handed in; `level`: over, month, quarter."""

    what: str                        # ends | report
    kind: str
    number: str
    day: date
    days_left: int
    level: str
    pk: int
    year: int = 0


def count(what: str, name: str, people: int, most: int, rules: Rules, confidence: str) -> Count:
    """A counter with its level, from the percentages at which the rules warn."""
    levels = dict(zip(sorted(rules.percent), ("watch", "near", "full"), strict=False))
    share = 100 * people / most if most else 100.0
    level = next((name for at, name in sorted(levels.items(), reverse=True) if share >= at), "fine")
    return Count(what, name, people, most, level, confidence)


def dues(permits: Iterable[Permit], reported: Mapping[int, frozenset[int]], today: date, rules: Rules) -> list[Due]:
    """What ends or is owed, the nearest first: approvals with nothing after them, and yearly reports not handed in."""
    held = list(permits)
    found = [due for one in held if one.granted for due in _ending(one, held, today, rules)]
    found += [due for one in held if one.granted and one.kind == Kind.PRESERVATION
              for due in _owed(one, reported.get(one.pk, frozenset()), today, rules)]
    return sorted(found, key=lambda due: (due.day, due.number))


def _ending(one: Permit, held: list[Permit], today: date, rules: Rules) -> list[Due]:
    if one.valid_until is None:
        return []
    left, until = (one.valid_until - today).days, one.valid_until
    followed = any(other.granted and other.pk != one.pk and other.kind == one.kind and other.protocols >= one.protocols
                   and other.valid_from is not None and other.valid_from <= until + timedelta(1)
                   and (other.valid_until is None or other.valid_until > until) for other in held)
    level = _level(left, rules)
    return [] if followed or level is None else [Due("ends", one.kind, one.number, until, left, level, one.pk)]


def _owed(one: Permit, reported: frozenset[int], today: date, rules: Rules) -> list[Due]:
    """A report is owed for each year in which the approval stood, from the first one on."""
    if one.valid_from is None or rules["annual_report"].due == (0, 0):
        return []
    month, day = rules["annual_report"].due
    last = min(today.year, one.valid_until.year if one.valid_until else today.year)
    out = []
    for year in range(one.valid_from.year, last + 1):
        due = date(year + 1, month, day)
        level = _level((due - today).days, rules)
        if year not in reported and level is not None:
            out.append(Due("report", one.kind, one.number, due, (due - today).days, level, one.pk, year))
    return out


def _level(left: int, rules: Rules) -> str | None:
    far, near = max(rules.days), min(rules.days)
    return "over" if left < 0 else "month" if left <= near else "quarter" if left <= far else None
