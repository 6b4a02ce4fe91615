"""A few patients exchanged inside loaded columns, the others untouched."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.build import event_column
from paeonia.criteria.columns import (
    BLOCK,
    CodeColumn,
    Column,
    Columns,
    DayColumn,
    EventColumn,
    NumberColumn,
    never,
    no_days,
)
from paeonia.record.dates import FAR, LONG_AGO
from paeonia.record.dictionary import Dictionary

Array = NDArray[Any]
_MOMENTS = ("start_first", "start_last", "end_first", "end_last")


def patched(held: Columns, fresh: Columns, dictionary: Dictionary) -> Columns:
    """Columns like `held` in which the patients of `fresh` say what they say there; new patients are appended.

    `held` itself stays as it was, so that somebody may still be asking it.
    """
    known = {id: place for place, id in enumerate(held.ids)}
    ids = [*held.ids, *(id for id in fresh.ids if id not in known)]
    known.update((id, place) for place, id in enumerate(ids))
    at = np.array([known[id] for id in fresh.ids], np.int64)
    n = len(ids)
    made = Columns(ids, held.as_of)
    for name in held.by_name.keys() | fresh.by_name.keys():
        made.by_name[name] = _column(held.by_name.get(name), fresh.by_name.get(name), at, n, name, dictionary)
    for question in held.asked.keys() | fresh.asked.keys():
        made.asked[question] = _codes(held.asked.get(question), fresh.asked.get(question), at, n)
    for key in held.reviewed.keys() | fresh.reviewed.keys():
        days = _grown(held.reviewed.get(key, never(0)), n, FAR)
        days[at] = fresh.reviewed.get(key, never(len(at)))
        made.reviewed[key] = days
    return made


def _column(
    old: Column | None, new: Column | None, at: Array, n: int, name: str, dictionary: Dictionary
) -> Column:
    kind = old or new
    if isinstance(kind, EventColumn):
        return _events(old, new, at, n, name, dictionary)  # type: ignore[arg-type]
    if isinstance(kind, CodeColumn):
        return _codes(old, new, at, n)  # type: ignore[arg-type]
    if isinstance(kind, NumberColumn):
        return _numbers(old, new, at, n)  # type: ignore[arg-type]
    return _days(old, new, at, n)  # type: ignore[arg-type]


def _grown(array: Array, n: int, blank: Any) -> Array:
    grown = np.full(n, blank, array.dtype)
    grown[: len(array)] = array
    return grown


def _codes(old: CodeColumn | None, new: CodeColumn | None, at: Array, n: int) -> CodeColumn:
    old = old or CodeColumn(new.names if new else (), np.zeros(0, np.int16), no_days(0))
    names = (*old.names, *(name for name in (new.names if new else ()) if name not in old.names))
    codes, day = _grown(old.codes, n, -1), _grown(old.day, n, LONG_AGO)
    codes[at], day[at] = -1, LONG_AGO
    if new is not None:
        place = np.array([*(names.index(name) for name in new.names), -1], np.int16)
        codes[at], day[at] = place[new.codes], new.day
    return CodeColumn(names, codes, day)


def _numbers(old: NumberColumn | None, new: NumberColumn | None, at: Array, n: int) -> NumberColumn:
    parts = ("low", "high", "over_uln_low", "over_uln_high")
    made = []
    for part in parts:
        array = _grown(getattr(old, part) if old else np.zeros(0), n, np.nan)
        array[at] = getattr(new, part) if new else np.nan
        made.append(array)
    if all(column is None or column.high is column.low for column in (old, new)):
        made[1], made[3] = (
            made[0],
            made[2],
        )  # no bounds such as <0.1: one array serves both ends, as it did before
    day = _grown(old.day if old else no_days(0), n, LONG_AGO)
    day[at] = new.day if new else LONG_AGO
    return NumberColumn(*made, day)


def _days(old: DayColumn | None, new: DayColumn | None, at: Array, n: int) -> DayColumn:
    made = []
    for part, blank in (("first", LONG_AGO), ("last", FAR), ("day", LONG_AGO)):
        array = _grown(getattr(old, part) if old else no_days(0), n, blank)
        array[at] = getattr(new, part) if new else blank
        made.append(array)
    return DayColumn(*made)


def _events(
    old: EventColumn | None, new: EventColumn | None, at: Array, n: int, name: str, dictionary: Dictionary
) -> EventColumn:
    """All rows of the others and the fresh rows, sorted again: a block is found through its primary code."""
    both = [column for column in (old, new) if column is not None]
    names: dict[str, tuple[str, ...]] = {}
    for field in dict.fromkeys(field for column in both for field in column.names):
        names[field] = tuple(dict.fromkeys(text for column in both for text in column.names.get(field, ())))
    rows = [_rows(column, names, (lambda p: p) if column is old else (lambda p: at[p])) for column in both]
    if old is not None:
        staying = ~np.isin(rows[0]["patient"], at)
        rows[0] = {part: values[staying] for part, values in rows[0].items()}
    joined = {part: np.concatenate([found[part] for found in rows]) for part in rows[0]}
    fields = dictionary[name].fields
    return event_column(
        n,
        dictionary[name],
        names,
        joined["patient"],
        {field: joined[f"code {field}"] for field in names},
        {field: joined[f"number {field}"] for field in fields if f"number {field}" in joined},
        [joined[part] for part in _MOMENTS],
    )


def _rows(column: EventColumn, names: dict[str, tuple[str, ...]], place: Any) -> dict[str, Array]:
    blocks = column.blocks
    patient = np.concatenate([block.patient.astype(np.int64) + i * BLOCK for i, block in enumerate(blocks)])
    found: dict[str, Array] = {"patient": place(patient)}
    for field in names:
        index = np.array([*(names[field].index(text) for text in column.names[field]), -1], np.int64)
        found[f"code {field}"] = index[np.concatenate([block.codes[field] for block in blocks])]
    for field in blocks[0].numbers:
        found[f"number {field}"] = np.concatenate([block.numbers[field] for block in blocks])
    for part in _MOMENTS:
        found[part] = np.concatenate([getattr(block, part) for block in blocks])
    return found
