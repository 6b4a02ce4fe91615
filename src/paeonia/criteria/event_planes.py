"""Events of one block as bit planes: rows are found through their primary code, judged, and gathered to patients."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.columns import EventBlock, EventColumn
from paeonia.criteria.episodes import scope
from paeonia.criteria.event_rows import Rows, RowStates, State, Stretch, stretches, take
from paeonia.criteria.nodes import CodeTest, Count, Event
from paeonia.criteria.packing import Bits, at_least, pack
from paeonia.record.dates import FAR

if TYPE_CHECKING:
    from paeonia.criteria.planes import BlockView

Patients = NDArray[np.intp]


@dataclass
class Judged:
    """The rows that can pass a criterion, whose they are and what each answers; planes made from them are kept."""

    patients: Patients
    state: State
    read: tuple[EventBlock, Rows] | None
    made: dict[tuple[bool, str], list[Bits]]


class EventView:
    """The events of one block."""

    def __init__(self, view: BlockView) -> None:
        self.view = view
        self.starts: dict[str, NDArray[np.int64]] = {}
        self.states: dict[str, RowStates] = {}
        self.found: dict[tuple[str, tuple[object, ...]], tuple[list[Stretch], CodeTest | None]] = {}
        # Criteria that differ only in their count come one after another: one judgement serves them.
        self.last: tuple[Event, Judged] | None = None

    def fill(self, leaf: Event, must: Bits, may: Bits) -> None:
        """Write the planes of an event leaf."""
        complete = self._complete(leaf)
        if leaf.count is None and self._by_codes(leaf, complete, must, may):
            return
        judged = self._judged(replace(leaf, count=None))
        if leaf.count is not None:
            self._count(leaf.count, judged, complete, must, may)
            return
        must[:] = self._who(_chosen(judged, 2))
        np.bitwise_or(must, ~complete, out=may)
        unsure = _chosen(judged, 1)
        if len(unsure):
            may |= self._who(unsure)

    def _by_codes(self, leaf: Event, complete: Bits, must: Bits, may: Bits) -> bool:
        """A criterion on nothing but the primary code is a union of planes, one for each code that occurs."""
        column = self.view.columns.by_name.get(leaf.variable)
        if not isinstance(column, EventColumn) or column.primary is None or len(leaf.tests) != 1 or leaf.times:
            return False
        block = self._block(leaf, column)
        self._stretches(leaf, column, len(block))
        passing = column.passing.get(leaf.tests[0])
        if passing is None:
            return False
        must[:] = 0
        np.bitwise_not(complete, out=may)
        starts = self.starts[leaf.variable]
        for code, answer in passing:
            first, last = int(starts[code + 1]), int(starts[code + 2])
            if last > first:
                plane = self._code_plane(leaf.variable, block, code, first, last)
                np.bitwise_or(must if answer == 2 else may, plane, out=must if answer == 2 else may)
        may |= must
        return True

    def _code_plane(self, variable: str, block: EventBlock, code: int, first: int, last: int) -> Bits:
        key = ("event", variable, code)
        if key not in self.view.made:
            self.view.made[key] = self._who(block.patient[first:last])
        return self.view.made[key]

    def _block(self, leaf: Event, column: EventColumn) -> EventBlock:
        """The rows of this block; the first criterion on an event finds where each code begins."""
        block = column.blocks[self.view.number]
        if leaf.variable not in self.states:
            self.states[leaf.variable] = RowStates(column, block, self.view.columns.as_of)
            if column.primary:
                edges = np.arange(-1, len(column.names[column.primary]) + 1)
                self.starts[leaf.variable] = np.searchsorted(block.codes[column.primary], edges)
        return block

    def _judged(self, leaf: Event) -> Judged:
        if self.last is not None and self.last[0] == leaf:
            return self.last[1]
        column = self.view.columns.by_name.get(leaf.variable)
        if column is None:
            judged = Judged(np.zeros(0, np.intp), np.zeros(0, np.uint8), None, {})
        else:
            assert isinstance(column, EventColumn)
            judged = self._judge(leaf, column)
        self.last = leaf, judged
        return judged

    def _judge(self, leaf: Event, column: EventColumn) -> Judged:
        block = self._block(leaf, column)
        chosen, decided = self._stretches(leaf, column, len(block))
        rows, state = self.states[leaf.variable].judge(leaf, chosen, decided)
        return Judged(take(block.patient, rows), state, (block, rows), {})

    def _stretches(self, leaf: Event, column: EventColumn, size: int) -> tuple[list[Stretch], CodeTest | None]:
        key = leaf.variable, tuple(test for test in leaf.tests if test.field in column.indexed)
        if key not in self.found:
            self.found[key] = stretches(leaf, column, self.starts.get(leaf.variable), size)
        return self.found[key]

    def _who(self, patients: Patients) -> Bits:
        hit = np.zeros(self.view.n, np.bool_)
        hit[patients] = True
        return pack(hit, self.view.words)

    def _count(self, count: Count, judged: Judged, complete: Bits, must: Bits, may: Bits) -> None:
        """Fewest and most that the record allows, each as "at least k", against the range wanted."""
        must[:] = self._fewest(count, judged, count.low)
        may[:] = self._most(count, judged, count.low) | ~complete
        if count.high is not None:
            must &= complete
            must &= ~self._most(count, judged, count.high + 1)
            may &= ~self._fewest(count, judged, count.high + 1)

    def _fewest(self, count: Count, judged: Judged, k: int) -> Bits:
        if count.of == "lines" and k == 1:      # a sure episode without a line is a line too
            return self._who(judged.patients[judged.state == 2])
        return at_least(k, self._planes(count, judged, True, k), self.view.words)

    def _most(self, count: Count, judged: Judged, k: int) -> Bits:
        return at_least(k, self._planes(count, judged, False, k), self.view.words)

    def _planes(self, count: Count, judged: Judged, sure: bool, k: int) -> list[Bits]:
        """Planes of which a patient has as many as he has lines (or entries); at most `k` matter for entries."""
        key = (sure, count.of if count.of == "lines" else f"times {k}")
        if key not in judged.made:
            chosen = judged.state == 2 if sure else judged.state >= 1
            patients = judged.patients[chosen]
            if count.of == "times" or judged.read is None:
                judged.made[key] = self._ranks(patients, k)
            else:
                block, rows = judged.read
                judged.made[key] = self._lines(patients, take(block.numbers["line"], rows)[chosen], sure)
        return judged.made[key]

    def _lines(self, patients: Patients, lines: NDArray[np.float64], sure: bool) -> list[Bits]:
        unnamed = np.isnan(lines)
        planes = [self._who(patients[lines == line]) for line in np.unique(lines[~unnamed])]
        # An episode that might pass and names no line might be a line of its own.
        return planes if sure else planes + self._ranks(patients[unnamed], FAR)

    def _ranks(self, patients: Patients, k: int) -> list[Bits]:
        """Plane r holds who has more than r entries."""
        planes: list[Bits] = []
        rest = np.sort(patients)
        while len(rest) and len(planes) < k:
            first = np.concatenate([[True], rest[1:] != rest[:-1]])
            planes.append(self._who(rest[first]))
            rest = rest[~first]
        return planes

    def _complete(self, leaf: Event) -> Bits:
        complete = self.view.reviewed(leaf.variable)
        for test in leaf.tests:
            if isinstance(test, CodeTest) and not test.negated:
                parts = [self.view.reviewed(scope(leaf.variable, test.field, value)) for value in test.values]
                complete = complete | np.bitwise_and.reduce(parts)
        return complete


def _chosen(judged: Judged, answer: int) -> Patients:
    """Whose rows give an answer; when all rows do, nothing is copied."""
    hit = judged.state == answer
    return judged.patients if hit.all() else judged.patients[hit]
