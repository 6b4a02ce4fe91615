"""Columns of tubes in which some rows came, went or say something else; pure. What was held stays as it was."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.columns import CodeColumn, Column, Columns, DayColumn, NumberColumn
from paeonia.record.dates import FAR, LONG_AGO

from .matching import Places

Array = NDArray[Any]
BLANK = {"codes": -1, "day": LONG_AGO, "first": LONG_AGO, "last": FAR}


def rearranged(held: Columns, ids: list[int], take: Places, fresh: Columns, at: Places) -> Columns:
    """The rows of `held` in the order `take` (-1: nothing was known of it), and at the places `at` those of `fresh`."""
    made = Columns(ids, held.as_of)
    for name in held.by_name.keys() | fresh.by_name.keys():
        made.by_name[name] = _column(held.by_name.get(name), fresh.by_name.get(name), take, at)
    return made


def _column(old: Column | None, new: Column | None, take: Places, at: Places) -> Column:
    kind = old or new
    if isinstance(kind, CodeColumn):
        return _codes(old, new, take, at)       # type: ignore[arg-type]
    parts = ("low", "high", "over_uln_low", "over_uln_high", "day") if isinstance(kind, NumberColumn) else (
        "first", "last", "day")
    made: list[Array] = []
    for part in parts:
        made.append(_array(getattr(old, part, None), getattr(new, part, None), take, at, BLANK.get(part, np.nan)))
    if isinstance(kind, NumberColumn):
        if all(one is None or one.high is one.low for one in (old, new)):   # type: ignore[union-attr]
            made[1], made[3] = made[0], made[2]     # no bounds: one array serves both ends
        return NumberColumn(*made)
    return DayColumn(*made)


def _codes(old: CodeColumn | None, new: CodeColumn | None, take: Places, at: Places) -> CodeColumn:
    names = tuple(dict.fromkeys(name for one in (old, new) if one is not None for name in one.names))
    if new is not None and new.names != names:
        place = np.array([*(names.index(name) for name in new.names), -1], new.codes.dtype)
        new = CodeColumn(names, place[new.codes], new.day)
    return CodeColumn(names, _array(old and old.codes, new and new.codes, take, at, -1),
                      _array(old and old.day, new and new.day, take, at, LONG_AGO))


def _array(old: Array | None, new: Array | None, take: Places, at: Places, blank: Any) -> Array:
    given = old if old is not None else new
    assert given is not None
    if old is None:
        made = np.full(len(take), blank, given.dtype)
    else:
        made = old[take]
        made[take < 0] = blank
    made[at] = blank if new is None else new
    return made
