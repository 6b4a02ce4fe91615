"""Rows of one event in one block: which can pass a criterion, and what each answers (0 no, 1 unknown, 2 yes).

Rows are sorted by their primary code, so a drug class is a few stretches of neighbouring rows. Within a stretch every
test is one pass over bytes; nothing is picked out or copied until it is known which rows answer yes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.columns import EventBlock, EventColumn, Run
from paeonia.criteria.nodes import CodeTest, NumberTest, Ongoing, TimeTest
from paeonia.criteria.ranges import lower, upper
from paeonia.criteria.spans import Moments, Picked, mirrored
from paeonia.record.dates import FAR

State = NDArray[np.uint8]
Test = CodeTest | NumberTest | TimeTest | Ongoing
MANY = 8                # a test on a code is worked out for all rows where it concerns more than an eighth of them
ENDED = FAR - 1         # it has ended, nobody wrote when


@dataclass(frozen=True)
class Stretch:
    """Neighbouring rows and what each answers, or the one answer of them all."""

    first: int
    last: int
    state: State | int

    def rows(self, least: int) -> Picked:
        """Positions of the rows that answer at least `least`."""
        if isinstance(self.state, int):
            return slice(self.first, self.last if self.state >= least else self.first)
        return np.flatnonzero(self.state >= least) + self.first

    def any_unsure(self) -> bool:
        """Whether some row answers unknown."""
        return self.state == 1 if isinstance(self.state, int) else bool((self.state == 1).any())


def stretches(tests: Sequence[Test], column: EventColumn, starts: list[int] | None,
              size: int) -> tuple[list[Stretch], CodeTest | None]:
    """The rows whose primary code can pass, and the test that chose them."""
    test = deciding(tests, column)
    if test is None or starts is None:
        return [Stretch(0, size, 2)], None
    found: list[Stretch] = []
    for code, beyond, answer in passing(test, column):
        first, last = starts[code + 1], starts[beyond + 1]
        if last > first:
            found.append(Stretch(first, last, answer))
    return found, test


def deciding(tests: Sequence[Test], column: EventColumn) -> CodeTest | None:
    """The test that can choose rows by their primary code."""
    for test in tests:
        if isinstance(test, CodeTest) and test.field in column.indexed and not test.negated:
            return test
    return None


def passing(test: CodeTest, column: EventColumn) -> list[Run]:
    """Runs of neighbouring codes that can pass: the first, one past the last, and their answer.

    -1, no code at all, might pass.
    """
    if test not in column.passing:
        runs = [(-1, 0, 1)]
        for code, name in enumerate(column.names[test.field]):
            answer = 2 if name in test.yes else 1 if name in test.maybe else 0
            if answer and runs[-1][1:] == (code, answer):
                runs[-1] = runs[-1][0], code + 1, answer
            elif answer:
                runs.append((code, code + 1, answer))
        column.passing[test] = runs
    return column.passing[test]


class RowStates:
    """What rows of one block answer; what a test on a code says of all rows is kept, for such tests recur."""

    def __init__(self, column: EventColumn, block: EventBlock, as_of: int) -> None:
        self.column, self.block, self.as_of = column, block, as_of
        self.moments = Moments(block, as_of)
        self.kept: dict[CodeTest, State] = {}

    def narrowed(self, chosen: list[Stretch], tests: Sequence[Test]) -> list[Stretch]:
        """The same rows after further tests: each answers the least of what it answered and what they answer."""
        many = MANY * sum(one.last - one.first for one in chosen) > len(self.block)
        for test in tests:
            chosen = [Stretch(one.first, one.last, self._least(one, test, many)) for one in chosen]
        return chosen

    def _least(self, one: Stretch, test: Test, many: bool) -> State:
        here = slice(one.first, one.last)
        state = self._kept(test)[here] if many and isinstance(test, CodeTest) else self._answers(test, here)
        if isinstance(one.state, int):
            return state if one.state == 2 else np.minimum(state, np.uint8(one.state))
        return np.minimum(state, one.state)

    def _kept(self, test: CodeTest) -> State:
        if test not in self.kept:
            self.kept[test] = self._answers(test, slice(0, len(self.block)))
        return self.kept[test]

    def _answers(self, test: Test, here: slice) -> State:
        if isinstance(test, CodeTest):
            return _code(test, self.column.names[test.field], self.block.codes[test.field][here])
        if isinstance(test, NumberTest):
            numbers, low, high = self.block.numbers[test.field][here], lower(test.low), upper(test.high)
            return _state((numbers >= low) & (numbers <= high), (numbers < low) | (numbers > high))
        if isinstance(test, Ongoing):
            last = self.block.end_last[here]
            state = _state(self.block.end_first[here] > self.as_of, (last <= self.as_of) | (last == ENDED))
            return state if test.yes else 2 - state
        edge = self.moments.threshold(test)
        state = _state(self.moments.least(test, here) >= edge, self.moments.greatest(test, here) < edge)
        return 2 - state if mirrored(test) else state


def _state(yes: NDArray[np.bool_], no: NDArray[np.bool_]) -> State:
    return (1 + yes.view(np.int8) - no.view(np.int8)).view(np.uint8)


def _code(test: CodeTest, names: tuple[str, ...], codes: NDArray[np.int16]) -> State:
    yes = _among(codes, [i for i, name in enumerate(names) if name in test.yes])
    maybe = _among(codes, [-1, *(i for i, name in enumerate(names) if name in test.maybe)])
    state = yes.view(np.uint8) * np.uint8(2) + maybe.view(np.uint8)
    return np.uint8(2) - state if test.negated else state


def _among(codes: NDArray[np.int16], wanted: list[int]) -> NDArray[np.bool_]:
    """Which codes are wanted; neighbours are one comparison, and a few comparisons beat a look-up table."""
    found = np.zeros(len(codes), np.bool_)
    for first, last in _runs(wanted):
        found |= codes == first if first == last else (codes >= first) & (codes <= last)
    return found


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs
