"""Invented patients as columns: drawn as for the demo, with exactly 15 % of the facts that the trials ask about missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from paeonia.chart.population.columns import columns
from paeonia.chart.population.draw import draw
from paeonia.criteria.build import code_column, day_column, names_of, number_column
from paeonia.criteria.columns import CodeColumn, Column, Columns, DayColumn, NumberColumn
from paeonia.criteria.nodes import Node, leaves, variable_of
from paeonia.record.dates import LONG_AGO
from paeonia.record.dictionary import YES_NO, Dictionary, Variable

MISSING = 0.15
TODAY = date(2026, 11, 23).toordinal()
Array = NDArray[np.generic]


def people(n: int, sentences: Sequence[Node], dictionary: Dictionary, seed: int = 1) -> Columns:
    """Columns of `n` patients with the variables that the sentences read, and answers to the questions they ask.

    The draw leaves out what a hospital would not have measured. The benchmark needs the same share missing
    everywhere, so what is too rare is filled up with values of other patients, and what is too complete is thinned.
    """
    drawn = columns(draw(n, seed, TODAY), dictionary)
    wanted = {variable_of(leaf) for sentence in sentences for leaf in leaves(sentence)}
    made = Columns(drawn.ids, drawn.as_of, {}, {}, drawn.reviewed)
    dice = _Dice(np.random.default_rng(seed), n, drawn.as_of)
    for name in sorted(wanted - {w for w in wanted if w.startswith("ask: ")}):
        column, variable = drawn.by_name.pop(name, None), dictionary[name]
        kept = column if variable.kind == "event" else dice.filled(variable, column)
        if kept is not None:
            made.by_name[name] = kept
    for question in sorted(w.removeprefix("ask: ") for w in wanted if w.startswith("ask: ")):
        made.asked[question] = dice.coded(YES_NO, None)
    return made


def missing(columns: Columns, names: Collection[str] | None = None) -> float:
    """The share of patients without a value, over all states, measurements and questions."""
    held = [c.day for n, c in columns.by_name.items() if isinstance(c, (CodeColumn, NumberColumn, DayColumn))]
    held += [c.day for c in columns.asked.values()]
    absent = [c.first <= LONG_AGO for c in columns.by_name.values() if isinstance(c, DayColumn)]
    absent += [c.codes < 0 for c in (*columns.by_name.values(), *columns.asked.values()) if isinstance(c, CodeColumn)]
    absent += [np.isnan(c.low) for c in columns.by_name.values() if isinstance(c, NumberColumn)]
    return float(np.mean([mask.mean() for mask in absent])) if absent else 0.0


@dataclass
class _Dice:
    chance: np.random.Generator
    n: int
    as_of: int

    def filled(self, variable: Variable, column: Column | None) -> Column | None:
        assert variable.value is not None
        if variable.type in ("number", "whole"):
            return self._numbers(variable, column if isinstance(column, NumberColumn) else None)
        if variable.type == "date":
            return self._dates(column if isinstance(column, DayColumn) else None)
        return self.coded(names_of(variable.value), column if isinstance(column, CodeColumn) else None)

    def coded(self, names: tuple[str, ...], column: CodeColumn | None) -> CodeColumn:
        """Codes of other patients where there are none; evenly spread where nobody has any."""
        who = self._who()
        if column is None:
            codes = self.chance.integers(0, len(names), len(who))
        else:
            names, codes = column.names, self._lent(column.codes, column.codes >= 0, who)
        return code_column(self.n, names, who, codes, self._days(column.day if column else None, who))

    def _numbers(self, variable: Variable, column: NumberColumn | None) -> NumberColumn:
        who = self._who()
        if column is None:
            low, high = variable.usual or (variable.value and variable.value.plausible) or (0.0, 100.0)
            values = self.chance.normal((low + high) / 2, (high - low) / 2, len(who))
            return number_column(self.n, who, values, values, np.full(len(who), high), self._days(None, who))
        has = ~np.isnan(column.low)
        lender = self._lent(np.arange(self.n), has, who)
        values, over = column.low[lender], column.over_uln_low[lender]
        with np.errstate(divide="ignore", invalid="ignore"):
            return number_column(self.n, who, values, values, values / over, self._days(column.day, who))

    def _dates(self, column: DayColumn | None) -> DayColumn:
        who = self._who()
        if column is None:
            days = self.as_of - self.chance.integers(0, 3650, len(who))
        else:
            days = self._lent(column.first, column.first > LONG_AGO, who)
        return day_column(self.n, who, days, days, np.full(len(who), LONG_AGO))

    def _who(self) -> NDArray[np.intp]:
        return np.flatnonzero(self.chance.random(self.n) >= MISSING)

    def _lent(self, values: Array, has: NDArray[np.bool_], who: NDArray[np.intp]) -> Array:
        lenders = np.flatnonzero(has)
        own = has[who]
        taken = values[who].copy()
        taken[~own] = values[self.chance.choice(lenders, int((~own).sum()))]
        return taken

    def _days(self, held: Array | None, who: NDArray[np.intp]) -> Array:
        """Days of the values; borrowed ones within the last three months, as in a clinic that measures again."""
        recent = self.as_of - self.chance.integers(0, 90, len(who))
        return recent if held is None else np.where(held[who] > LONG_AGO, held[who], recent)
