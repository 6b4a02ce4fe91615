"""Columns of a very large population, drawn block by block so that only one block's draw is in memory at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from paeonia.criteria.columns import (
    BLOCK,
    CodeColumn,
    Column,
    Columns,
    DayColumn,
    EventBlock,
    EventColumn,
    NumberColumn,
    never,
    no_days,
)
from paeonia.record.dates import FAR, LONG_AGO
from paeonia.record.dictionary import Dictionary

from .columns import columns
from .draw import draw

_ABSENT = {"codes": -1, "day": LONG_AGO, "first": LONG_AGO, "last": FAR}


def many(n: int, seed: int, as_of: int, dictionary: Dictionary) -> Columns:
    """`n` patients as columns; a population of one block or less is that of `draw(n, (seed, 0), as_of)`."""
    sizes = [min(BLOCK, n - first) for first in range(0, n, BLOCK)]
    parts = [columns(draw(size, (seed, number), as_of), dictionary) for number, size in enumerate(sizes)]
    made = Columns(range(n), as_of)  # type: ignore[arg-type]  # a million positions need no list
    for name in dict.fromkeys(name for part in parts for name in part.by_name):
        made.by_name[name] = _joined([part.by_name.pop(name, None) for part in parts], sizes)
    for key in dict.fromkeys(key for part in parts for key in part.reviewed):
        made.reviewed[key] = np.concatenate(
            [part.reviewed.get(key, never(size)) for part, size in zip(parts, sizes, strict=True)]
        )
    return made


def _joined(parts: Sequence[Column | None], sizes: Sequence[int]) -> Column:
    first = next(part for part in parts if part is not None)
    if isinstance(first, EventColumn):
        return _events([part for part in parts if isinstance(part, EventColumn)], parts)
    if isinstance(first, CodeColumn):
        names = {part.names for part in parts if isinstance(part, CodeColumn)}
        if len(names) > 1:
            raise ValueError(
                "blocks hold different codes"
            )  # only free text could differ, and no state is free text
    arrays = {
        field.name: _array(field.name, parts, sizes) for field in fields(first) if field.name != "names"
    }
    if isinstance(first, NumberColumn):
        same = all(part is None or part.low is part.high for part in parts if isinstance(part, NumberColumn))
        if same:
            arrays["high"], arrays["over_uln_high"] = arrays["low"], arrays["over_uln_low"]
        return NumberColumn(**arrays)
    return DayColumn(**arrays) if isinstance(first, DayColumn) else CodeColumn(first.names, **arrays)


def _array(name: str, parts: Sequence[Column | None], sizes: Sequence[int]) -> np.ndarray:
    given = next(getattr(part, name) for part in parts if part is not None)
    absent = no_days if name == "day" else lambda size: np.full(size, _ABSENT.get(name, np.nan), given.dtype)
    return np.concatenate(
        [
            absent(size) if part is None else getattr(part, name)
            for part, size in zip(parts, sizes, strict=True)
        ]
    )


def _events(known: Sequence[EventColumn], parts: Sequence[Column | None]) -> EventColumn:
    names = {
        field: tuple(dict.fromkeys(name for part in known for name in part.names[field]))
        for field in known[0].names
    }
    blocks = []
    for part in parts:
        if isinstance(part, EventColumn):
            blocks += [_renamed(block, part, names) for block in part.blocks]
        else:
            blocks.append(_empty(known[0].blocks[0]))
    return EventColumn(known[0].primary, names, blocks, known[0].indexed)


def _renamed(block: EventBlock, part: EventColumn, names: dict[str, tuple[str, ...]]) -> EventBlock:
    for field, codes in block.codes.items():
        if part.names[field] != names[field]:
            table = np.array([*(names[field].index(name) for name in part.names[field]), -1], np.int16)
            codes[:] = table[codes]
    return block


def _empty(like: EventBlock) -> EventBlock:
    return EventBlock(
        like.patient[:0],
        {k: v[:0] for k, v in like.codes.items()},
        {k: v[:0] for k, v in like.numbers.items()},
        like.start_first[:0],
        like.start_last[:0],
        like.end_first[:0],
        like.end_last[:0],
    )
