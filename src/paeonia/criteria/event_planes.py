"""Events of one block as bit planes: rows are found through their primary code, judged, and gathered to patients."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial, reduce
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.columns import EventBlock, EventColumn
from paeonia.criteria.episodes import scope
from paeonia.criteria.event_judged import Judged
from paeonia.criteria.event_rows import RowStates, Test, deciding, passing, stretches
from paeonia.criteria.nodes import CodeTest, Count, Event, TimeTest
from paeonia.criteria.packing import ALL, Bits, pack

if TYPE_CHECKING:
    from paeonia.criteria.planes import BlockView

Plane = Callable[[object, Callable[[Judged], Bits]], Bits]      # what it shows, and how it is made


class EventView:
    """The events of one block."""

    def __init__(self, view: BlockView) -> None:
        self.view = view
        self.starts: dict[str, list[int]] = {}
        self.states: dict[str, RowStates] = {}
        self.parts: dict[tuple[str, CodeTest], Bits] = {}
        # Criteria that differ only in time or count come one after another: one judgement serves them.
        self.last: tuple[tuple[str, tuple[Test, ...]], Judged] | None = None

    def fill(self, leaf: Event, must: Bits, may: Bits) -> None:
        """Write the planes of an event leaf."""
        complete = self._complete(leaf)
        column = self.view.columns.by_name.get(leaf.variable)
        if column is None:
            self._without_rows(leaf.count, complete, must, may)
            return
        assert isinstance(column, EventColumn)
        block = self._block(leaf.variable, column)
        if self._by_codes(leaf, column, block, complete, must, may):
            return
        if leaf.count is None and len(leaf.times) == 1 and isinstance(leaf.times[0], TimeTest):
            must[:], may[:] = self._judged(leaf, column, block).at(leaf.times[0])
            may |= ~complete
            return
        plane = self._planes(leaf, cache(partial(self._rows, leaf, column, block)))
        if leaf.count is not None:
            self._count(leaf.count, plane, complete, must, may)
            return
        sure = must[:] = plane("sure", Judged.sure)
        np.bitwise_or(plane("possible", lambda rows: sure if rows.clear else rows.possible()), ~complete, out=may)

    def _planes(self, leaf: Event, rows: Callable[[], Judged]) -> Plane:
        """Makes a plane of the rows that can pass; one that asks no time is kept, for no day changes it."""
        def plane(what: object, make: Callable[[Judged], Bits]) -> Bits:
            if leaf.times:
                return make(rows())
            return self.view.kept(("rows", leaf.variable, leaf.tests, what), lambda: make(rows()))

        return plane

    def _rows(self, leaf: Event, column: EventColumn, block: EventBlock) -> Judged:
        judged = self._judged(leaf, column, block)
        if not leaf.times:
            return judged
        return Judged(judged.states, judged.states.narrowed(judged.chosen, leaf.times), judged.size, judged.words)

    @staticmethod
    def _without_rows(count: Count | None, complete: Bits, must: Bits, may: Bits) -> None:
        """Nobody has such an event on record: none at all where the list was reviewed, else not known."""
        if count is None or count.low > 0:
            must[:] = 0
            np.bitwise_not(complete, out=may)
        elif count.high is None:
            must[:], may[:] = ALL, ALL
        else:
            must[:], may[:] = complete, ALL

    def _by_codes(self, leaf: Event, column: EventColumn, block: EventBlock, complete: Bits, must: Bits,
                  may: Bits) -> bool:
        """A criterion on nothing but the primary code is a union of planes, one for each code that occurs."""
        if leaf.count is not None or len(leaf.tests) != 1 or leaf.times or leaf.variable not in self.starts:
            return False
        test = deciding(leaf.tests, column)
        if test is None:
            return False
        must[:] = 0
        np.bitwise_not(complete, may)
        starts = self.starts[leaf.variable]
        for first, beyond, answer in passing(test, column):
            into = must if answer == 2 else may
            for code in range(first, beyond):
                if starts[code + 2] > starts[code + 1]:
                    into |= self._code_plane(leaf.variable, block, code, starts[code + 1], starts[code + 2])
        may |= must
        return True

    def _code_plane(self, variable: str, block: EventBlock, code: int, first: int, last: int) -> Bits:
        def hit() -> NDArray[np.bool_]:
            who = np.zeros(self.view.n, np.bool_)
            who[block.patient[first:last]] = True
            return who

        return self.view.lasting(("event", variable, code), hit)

    def _block(self, variable: str, column: EventColumn) -> EventBlock:
        """The rows of this block; the first criterion on an event finds where each code begins."""
        block = column.blocks[self.view.number]
        if variable not in self.states:
            self.states[variable] = RowStates(column, block, self.view.columns.as_of)
            if column.primary:
                codes = block.codes[column.primary]
                edges = np.arange(-1, len(column.names[column.primary]) + 1, dtype=codes.dtype)
                self.starts[variable] = np.searchsorted(codes, edges).tolist()   # of one type: else all codes are copied
        return block

    def _judged(self, leaf: Event, column: EventColumn, block: EventBlock) -> Judged:
        key = leaf.variable, leaf.tests
        if self.last is None or self.last[0] != key:
            states = self.states[leaf.variable]
            chosen, decided = stretches(leaf.tests, column, self.starts.get(leaf.variable), len(block))
            chosen = states.narrowed(chosen, [test for test in leaf.tests if test is not decided])
            self.last = key, Judged(states, chosen, self.view.n, self.view.words)
        return self.last[1]

    def _count(self, count: Count, plane: Plane, complete: Bits, must: Bits, may: Bits) -> None:
        """Fewest and most that the record allows, against the range wanted."""
        def reaching(answer: int, least: int) -> Bits:
            return plane((count.of, answer, least), lambda rows: pack(
                (rows.lines if count.of == "lines" else rows.entries)(answer) >= least, self.view.words))

        must[:] = reaching(2, count.low)
        np.bitwise_or(reaching(1, count.low), ~complete, out=may)
        if count.high is not None:
            must &= complete & ~reaching(1, count.high + 1)
            may &= ~reaching(2, count.high + 1)

    def _complete(self, leaf: Event) -> Bits:
        complete = self.view.reviewed(leaf.variable)
        for test in leaf.tests:
            if isinstance(test, CodeTest) and not test.negated:
                complete = complete | self._part_complete(leaf.variable, test)
        return complete

    def _part_complete(self, variable: str, test: CodeTest) -> Bits:
        """Who has that part of the list reviewed which the test asks about; few tests serve many criteria."""
        key = variable, test
        if key not in self.parts:
            self.parts[key] = reduce(np.bitwise_and, (self.view.reviewed(scope(variable, test.field, value))
                                                      for value in test.values))
        return self.parts[key]
