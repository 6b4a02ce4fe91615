"""Tubes, and donors with all their tubes, as columns for the population engine; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from paeonia.criteria.build import code_column, columns_of, day_column, names_of, number_column
from paeonia.criteria.columns import Column, Columns
from paeonia.record.dates import LONG_AGO, days, iso
from paeonia.record.dictionary import Dictionary, Variable
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline


def of_tubes(ids: Sequence[int], values: Sequence[Mapping[str, Any]], words: Dictionary, as_of: int) -> Columns:
    """What is said of each tube, by word; nothing said is unknown."""
    gathered: dict[str, tuple[list[int], list[Any]]] = {}
    for place, known in enumerate(values):
        for name, value in known.items():
            places, held = gathered.setdefault(name, ([], []))
            places.append(place)
            held.append(value)
    return Columns(list(ids), as_of, {name: _column(len(values), words[name], *held) for name, held in gathered.items()})


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


def of_donors(ids: Sequence[int], entries: Mapping[int, Sequence[Fact]], reviewed: Mapping[int, str], words: Dictionary,
              as_of: int) -> Columns:
    """Each donor's `specimen` and `specimen_before`; `reviewed` is the day up to which her therapies are complete."""
    only = Dictionary({name: words[name] for name in ("specimen", "specimen_before")}, words.codelists, (), words.version)
    made = columns_of([line_of(entries.get(one, ()), reviewed.get(one), only, as_of) for one in ids], only, ids)
    made.as_of = as_of
    return made


def line_of(entries: Sequence[Fact], reviewed: str | None, words: Dictionary, as_of: int) -> Timeline:
    """A donor's tubes as a timeline: the bank's own list is complete by nature, pairs only as her therapies are."""
    complete = {"specimen": iso(as_of)} | ({"specimen_before": reviewed} if reviewed else {})
    return Timeline(entries, words, as_of, complete)
