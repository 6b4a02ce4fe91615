"""The catalogue without identities: counts, with whatever could point at a person held back; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Fewer than five people could be found out by whoever knows one of them: the usual threshold of health statistics.
SMALL = 5


@dataclass(frozen=True)
class Cell:
    """True counts of one row: donors, specimens, and those that may be had."""

    key: str
    donors: int
    specimens: int
    free: int


@dataclass(frozen=True)
class Shown:
    """What a row may tell; None is held back (of `free`: few). Rounded down, so that no difference is exact."""

    key: str
    donors: int | None
    specimens: int | None
    free: int | None


@dataclass(frozen=True)
class Table:
    """Rows and their total as they may be shown."""

    rows: tuple[Shown, ...]
    total: Shown
    held_back: int


def told(cells: Sequence[Cell], total: Cell, small: int = SMALL) -> Table:
    """Rows with small ones held back, and with them enough others that no total gives one away.

    A row of fewer than `small` donors is held back. The specimens of all rows held back must themselves be no small
    number, and never one row alone: otherwise the total less the rows shown would be that row. Where no other row is left
    to hold back with it, the total goes instead. What is shown is rounded down to a multiple of `small`, because the same
    set may be asked for in two ways.
    """
    there = [cell for cell in cells if cell.specimens]
    back = {cell.key for cell in there if cell.donors < small}
    if back:
        for cell in sorted((one for one in there if one.key not in back), key=lambda one: (one.donors, one.key)):
            if len(back) > 1 and sum(one.donors for one in there if one.key in back) >= small:
                break
            back.add(cell.key)
    gone = total.donors < small or (bool(back) and (
        len(back) == 1 or sum(one.donors for one in there if one.key in back) < small))
    rows = tuple(Shown(one.key, None, None, None) if one.key in back else _rounded(one, small) for one in there)
    return Table(rows, Shown("", None, None, None) if gone and total.specimens else _rounded(total, small), len(back))


def _rounded(cell: Cell, step: int) -> Shown:
    def down(number: int) -> int:
        return number - number % step

    few = 0 < cell.free < step
    return Shown(cell.key, down(cell.donors), down(cell.specimens), None if few else down(cell.free))
