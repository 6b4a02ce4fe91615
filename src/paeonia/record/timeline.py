"""One patient's facts as they stood on one day: the latest of each state, and every episode of each event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from paeonia.record.dates import FAR, LONG_AGO, UNDATED, Days, days
from paeonia.record.dictionary import Dictionary, Variable
from paeonia.record.facts import Fact


@dataclass(frozen=True, slots=True)
class Reading:
    """The latest value of an attribute, state or measurement; `low` to `high` is what it can mean."""

    value: Any
    low: float
    high: float
    uln: float | None
    day: int            # first day it can hold from; LONG_AGO when undated
    fact: Fact


@dataclass(frozen=True, slots=True)
class Episode:
    """One event: its codes and numbers by field, and the days its start and its end can mean."""

    codes: Mapping[str, Any]
    start: Days
    end: Days           # FAR = still going on or no end known
    fact: Fact


def reading(fact: Fact, kind: str) -> Reading:
    """What a checked fact of a state, attribute or measurement says."""
    day = days(fact.on).first if fact.on else LONG_AGO
    value = fact.fields["value"]
    low = high = 0.0
    if kind in ("number", "whole"):
        low = high = float(value)
        comparator = fact.fields.get("comparator", "")
        # "<0.1" lies strictly below 0.1: the millionth keeps "less than 0.1" answerable, and ">0" more than nothing.
        edge = 0.0 if comparator.endswith("=") else 1e-6 * abs(high) or 1e-12
        if comparator.startswith("<"):
            low, high = float("-inf"), high - edge
        elif comparator.startswith(">"):
            low, high = low + edge, float("inf")
    elif kind == "date":
        meant = days(value)
        low, high = float(meant.first), float(meant.last)
    return Reading(value, low, high, fact.fields.get("uln"), day, fact)


def episode(fact: Fact, variable: Variable, as_of: int) -> Episode:
    """What a checked event says on a day; without `start` it starts on the fact's own day."""
    fields = fact.fields
    first, stop = fields.get("start") or fact.on, fields.get("stop")
    start = days(first) if first else UNDATED
    if not variable.interval:
        end = start
    elif fields.get("ongoing"):
        # With a stop as well it goes on until then, if that day is ahead; if not, one of the two is wrong: which?
        end = Days(days(stop).first if stop else FAR, FAR)
    elif stop:
        end = days(stop)
        if end.last < start.first:      # the fact's own day is not its start: somebody wrote it down afterwards
            start = UNDATED
        # It cannot have stopped before it started: "2026-02-14 to 2026" ended on 14 February or later.
        start, end = Days(start.first, min(start.last, end.last)), Days(max(start.first, end.first), end.last)
    elif fields.get("ongoing") is False:
        end = Days(start.first, as_of)       # it has ended, nobody wrote when
    else:
        end = Days(start.first, FAR)
    return Episode(spread(fields, variable), start, end, fact)


def spread(fields: Mapping[str, Any], variable: Variable) -> dict[str, Any]:
    """The fields with codes shared between those that read one another: a class is read from its drug."""
    codes = {name: fields[name] for name in variable.fields if name in fields}
    for name, kind in variable.fields.items():
        if kind.same_as:
            best = codes.get(kind.same_as, codes.get(name))
            if best is not None:
                codes[name] = codes[kind.same_as] = best
    return codes


class Timeline:
    """One patient's record on `as_of` (ordinal day): later facts are not seen.

    Facts must have passed `record.check`; order matters only on equal days, where the later one counts.
    """

    def __init__(self, facts: Iterable[Fact], dictionary: Dictionary, as_of: int,
                 reviewed: Mapping[str, str] | None = None) -> None:
        self.facts = tuple(facts)
        self.dictionary = dictionary
        self.as_of = as_of
        self.reviewed = dict(reviewed or {})
        self._codes: dict[tuple[str, str], frozenset[Any]] = {}

    def at(self, as_of: int) -> Timeline:
        """The same record seen on another day."""
        return Timeline(self.facts, self.dictionary, as_of, self.reviewed)

    @cached_property
    def _sorted(self) -> tuple[dict[str, Reading], dict[str, list[Episode]], dict[str, Reading]]:
        latest: dict[str, Reading] = {}
        events: dict[str, list[Episode]] = {}
        asked: dict[str, Reading] = {}
        for fact in self.facts:
            if fact.on and days(fact.on).first > self.as_of:
                continue
            if fact.variable == "ask":
                _keep(asked, fact.fields["question"], reading(fact, "yes_no"))
                continue
            variable = self.dictionary[fact.variable]
            if variable.kind == "event":
                found = episode(fact, variable, self.as_of)
                if found.start.first <= self.as_of:
                    events.setdefault(fact.variable, []).append(found)
            else:
                _keep(latest, fact.variable, reading(fact, variable.type))
        return latest, events, asked

    @property
    def latest(self) -> Mapping[str, Reading]:
        """Latest reading of each attribute, state and measurement."""
        return self._sorted[0]

    @property
    def asked(self) -> Mapping[str, Reading]:
        """Latest answer to each question put to a person, by its English text."""
        return self._sorted[2]

    def episodes(self, variable: str) -> list[Episode]:
        """Every episode of an event that has begun by `as_of`."""
        return self._sorted[1].get(variable, [])

    def codes_of(self, variable: str, field: str) -> frozenset[Any]:
        """Every code that some episode has in a field; None stands for an episode that has none."""
        key = variable, field
        if key not in self._codes:
            self._codes[key] = frozenset(episode.codes.get(field) for episode in self.episodes(variable))
        return self._codes[key]

    @cached_property
    def complete(self) -> frozenset[str]:
        """Review keys recorded on or before `as_of`: these lists leave nothing out."""
        return frozenset(key for key, on in self.reviewed.items() if days(on).first <= self.as_of)

    @cached_property
    def born(self) -> Days | None:
        """First and last possible day of birth."""
        birth = self.latest.get("birth_date")
        return Days(int(birth.low), int(birth.high)) if birth else None


def _keep(table: dict[str, Reading], key: str, new: Reading) -> None:
    old = table.get(key)
    if old is None or new.day >= old.day:
        table[key] = new
