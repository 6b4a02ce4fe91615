"""Columns from flat arrays (a database) or from timelines (files, tests): both take the same last steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.columns import (
    CodeColumn,
    Columns,
    DayColumn,
    EventBlock,
    EventColumn,
    NumberColumn,
    blocks,
    never,
    no_days,
)
from paeonia.criteria.event_rows import ENDED
from paeonia.record.dates import FAR, LONG_AGO, days
from paeonia.record.dictionary import YES_NO, Dictionary, Field, Variable
from paeonia.record.timeline import Episode, Reading, Timeline

Array = NDArray[Any]


def names_of(field: Field, occurring: Iterable[Any] = ()) -> tuple[str, ...]:
    """The codes a field can hold in a fixed order; free text takes the texts that occur."""
    if field.codes is not None:
        return field.codes.families
    return YES_NO if field.type == "yes_no" else tuple(sorted({str(text) for text in occurring}))


def width(names: Sequence[str]) -> type[np.signedinteger[Any]]:
    """The integer that holds every code; free text may have more values than sixteen bits can tell apart."""
    return np.int16 if len(names) < 1 << 15 else np.int32


def code_column(n: int, names: tuple[str, ...], patient: Array, code: Array, day: Array) -> CodeColumn:
    """From the latest code (index into `names`) of some patients."""
    codes, held = np.full(n, -1, width(names)), no_days(n)
    codes[patient], held[patient] = code, day
    return CodeColumn(names, codes, held)


def number_column(n: int, patient: Array, low: Array, high: Array, uln: Array, day: Array) -> NumberColumn:
    """From the latest number of some patients; `uln` is NaN where the laboratory gave none."""
    made = [np.full(n, np.nan) for _ in range(4)]
    for column, values in zip(made, (low, high, low / uln, high / uln), strict=True):
        column[patient] = values
    held = no_days(n)
    held[patient] = day
    if np.array_equal(low, high):       # no "<0.1" among them: one array serves both ends
        made[1], made[3] = made[0], made[2]
    low_end, high_end, low_over, high_over = made
    return NumberColumn(low_end, high_end, low_over, high_over, held)


def day_column(n: int, patient: Array, first: Array, last: Array, day: Array) -> DayColumn:
    """From the latest date of some patients."""
    firsts, lasts, held = np.full(n, LONG_AGO, np.int32), np.full(n, FAR, np.int32), no_days(n)
    firsts[patient], lasts[patient], held[patient] = first, last, day
    return DayColumn(firsts, lasts, held)


def event_column(n: int, variable: Variable, names: Mapping[str, tuple[str, ...]], patient: Array,
                 codes: Mapping[str, Array], numbers: Mapping[str, Array], moments: Sequence[Array]) -> EventColumn:
    """From all rows of an event; `moments` are first and last day of start and of end."""
    primary = variable.primary if variable.primary in codes else None
    order = np.lexsort((patient, codes[primary])) if primary else np.argsort(patient, kind="stable")
    made = []
    for first, last in blocks(n):
        rows = order[(patient[order] >= first) & (patient[order] < last)]
        made.append(EventBlock(
            (patient[rows] - first).astype(np.intp), {name: codes[name][rows].astype(width(names[name])) for name in codes},
            {name: numbers[name][rows].astype(np.float64) for name in numbers},
            *(moment[rows].astype(np.int32) for moment in moments)))
    same = {name for name, field in variable.fields.items() if primary in (name, field.same_as)}
    return EventColumn(primary, dict(names), made, frozenset(same) if primary else frozenset())


def review_days(n: int, patient: Array, day: Array) -> NDArray[np.int32]:
    """Earliest day of review of each patient, FAR where never."""
    found = never(n)
    np.minimum.at(found, patient, day.astype(np.int32))
    return found


def columns_of(timelines: Sequence[Timeline], dictionary: Dictionary, ids: Sequence[Any] | None = None) -> Columns:
    """Columns of a few patients held in memory; all timelines must stand on the same day."""
    as_of = timelines[0].as_of if timelines else 0
    made = Columns(list(ids if ids is not None else range(len(timelines))), as_of)
    n = len(timelines)
    for variable in dictionary.variables.values():
        if variable.kind == "event":
            rows = [(i, e) for i, line in enumerate(timelines) for e in line.episodes(variable.id)]
            if rows:
                made.by_name[variable.id] = _events(n, variable, rows)
        else:
            found = [(i, line.latest[variable.id]) for i, line in enumerate(timelines) if variable.id in line.latest]
            if found:
                made.by_name[variable.id] = _scalars(n, variable, found)
    for question in {q for line in timelines for q in line.asked}:
        answers = [(i, line.asked[question]) for i, line in enumerate(timelines) if question in line.asked]
        made.asked[question] = _coded(n, YES_NO, answers)
    for key in {k for line in timelines for k in line.reviewed}:
        at = [(i, days(line.reviewed[key]).first) for i, line in enumerate(timelines) if key in line.reviewed]
        made.reviewed[key] = review_days(n, _array(at, 0), _array(at, 1))
    return made


def _array(rows: Sequence[tuple[Any, ...]], place: int) -> Array:
    return np.array([row[place] for row in rows], np.int64)


def _coded(n: int, names: tuple[str, ...], found: list[tuple[int, Reading]]) -> CodeColumn:
    index = {name: i for i, name in enumerate(names)}
    codes = np.array([index[str(reading.value)] for _, reading in found], np.int64)
    return code_column(n, names, _array(found, 0), codes, np.array([r.day for _, r in found], np.int64))


def _scalars(n: int, variable: Variable, found: list[tuple[int, Reading]]) -> CodeColumn | NumberColumn | DayColumn:
    assert variable.value is not None
    patient = _array(found, 0)
    day = np.array([r.day for _, r in found], np.int64)
    if variable.type in ("number", "whole"):
        low, high = (np.array([getattr(r, end) for _, r in found]) for end in ("low", "high"))
        uln = np.array([np.nan if r.uln is None else r.uln for _, r in found])
        return number_column(n, patient, low, high, uln, day)
    if variable.type == "date":
        first, last = (np.array([getattr(r, end) for _, r in found]) for end in ("low", "high"))
        return day_column(n, patient, first, last, day)
    return _coded(n, names_of(variable.value, (r.value for _, r in found)), found)


def _events(n: int, variable: Variable, rows: list[tuple[int, Episode]]) -> EventColumn:
    names: dict[str, tuple[str, ...]] = {}
    codes: dict[str, Array] = {}
    numbers: dict[str, Array] = {}
    for name, field in variable.fields.items():
        given = [episode.codes.get(name) for _, episode in rows]
        if field.type in ("number", "whole"):
            numbers[name] = np.array([np.nan if value is None else value for value in given], np.float64)
            continue
        names[name] = names_of(field, (value for value in given if value is not None))
        index = {code: i for i, code in enumerate(names[name])}
        codes[name] = np.array([-1 if value is None else index[value] for value in given], np.int64)
    moments = [np.array([pick(episode) for _, episode in rows], np.int64) for pick in (
        lambda e: e.start.first, lambda e: e.start.last, lambda e: e.end.first,
        _last_end if variable.interval else lambda e: e.end.last)]
    return event_column(n, variable, names, _array(rows, 0), codes, numbers, moments)


def _last_end(episode: Episode) -> int:
    """An episode known to have ended on an unknown day keeps saying so when the columns are asked later."""
    fields = episode.fact.fields
    return ENDED if fields.get("ongoing") is False and not fields.get("stop") else episode.end.last
