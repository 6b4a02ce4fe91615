"""One block of patients, one leaf at a time, as bit planes: `must` (certainly yes) and `may` (not certainly no)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.columns import BLOCK, CodeColumn, Columns, DayColumn, NumberColumn
from paeonia.criteria.event_planes import EventView
from paeonia.criteria.nodes import Aged, Ask, Bound, Compare, Event, Is, Leaf, Since
from paeonia.criteria.packing import ALL, Bits, pack
from paeonia.criteria.ranges import lower, upper
from paeonia.record.dates import FAR, LONG_AGO, months_before

Pair = tuple[Bits, Bits]
KEPT = 1_000    # planes kept a block: a thousand trials need some seven hundred; 32 MB a block


class BlockView:
    """A block of the columns; planes that several leaves share are made once."""

    def __init__(self, columns: Columns, number: int) -> None:
        self.columns, self.number = columns, number
        self.first = number * BLOCK
        self.last = min(self.first + BLOCK, len(columns))
        self.n = self.last - self.first
        self.words = -(-self.n // 64)
        self.made: dict[tuple[object, ...], Bits] = {}
        self.events = EventView(self)

    def fill(self, leaf: Leaf, must: Bits, may: Bits) -> None:
        """Write the two planes of a leaf into `must` and `may`."""
        if isinstance(leaf, Is):
            self._is(self.columns.by_name.get(leaf.variable), leaf, must, may)
        elif isinstance(leaf, Ask):
            asked = Is("ask " + leaf.en, ("yes",), frozenset({"yes"}), frozenset())
            self._is(self.columns.asked.get(leaf.en), asked, must, may)
        elif isinstance(leaf, Compare):
            self._compare(leaf, must, may)
        elif isinstance(leaf, Aged):
            first = LONG_AGO if leaf.high is None else months_before(self.columns.as_of, leaf.high) + 1
            last = FAR if leaf.low is None else months_before(self.columns.as_of, leaf.low)
            self._days("birth_date", first, last, must, may)
        elif isinstance(leaf, Since):
            self._days(leaf.variable, leaf.span.before(self.columns.as_of), FAR, must, may)
            if leaf.longer:
                must[:], may[:] = ~may, ~must
        else:
            assert isinstance(leaf, Event)
            self.events.fill(leaf, must, may)

    def _is(self, column: object, leaf: Is, must: Bits, may: Bits) -> None:
        if column is None:
            self._nobody_knows(must, may)
            return
        assert isinstance(column, CodeColumn)
        self._union(leaf.variable, column, leaf.yes, must)
        self._union(leaf.variable, column, leaf.maybe, may)
        may |= must
        may |= self._code_plane(leaf.variable, column, -1)
        if leaf.window is not None:
            self._window(leaf.variable, column.day, leaf.window.before(self.columns.as_of), must, may)

    def _union(self, name: str, column: CodeColumn, codes: Iterable[str], into: Bits) -> None:
        into[:] = 0
        for code in codes:
            if code in column.names:
                into |= self._code_plane(name, column, column.names.index(code))

    def _code_plane(self, name: str, column: CodeColumn, code: int) -> Bits:
        return self.lasting(("code", name, code), lambda: column.codes[self.first:self.last] == code)

    def lasting(self, key: tuple[object, ...], mask: Callable[[], NDArray[np.bool_]]) -> Bits:
        """The plane of a mask that no day changes."""
        return self.kept(key, lambda: pack(mask(), self.words))

    def kept(self, key: tuple[object, ...], make: Callable[[], Bits]) -> Bits:
        """A plane that no day changes: kept with the columns, so that the next trial finds it there."""
        planes, here = self.columns.planes, (*key, self.number)
        if here in planes:
            return planes[here]
        made = make()
        if len(planes) < KEPT * len(self.columns) // BLOCK + KEPT:
            planes[here] = made
        return made

    def _compare(self, leaf: Compare, must: Bits, may: Bits) -> None:
        column = self.columns.by_name.get(leaf.variable)
        if column is None:
            self._nobody_knows(must, may)
            return
        assert isinstance(column, NumberColumn)
        sides = [self._side(leaf.variable, column, bound, low)
                 for bound, low in ((leaf.low, True), (leaf.high, False)) if bound is not None]
        if len(sides) == 2:
            (yes, possible), (also, still) = sides
            np.bitwise_and(yes, also, must)
            np.bitwise_and(possible, still, may)
        else:
            must[:], may[:] = sides[0] if sides else (ALL, ALL)
        if leaf.window is not None:
            self._window(leaf.variable, column.day, leaf.window.before(self.columns.as_of), must, may)

    def _side(self, name: str, column: NumberColumn, bound: Bound, low: bool) -> Pair:
        """Planes of one end; NaN compares as false, so a missing number is in `possible` only."""
        key = ("side", name, bound, low)
        if key not in self.made:
            firsts, lasts = ((column.over_uln_low, column.over_uln_high) if bound.times_uln
                             else (column.low, column.high))
            near, far = (firsts, lasts) if low else (lasts, firsts)
            edge = lower(bound) if low else upper(bound)
            here = slice(self.first, self.last)
            yes = pack(near[here] >= edge if low else near[here] <= edge, self.words)
            if near is far:         # exact numbers: what is not yes is no, unless it is missing
                possible = yes | self._absent(name, bound.times_uln, near)
            else:
                possible = ~pack(far[here] < edge if low else far[here] > edge, self.words)
            self.made[key], self.made[(*key, "possible")] = yes, possible
        return self.made[key], self.made[(*key, "possible")]

    def _absent(self, name: str, times_uln: bool, numbers: NDArray[np.float64]) -> Bits:
        return self.lasting(("absent", name, times_uln), lambda: np.isnan(numbers[self.first:self.last]))

    def _days(self, name: str, first: int, last: int, must: Bits, may: Bits) -> None:
        column = self.columns.by_name.get(name)
        if column is None:
            self._nobody_knows(must, may)
            return
        assert isinstance(column, DayColumn)
        firsts, lasts = column.first[self.first:self.last], column.last[self.first:self.last]
        must[:] = pack((firsts >= first) & (lasts <= last), self.words)
        may[:] = ~pack((lasts < first) | (firsts > last), self.words)

    def _window(self, name: str, days: NDArray[np.int32], edge: int, must: Bits, may: Bits) -> None:
        """A value older than the window is unknown."""
        key = ("fresh", name, edge)
        if key not in self.made:
            self.made[key] = pack(days[self.first:self.last] >= edge, self.words)
            self.made[(*key, "stale")] = ~self.made[key]
        must &= self.made[key]
        may |= self.made[(*key, "stale")]

    def reviewed(self, key: str) -> Bits:
        """Who has a list (or part of one) recorded as complete on the day asked about."""
        found = ("reviewed", key)
        if found not in self.made:
            days = self.columns.reviewed.get(key)
            self.made[found] = np.zeros(self.words, np.uint64) if days is None else self._reviewed(found, days)
        return self.made[found]

    def _reviewed(self, found: tuple[str, str], days: NDArray[np.int32]) -> Bits:
        """Columns are only ever asked on later days, so where no review lies ahead no day changes the plane."""
        def plane() -> Bits:
            return pack(days[self.first:self.last] <= self.columns.as_of, self.words)

        ahead = self.columns.ahead(found[1])
        return plane() if ahead else self.kept(found, plane)

    @staticmethod
    def _nobody_knows(must: Bits, may: Bits) -> None:
        must[:], may[:] = 0, ALL
