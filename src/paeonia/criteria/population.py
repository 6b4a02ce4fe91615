"""The population engine: every sentence asked of everybody at once, 64 patients a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.circuit import Literal, Step, plan, program
from paeonia.criteria.columns import BLOCK, Columns, blocks
from paeonia.criteria.kleene import Answer
from paeonia.criteria.nodes import Event, Leaf, Node, variable_of
from paeonia.criteria.packing import ALL, at_least
from paeonia.criteria.planes import BlockView

Planes = NDArray[np.uint64]


@dataclass
class Verdicts:
    """The answers of `m` sentences for `n` patients as planes [sentence, must/may, words]."""

    planes: Planes
    ids: list[Any]

    def answers(self, sentence: int) -> NDArray[np.uint8]:
        """0 no, 1 unknown, 2 yes for each patient."""
        bits = np.unpackbits(self.planes[sentence].view(np.uint8), axis=1, bitorder="little", count=len(self.ids))
        said: NDArray[np.uint8] = bits[0] + bits[1]
        return said

    def answer(self, sentence: int, patient: int) -> Answer:
        """One answer; `patient` is a position in `ids`."""
        pair = (self.planes[sentence, :, patient // 64] >> np.uint64(patient % 64)) & np.uint64(1)
        return Answer(int(pair.sum()))

    def counts(self) -> NDArray[np.int64]:
        """[sentence, (no, unknown, yes)]."""
        n = len(self.ids)
        whole, rest = divmod(n, 64)
        last = np.uint64((1 << rest) - 1)
        found = np.zeros((len(self.planes), 2), np.int64)
        for row, pair in zip(found, self.planes, strict=True):
            row[:] = np.bitwise_count(pair[:, :whole]).sum(axis=1)
            if rest:
                row += np.bitwise_count(pair[:, whole] & last)
        must, may = found[:, 0], found[:, 1]
        return np.stack([n - may, may - must, must], axis=1)


class Matcher:
    """Sentences made ready to be asked; buffers are kept between calls, since fresh memory costs more than logic."""

    def __init__(self, sentences: Sequence[Node]) -> None:
        made = plan(sentences)
        self.size = len(sentences)
        self.literals = made.literals
        self.steps, self.slots = program(made)
        self.fills, self.opposites = _fills(self.literals)
        self._buffer = np.empty(0, np.uint64)

    def match(self, columns: Columns, over: Verdicts | None = None) -> Verdicts:
        """The answers of every sentence for every patient of the columns.

        `over` are answers of an earlier call that nobody reads any more; their memory is written over.
        """
        shape = (self.size, 2, -(-len(columns) // 64))
        out = over.planes if over is not None and over.planes.shape == shape else np.empty(shape, np.uint64)
        self.match_into(columns, out)
        return Verdicts(out, columns.ids)

    def match_into(self, columns: Columns, out: Planes) -> None:
        """The same, written into the first words of `out`."""
        for number in range(len(blocks(len(columns)))):
            self.block(columns, number, out)

    def block(self, columns: Columns, number: int, out: Planes) -> None:
        """One block of patients, written into its words of `out`."""
        view = BlockView(columns, number)
        values = self._values(view.words)
        for index, leaf, negated in self.fills:
            pair = values[index]
            if negated:     # what must be so is whatever is not possible, and the other way round
                view.fill(leaf, pair[1], pair[0])
                np.bitwise_not(pair, pair)
            else:
                view.fill(leaf, pair[0], pair[1])
        for index, other in self.opposites:
            np.bitwise_not(values[other][::-1], values[index])
        run(self.steps, values, out[:, :, number * BLOCK // 64: number * BLOCK // 64 + view.words])

    def _values(self, words: int) -> list[Planes]:
        size = self.slots * 2 * words
        if len(self._buffer) < size:
            self._buffer = np.empty(size, np.uint64)
        # Cut anew for every block: both planes of a slot touch, so that a smaller block is one run through memory too.
        return list(self._buffer[:size].reshape(self.slots, 2, words))


def _fills(literals: Sequence[Literal]) -> tuple[list[tuple[int, Leaf, bool]], list[tuple[int, int]]]:
    """Which slots are filled from the columns, and which are the opposite of another slot.

    Leaves on one variable stand together: its column, and what they share, are still at hand.
    """
    fills: dict[Leaf, tuple[int, Leaf, bool]] = {}
    opposites = []
    for index in sorted(range(len(literals)), key=lambda i: _neighbours(literals[i][0])):
        leaf, negated = literals[index]
        if leaf in fills:
            opposites.append((index, fills[leaf][0]))
        else:
            fills[leaf] = index, leaf, negated
    return list(fills.values()), opposites


def _neighbours(leaf: Leaf) -> tuple[str, str]:
    return variable_of(leaf), f"{leaf.tests} {leaf.times}" if isinstance(leaf, Event) else ""


def run(steps: Sequence[Step], values: Sequence[Planes], out: Planes) -> None:
    """Run the circuit: both planes of 64 patients a word move with each operation."""
    for step in steps:
        if step.root >= 0:
            out[step.root] = values[step.slot]
            continue
        target, of = values[step.slot], step.of
        if not of:
            target[:] = 0 if step.k else ALL
        elif step.k in (1, len(of)):
            gate = np.bitwise_and if step.k == len(of) else np.bitwise_or
            gate(values[of[0]], values[of[1]], target)
            for child in of[2:]:
                gate(target, values[child], target)
        else:
            target[:] = at_least(step.k, [values[child] for child in of], target.shape)

