"""Everybody's facts as columns: the latest of each state, the rows of each event, and which lists were reviewed.

Patients stand in blocks of `BLOCK`, so that the working set of one block stays in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paeonia.record.dates import FAR, LONG_AGO

BLOCK = 1 << 18
Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Run = tuple[int, int, int]     # neighbouring codes: the first, one past the last, and what they answer


@dataclass
class CodeColumn:
    """The latest code of each patient: index into `names`, -1 where there is none; `day` it holds from."""

    names: tuple[str, ...]
    codes: NDArray[np.int16]
    day: Ints


@dataclass
class NumberColumn:
    """The latest number of each patient as the range it can mean (NaN where there is none); over its ULN too."""

    low: Floats
    high: Floats
    over_uln_low: Floats
    over_uln_high: Floats
    day: Ints


@dataclass
class DayColumn:
    """The latest date of each patient as the days it can mean; everything where there is none."""

    first: Ints
    last: Ints
    day: Ints


@dataclass
class EventBlock:
    """The episodes of one block of patients, sorted by the primary code (missing codes first)."""

    patient: NDArray[np.intp]                   # within the block; the type that numpy indexes by
    codes: Mapping[str, NDArray[np.int16]]      # by field, -1 where missing
    numbers: Mapping[str, Floats]               # by field, NaN where missing
    start_first: Ints
    start_last: Ints
    end_first: Ints
    end_last: Ints

    def __len__(self) -> int:
        return len(self.patient)


@dataclass
class EventColumn:
    """All episodes of one event variable; `names[field]` decodes the codes of a field.

    Rows are sorted by the codes of `primary`; the fields in `indexed` hold those same codes (a class and its drug).
    """

    primary: str | None
    names: Mapping[str, tuple[str, ...]]
    blocks: list[EventBlock]
    indexed: frozenset[str] = frozenset()
    # Which codes pass a test, worked out once for all blocks.
    passing: dict[Any, list[Run]] = field(default_factory=dict, repr=False)


Column = CodeColumn | NumberColumn | DayColumn | EventColumn


@dataclass
class Columns:
    """A population on one day. `ids[i]` is patient i; `by_name` holds a column for each variable that occurs."""

    ids: list[Any]
    as_of: int
    by_name: dict[str, Column] = field(default_factory=dict)
    asked: dict[str, CodeColumn] = field(default_factory=dict)      # by the English question
    reviewed: dict[str, Ints] = field(default_factory=dict)         # day of review, FAR where never
    # Bit planes that many criteria share and no day changes, by block; made when first asked for.
    planes: dict[tuple[object, ...], NDArray[np.uint64]] = field(default_factory=dict, repr=False)
    later: dict[str, bool] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    def ahead(self, key: str) -> bool:
        """Whether some review of a list lies after the day asked about."""
        if key not in self.later:
            days = self.reviewed[key]
            self.later[key] = bool(((days > self.as_of) & (days < FAR)).any())
        return self.later[key]

    def at(self, as_of: int) -> Columns:
        """The same facts asked on a later day; earlier days need a load of their own."""
        if as_of < self.as_of:
            raise ValueError("columns hold the latest facts; an earlier day must be loaded again")
        return Columns(self.ids, as_of, self.by_name, self.asked, self.reviewed, self.planes)

    @property
    def nbytes(self) -> int:
        """Bytes that the columns take."""
        seen: dict[int, int] = {}
        for column in (*self.by_name.values(), *self.asked.values()):
            for array in _arrays(column):
                seen[id(array)] = array.nbytes
        return sum(seen.values()) + sum(a.nbytes for a in self.reviewed.values())


def _arrays(column: Column) -> list[NDArray[Any]]:
    if isinstance(column, EventColumn):
        found: list[NDArray[Any]] = []
        for block in column.blocks:
            found += [block.patient, block.start_first, block.start_last, block.end_first, block.end_last]
            found += [*block.codes.values(), *block.numbers.values()]
        return found
    return [value for value in vars(column).values() if isinstance(value, np.ndarray)]


def blocks(n: int) -> list[tuple[int, int]]:
    """First and one-past-last patient of each block."""
    return [(first, min(first + BLOCK, n)) for first in range(0, n, BLOCK)]


def no_days(n: int) -> Ints:
    """A day column in which nobody has a value."""
    return np.full(n, LONG_AGO, np.int32)


def never(n: int) -> Ints:
    """A review column in which nothing was reviewed."""
    return np.full(n, FAR, np.int32)
