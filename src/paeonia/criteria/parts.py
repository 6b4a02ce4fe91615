"""A population cut in parts that several processes share out: views where possible, rows of events by their patients."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np

from paeonia.criteria.columns import (
    BLOCK,
    CodeColumn,
    Column,
    Columns,
    DayColumn,
    EventBlock,
    EventColumn,
    blocks,
)

WORD = 64


def bounds(n: int, parts: int) -> list[tuple[int, int]]:
    """First and one-past-last patient of each part: whole blocks if there are enough, else whole words of one block."""
    whole = len(blocks(n))
    step = BLOCK * -(-whole // parts) if whole >= parts else WORD * -(-n // (WORD * parts))
    return [(first, min(first + step, n)) for first in range(0, n, step)] if n else [(0, 0)]


def part(columns: Columns, first: int, last: int) -> Columns:
    """The patients from `first` (the beginning of a word) to before `last`, of one block or of whole blocks."""
    made = Columns(columns.ids[first:last], columns.as_of)
    made.by_name = {name: _cut(column, first, last) for name, column in columns.by_name.items()}
    made.asked = {question: _cut(column, first, last) for question, column in columns.asked.items()}  # type: ignore[misc]
    made.reviewed = {key: days[first:last] for key, days in columns.reviewed.items()}
    return made


def _cut(column: Column, first: int, last: int) -> Column:
    if isinstance(column, EventColumn):
        return EventColumn(column.primary, column.names, _blocks(column, first, last), column.indexed)
    arrays = {one.name: getattr(column, one.name)[first:last] for one in fields(column) if one.name != "names"}
    if isinstance(column, CodeColumn):
        return CodeColumn(column.names, **arrays)
    if isinstance(column, DayColumn):
        return DayColumn(**arrays)
    if column.high is column.low:       # the engine tells exact numbers by this
        arrays["high"], arrays["over_uln_high"] = arrays["low"], arrays["over_uln_low"]
    return type(column)(**arrays)


def _blocks(column: EventColumn, first: int, last: int) -> list[EventBlock]:
    number, inside = divmod(first, BLOCK)
    if inside == 0 and (last % BLOCK == 0 or last - first > BLOCK):
        return column.blocks[number:-(-last // BLOCK)]
    block = column.blocks[number]
    low, high = first - number * BLOCK, last - number * BLOCK
    rows = np.flatnonzero((block.patient >= low) & (block.patient < high))      # still sorted by their primary code

    def taken(array: Any) -> Any:
        return array[rows]

    return [EventBlock(block.patient[rows] - low, {k: taken(v) for k, v in block.codes.items()},
                       {k: taken(v) for k, v in block.numbers.items()}, taken(block.start_first),
                       taken(block.start_last), taken(block.end_first), taken(block.end_last))]
