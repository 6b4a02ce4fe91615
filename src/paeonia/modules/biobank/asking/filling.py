"""Tubes, and donors with all their tubes, as columns for the population engine; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from paeonia.criteria.build import code_column, day_column, event_column, names_of, number_column, review_days
from paeonia.criteria.columns import Column, Columns, EventColumn
from paeonia.record.dates import LONG_AGO, days
from paeonia.record.dictionary import Dictionary, Variable
from paeonia.record.facts import Fact
from paeonia.record.timeline import spread

ENTRIES = ("specimen", "specimen_before")


def of_tubes(ids: Sequence[int], values: Iterable[Mapping[str, Any]], words: Dictionary, as_of: int) -> Columns:
    """What is said of each tube, by word; nothing said is unknown."""
    gathered: dict[str, tuple[list[int], list[Any]]] = {}
    for place, known in enumerate(values):
        for name, value in known.items():
            places, held = gathered.setdefault(name, ([], []))
            places.append(place)
            held.append(value)
    return Columns(list(ids), as_of, {name: _column(len(ids), words[name], *held) for name, held in gathered.items()})


def _column(n: int, variable: Variable, places: list[int], values: list[Any]) -> Column:
    assert variable.value is not None
    at, undated = np.array(places, np.int64), np.full(len(places), LONG_AGO, np.int64)
    if variable.type in ("number", "whole"):
        numbers = np.array(values, np.float64)
        return number_column(n, at, numbers, numbers, np.full(len(places), np.nan), undated)
    if variable.type == "date":
        meant = [days(value) for value in values]
        return day_column(n, at, np.array([one.first for one in meant]), np.array([one.last for one in meant]), undated)
    names = names_of(variable.value, values)
    place_of = {code: place for place, code in enumerate(names)}
    # A code that left the list says nothing any more.
    return code_column(n, names, at, np.array([place_of.get(str(value), -1) for value in values], np.int64), undated)


class _Rows:
    """Every entry of one event, field by field."""

    def __init__(self, variable: Variable) -> None:
        self.variable = variable
        self.donors: list[int] = []
        self.days: list[int] = []
        self.given: dict[str, list[Any]] = {name: [] for name in variable.fields}

    def add(self, donor: int, day: int, fields: Mapping[str, Any]) -> None:
        """One entry."""
        self.donors.append(donor)
        self.days.append(day)
        said = spread(fields, self.variable)
        for name, held in self.given.items():
            held.append(said.get(name))

    def column(self, n: int) -> EventColumn:
        """All entries as the engine takes them."""
        names, codes, numbers = {}, {}, {}
        for name, field in self.variable.fields.items():
            given = self.given[name]
            if field.type in ("number", "whole"):
                numbers[name] = np.array([np.nan if value is None else value for value in given], np.float64)
                continue
            names[name] = names_of(field, (value for value in given if value is not None))
            index = {code: place for place, code in enumerate(names[name])}
            codes[name] = np.array([index.get(value, -1) for value in given], np.int64)
        day = np.array(self.days, np.int64)
        return event_column(n, self.variable, names, np.array(self.donors, np.int64), codes, numbers, [day] * 4)


def of_donors(ids: Sequence[int], entries: Mapping[int, Sequence[Fact]], reviewed: Mapping[int, str], words: Dictionary,
              as_of: int) -> Columns:
    """Each donor's `specimen` and `specimen_before`; `reviewed` is the day up to which her therapies are complete.

    The bank's own list is complete by nature, pairs only as her therapies are.
    """
    rows = {name: _Rows(words[name]) for name in ENTRIES}
    for place, one in enumerate(ids):
        for fact in entries.get(one, ()):
            day = days(fact.on).first if fact.on else LONG_AGO
            if day <= as_of:
                rows[fact.variable].add(place, day, fact.fields)
    n = len(ids)
    made = Columns(list(ids), as_of, {name: found.column(n) for name, found in rows.items() if found.donors})
    if n:
        made.reviewed["specimen"] = np.full(n, as_of, np.int32)
    known = [(place, days(reviewed[one]).first) for place, one in enumerate(ids) if one in reviewed and reviewed[one]]
    if known:
        made.reviewed["specimen_before"] = review_days(n, *(np.array(part, np.int64) for part in zip(*known, strict=True)))
    return made
