"""Rows of one event in one block: which can pass a criterion, and what each answers (0 no, 1 unknown, 2 yes)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.columns import EventBlock, EventColumn
from paeonia.criteria.nodes import CodeTest, Event, NumberTest, Ongoing, TimeTest
from paeonia.criteria.ranges import lower, upper
from paeonia.criteria.spans import before
from paeonia.record.dates import FAR

State = NDArray[np.uint8]
Indices = NDArray[np.intp]
Rows = list[slice] | Indices
MANY = 8        # tests are kept for criteria that concern more than an eighth of the rows
Test = CodeTest | NumberTest | TimeTest | Ongoing
ENDED = FAR - 1                 # it has ended, nobody wrote when


@dataclass(frozen=True)
class Stretch:
    """Neighbouring rows and what their primary code already answers."""

    first: int
    last: int
    answer: int


def stretches(leaf: Event, column: EventColumn, starts: NDArray[np.int64] | None,
              size: int) -> tuple[list[Stretch], CodeTest | None]:
    """The rows whose primary code can pass, and the test that chose them; rows are sorted by that code."""
    test = next((t for t in leaf.tests if isinstance(t, CodeTest) and t.field in column.indexed and not t.negated),
                None)
    if test is None or starts is None:
        return [Stretch(0, size, 2)], None
    found: list[Stretch] = []
    if test not in column.passing:
        column.passing[test] = _codes(test, column.names[test.field])
    for code, answer in column.passing[test]:
        first, last = int(starts[code + 1]), int(starts[code + 2])
        if found and found[-1].last == first and found[-1].answer == answer:
            found[-1] = Stretch(found[-1].first, last, answer)
        elif last > first:
            found.append(Stretch(first, last, answer))
    return found, test


def _codes(test: CodeTest, names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Codes that can pass, in row order, each with its answer; -1, no code at all, might."""
    return [(-1, 1), *((i, 2 if name in test.yes else 1) for i, name in enumerate(names)
                       if name in test.yes or name in test.maybe)]


@dataclass(frozen=True)
class Kept:
    """What every row of a block answers to one test, and the rows that do not answer no."""

    state: State
    passing: Indices


class RowStates:
    """What rows of one block answer. A test asked of many rows is worked out for all of them once and kept, so that
    the next criterion starts from the few rows that pass its most demanding test."""

    def __init__(self, column: EventColumn, block: EventBlock, as_of: int) -> None:
        self.column, self.block, self.as_of = column, block, as_of
        self.kept: dict[Test, Kept] = {}

    def judge(self, leaf: Event, chosen: list[Stretch], decided: CodeTest | None) -> tuple[Rows, State]:
        """Rows that can pass and what each answers, the least of its tests; rows that answer no may be left out."""
        tests = [test for test in (*leaf.tests, *leaf.times) if test is not decided]
        size = sum(one.last - one.first for one in chosen)
        if not tests or not size:
            return ([slice(one.first, one.last) for one in chosen],
                    np.repeat(np.array([one.answer for one in chosen], np.uint8),
                              [one.last - one.first for one in chosen]))
        kept = self._strictest(tests) if MANY * size > len(self.block) else None
        begun = kept or next((test for test in tests if not _dear(test)), None)
        rows, state = self._begin(chosen, begun)
        for test in sorted((test for test in tests if test is not begun), key=_dear):
            known = self.kept.get(test)
            np.minimum(state, self._answers(test, rows) if known is None else known.state[rows], out=state)
            left = np.flatnonzero(state != 0)
            if 2 * len(left) < len(rows):
                rows, state = rows[left], state[left]
        return rows, state

    def _strictest(self, tests: list[Test]) -> Test | None:
        """The test on a code that fewest rows pass. Only these recur often enough to be kept: days and amounts vary."""
        coded = [test for test in tests if isinstance(test, CodeTest)]
        for test in coded:
            if test not in self.kept:
                state = self._answers(test, slice(0, len(self.block)))
                self.kept[test] = Kept(state, np.flatnonzero(state != 0))
        return min(coded, key=lambda test: len(self.kept[test].passing), default=None)

    def _begin(self, chosen: list[Stretch], test: Test | None) -> tuple[Indices, State]:
        """The chosen rows that one test does not turn away; whole stretches are read in one go."""
        rows, states = [], []
        kept = self.kept.get(test) if test is not None else None
        for one in chosen:
            if test is None:
                rows.append(np.arange(one.first, one.last))
                states.append(np.full(one.last - one.first, one.answer, np.uint8))
                continue
            if kept is None:
                state = self._answers(test, slice(one.first, one.last))
                left = np.flatnonzero(state != 0)
                rows.append(left + one.first)
                state = state[left]
            else:
                first, last = np.searchsorted(kept.passing, (one.first, one.last))
                rows.append(kept.passing[first:last])
                state = kept.state[rows[-1]]
            states.append(np.minimum(state, np.uint8(one.answer)))
        return np.concatenate(rows), np.concatenate(states)

    def _answers(self, test: Test, rows: slice | Indices) -> State:
        if isinstance(test, (CodeTest, NumberTest)):
            return _field(test, self.column, self.block, rows)
        if isinstance(test, TimeTest) and _dear(test):
            return _lasted(test, self.block, rows, self.as_of)
        return _time(test, self.block, rows, self.as_of)


def _dear(test: Test) -> bool:
    return isinstance(test, TimeTest) and test.what == "lasted"


def take(column: NDArray[Any], rows: Rows) -> NDArray[Any]:
    """A column's values at some rows."""
    if not isinstance(rows, list):
        return column[rows]
    if len(rows) == 1:
        return column[rows[0]]
    return np.concatenate([column[part] for part in rows]) if rows else column[:0]


def _state(yes: NDArray[np.bool_], no: NDArray[np.bool_]) -> State:
    return (1 + yes.view(np.int8) - no.view(np.int8)).view(np.uint8)


def _field(test: CodeTest | NumberTest, column: EventColumn, block: EventBlock, rows: slice | Indices) -> State:
    if isinstance(test, NumberTest):
        numbers = block.numbers[test.field][rows]
        low, high = lower(test.low), upper(test.high)
        return _state((numbers >= low) & (numbers <= high), (numbers < low) | (numbers > high))
    names, codes = column.names[test.field], block.codes[test.field][rows]
    yes = _among(codes, [i for i, name in enumerate(names) if name in test.yes])
    maybe = _among(codes, [-1, *(i for i, name in enumerate(names) if name in test.maybe)])
    state = yes.view(np.uint8) * np.uint8(2) + maybe.view(np.uint8)
    return np.uint8(2) - state if test.negated else state


def _among(codes: NDArray[np.int16], wanted: list[int]) -> NDArray[np.bool_]:
    """Which codes are wanted; neighbours are one comparison, and a few comparisons beat a look-up table."""
    found = np.zeros(len(codes), np.bool_)
    for first, last in _stretches(wanted):
        found |= codes == first if first == last else (codes >= first) & (codes <= last)
    return found


def _stretches(numbers: list[int]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1] = stretches[-1][0], number
        else:
            stretches.append((number, number))
    return stretches


def _time(test: TimeTest | Ongoing, block: EventBlock, rows: slice | Indices, as_of: int) -> State:
    if isinstance(test, Ongoing):
        last = block.end_last[rows]
        state = _state(block.end_first[rows] > as_of, (last <= as_of) | (last == ENDED))
        return state if test.yes else 2 - state
    first, last = ((block.start_first, block.start_last) if test.what == "started"
                   else (block.end_first, block.end_last))
    edge = test.span.before(as_of)
    state = _state(first[rows] >= edge, last[rows] < edge)
    return 2 - state if test.longer else state


def _lasted(test: TimeTest, block: EventBlock, rows: slice | Indices, as_of: int) -> State:
    shortest = _earlier(test, np.minimum(block.end_first[rows], as_of))
    longest = _earlier(test, np.minimum(block.end_last[rows], as_of))
    state = _state(block.start_last[rows] <= shortest, block.start_first[rows] > longest)
    return state if test.longer else 2 - state


def _earlier(test: TimeTest, days: NDArray[np.int32]) -> NDArray[np.int64]:
    shift = 1 if test.longer != test.inclusive else 0
    return before(test.span, days) - shift
