"""The rows that can pass a criterion, gathered to their patients: who, since when, how often, in how many lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.columns import EventBlock
from paeonia.criteria.event_rows import RowStates, Stretch
from paeonia.criteria.nodes import TimeTest
from paeonia.criteria.packing import Bits, pack
from paeonia.criteria.spans import NEVER, Ints, Picked, mirrored

LEAST, GREATEST = np.int32(-4 * NEVER), np.int32(4 * (NEVER - 1))       # beyond whatever an episode can say


@dataclass
class Judged:
    """The rows that can pass some tests, in one block; what is gathered from them is kept for criteria alike."""

    states: RowStates
    chosen: list[Stretch]
    size: int                                   # patients in the block
    words: int
    made: dict[tuple[object, ...], Ints] = field(default_factory=dict)

    @property
    def block(self) -> EventBlock:
        """The rows themselves."""
        return self.states.block

    def sure(self) -> Bits:
        """Who has a row that answers yes."""
        return self._who([one.rows(2) for one in self.chosen])

    @cached_property
    def clear(self) -> bool:
        """Whether every row answers yes or no: then what is possible is sure, and need not be gathered again."""
        return not any(one.any_unsure() for one in self.chosen)

    def possible(self) -> Bits:
        """Who has a row that answers yes or unknown."""
        return self._who([one.rows(1) for one in self.chosen])

    def at(self, test: TimeTest) -> tuple[Bits, Bits]:
        """Who has a row that surely, and one that possibly, passes a test of time as well.

        The latest (or earliest, longest ...) of each patient's rows decides, so criteria that differ only in their
        span are one comparison each.
        """
        moments = self.states.moments
        edge = moments.threshold(test)
        if mirrored(test):
            return (pack(self._extreme(test, 2, moments.greatest, np.minimum) < edge, self.words),
                    pack(self._extreme(test, 1, moments.least, np.minimum) < edge, self.words))
        return (pack(self._extreme(test, 2, moments.least, np.maximum) >= edge, self.words),
                pack(self._extreme(test, 1, moments.greatest, np.maximum) >= edge, self.words))

    def _extreme(self, test: TimeTest, answer: int, read: Callable[[TimeTest, Picked], Ints], pick: np.ufunc) -> Ints:
        key = test.what, test.span.months is None, test.longer, test.inclusive, answer
        if key not in self.made:
            found = np.full(self.size, LEAST if pick is np.maximum else GREATEST, np.int32)
            for one in self.chosen:
                rows = one.rows(answer)
                pick.at(found, self.block.patient[rows], read(test, rows))
            self.made[key] = found
        return self.made[key]

    def entries(self, answer: int) -> Ints:
        """How many rows of each patient answer at least `answer`."""
        key = "entries", 2 if self.clear else answer
        if key not in self.made:
            found = np.zeros(self.size, np.int32)
            for one in self.chosen:
                found += np.bincount(self.block.patient[one.rows(answer)], minlength=self.size).astype(np.int32)
            self.made[key] = found
        return self.made[key]

    def lines(self, answer: int) -> Ints:
        """How many different lines those rows name.

        A row that only might pass and names no line might be a line of its own; of the sure ones without, all that
        is sure is that there is one line at least.
        """
        key = 2 if self.clear else answer
        if ("named", key) not in self.made:
            found, alone = self._named([one.rows(answer) for one in self.chosen])
            self.made["named", key], self.made["alone", key] = found, alone
        found, alone = self.made["named", key], self.made["alone", key]
        return found + alone if answer == 1 else np.maximum(found, np.minimum(alone, 1))

    def _named(self, picked: Sequence[Picked]) -> tuple[Ints, Ints]:
        """Of each patient: the different lines that some rows name, and the rows that name none."""
        unnamed = np.zeros(self.size, np.int32)
        known: list[tuple[NDArray[np.intp], NDArray[np.intp]]] = []
        for rows in picked:
            patients, numbers = self.block.patient[rows], self.block.numbers["line"][rows]
            missing = np.isnan(numbers)
            if missing.any():
                unnamed += np.bincount(patients[np.flatnonzero(missing)], minlength=self.size).astype(np.int32)
                there = np.flatnonzero(~missing)
                patients, numbers = patients[there], numbers[there]
            if len(numbers):
                known.append((patients, numbers.astype(np.intp)))
        named = np.zeros((1 + max((int(lines.max()) for _, lines in known), default=0), self.size), np.bool_)
        for patients, lines in known:
            named.ravel()[lines * self.size + patients] = True
        return np.add.reduce(named, axis=0, dtype=np.uint8).astype(np.int32), unnamed

    def _who(self, picked: Sequence[Picked]) -> Bits:
        hit = np.zeros(self.size, np.bool_)
        for rows in picked:
            hit[self.block.patient[rows]] = True
        return pack(hit, self.words)
