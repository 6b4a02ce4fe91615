"""The whole bank in memory, as one viewer may see it; never changed once it is made, for somebody may be asking it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.columns import Columns
from paeonia.record.facts import Fact

from .matching import Group, Places
from .pairing import Begin, before
from .tubes import Tube, of_donor
from .words import Words

Ids = NDArray[np.int64]


@dataclass(frozen=True)
class Bank:
    """Everything a question reads; `charts` says whether the viewer's role has to do with charts at all.

    Columns and groups have a row for each tube, in the order of their ids, and behind those one for each further donor of a
    pool: `again` says of which. `whose` is the donor of each row.
    """

    words: Words
    tubes: tuple[Tube, ...]
    columns: Columns
    donor: Group
    chart: Group
    whose: Ids
    again: Places
    begins: Mapping[int, Sequence[Begin]]       # by donor: drugs and the days they were begun
    reviewed: Mapping[int, str]                 # by donor: the day up to which her therapies are complete
    sampled: Mapping[tuple[int, int], Mapping[str, Any]]        # by tube and donor, where anything is known
    patients: Mapping[int, int]         # donor -> patient, for those the viewer may know
    charts: bool
    at: datetime
    ahead: frozenset[int] = frozenset()         # tubes with an entry ahead of the clock

    @cached_property
    def ids(self) -> Ids:
        """The id of each tube."""
        return np.array(self.columns.ids[:len(self.tubes)], np.int64)

    @cached_property
    def entries(self) -> Entries:
        """What stands in a donor's list of samples."""
        return Entries(self.tubes, self.whose, self.begins)

    def tubes_of(self, donors: set[int]) -> list[Tube]:
        """Every tube with material of some donors, pools among them."""
        rows = np.flatnonzero(np.isin(self.whose, np.array(sorted(donors), np.int64)))
        n = len(self.tubes)
        numbers = np.unique(np.where(rows < n, rows, self.again[np.maximum(rows - n, 0)] if len(self.again) else rows))
        return [self.tubes[number] for number in numbers.tolist()]


class Entries(Mapping[int, tuple[Fact, ...]]):
    """Entries of `specimen` and `specimen_before` by donor, made when asked for: a million would fill the memory."""

    def __init__(self, tubes: Sequence[Tube], whose: Ids, begins: Mapping[int, Sequence[Begin]]) -> None:
        self.tubes, self.begins = tubes, begins
        self.order = np.argsort(whose, kind="stable")
        self.sorted = whose[self.order]

    def __getitem__(self, donor: int) -> tuple[Fact, ...]:
        first, last = np.searchsorted(self.sorted, [donor, donor + 1]).tolist()
        if first == last:
            raise KeyError(donor)
        rows = [number for number in self.order[first:last].tolist() if number < len(self.tubes)]
        # A pool is no donor's own plasma, and pairs with nobody's biopsy.
        own = [self.tubes[number] for number in rows if not self.tubes[number].others]
        return (*of_donor(own), *before(own, self.begins.get(donor, ())))

    def __iter__(self) -> Iterator[int]:
        return iter(np.unique(self.sorted).tolist())

    def __len__(self) -> int:
        return len(np.unique(self.sorted))


def places(wanted: Ids, ids: Sequence[int]) -> Places:
    """Where each id stands in a list; -1 for one that does not."""
    held = np.array(ids, np.int64)
    if not len(held):
        return np.full(len(wanted), -1, np.intp)
    order = np.argsort(held, kind="stable")
    at = np.minimum(np.searchsorted(held, wanted, sorter=order), len(held) - 1)
    found = order[at]
    return np.where(held[found] == wanted, found, -1).astype(np.intp)


def charts_of(whose: Ids, patients: Mapping[int, int], people: Columns) -> Places:
    """Where the chart of each row's donor stands; -1 where none may be known."""
    donors = places(whose, list(patients))
    known = np.append(places(np.array(list(patients.values()), np.int64), people.ids), -1)
    return known[donors]
