"""The places of a box: their names, the eight orders in which it fills, and which are free. Pure, counted from one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .labels import NUMBERS, UPPER, read, written

Spot = tuple[int, int]      # row, column
ROWWISE = ("across_down_right", "across_down_left", "across_up_right", "across_up_left")
COLUMNWISE = ("along_down_right", "along_down_left", "along_up_right", "along_up_left")
ORDERS = (*ROWWISE, *COLUMNWISE)
_NAME = re.compile(r"\s*([A-Za-z]+|[0-9]+)\s*[-:,/_. ]?\s*([A-Za-z]+|[0-9]+)\s*\Z")


@dataclass(frozen=True)
class Grid:
    """A box as a grid: `across` fills a row before the next, `along` a column; then from which edges."""

    rows: int
    columns: int
    row_names: str = UPPER
    column_names: str = NUMBERS
    order: str = ORDERS[0]

    @property
    def capacity(self) -> int:
        """How many places it has."""
        return self.rows * self.columns

    def holds(self, spot: Spot) -> bool:
        """Whether a place lies inside."""
        return 1 <= spot[0] <= self.rows and 1 <= spot[1] <= self.columns

    def name(self, spot: Spot) -> str:
        """A place as its label says it; a dash keeps two numbers, or two words, apart."""
        row, column = written(spot[0], self.row_names), written(spot[1], self.column_names)
        return f"{row}{column}" if row.isdigit() != column.isdigit() else f"{row}-{column}"

    def spot(self, name: str) -> Spot:
        """The place a name means: row then column, or one number counted in the order of filling.

        Raises ValueError for what is no name, and IndexError for a place outside.
        """
        if name.strip().isdigit():
            number = int(name) if len(name.strip()) < 8 else 0
            if not 1 <= number <= self.capacity:
                raise IndexError(name)
            return self.nth(number - 1)
        parts = _NAME.match(name)
        if parts is None:
            raise ValueError(name)
        found = read(parts[1], self.row_names), read(parts[2], self.column_names)
        if not self.holds(found):
            raise IndexError(name)
        return found

    def nth(self, index: int) -> Spot:
        """The place that is filled after `index` others."""
        if not 0 <= index < self.capacity:
            raise IndexError(index)
        row, column = divmod(index, self.columns) if self.order in ROWWISE else reversed(divmod(index, self.rows))
        return self._turned((row + 1, column + 1))

    def index(self, spot: Spot) -> int:
        """How many places are filled before this one."""
        if not self.holds(spot):
            raise IndexError(spot)
        row, column = self._turned(spot)
        if self.order in ROWWISE:
            return (row - 1) * self.columns + column - 1
        return (column - 1) * self.rows + row - 1

    def spots(self) -> Iterator[Spot]:
        """Every place in the order of filling."""
        return (self.nth(index) for index in range(self.capacity))

    def free(self, taken: Iterable[Spot]) -> Iterator[Spot]:
        """Places nothing lies in, in the order of filling; the taken ones are bits of one number."""
        bits = 0
        for spot in taken:
            bits |= 1 << self.index(spot)
        left = ~bits & ((1 << self.capacity) - 1)
        while left:
            lowest = left & -left
            yield self.nth(lowest.bit_length() - 1)
            left ^= lowest

    def _turned(self, spot: Spot) -> Spot:
        """Seen from the corner at which filling begins; turning twice is not turning."""
        row, column = spot
        return (self.rows + 1 - row if "_up_" in self.order else row,
                self.columns + 1 - column if self.order.endswith("left") else column)
