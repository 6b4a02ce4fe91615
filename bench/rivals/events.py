"""Leaves on events in Polars: each distinct test once a row, each leaf once a group, joined to the patients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from bench.rivals.calendar_days import before
from bench.rivals.frames import Frames
from bench.rivals.leaves import NO, YES, among, places
from paeonia.criteria.episodes import scope
from paeonia.criteria.event_rows import ENDED
from paeonia.criteria.nodes import CodeTest, Count, Event, NumberTest, Ongoing, TimeTest
from paeonia.criteria.ranges import lower, upper

Test = CodeTest | NumberTest | TimeTest | Ongoing


class Rows:
    """The rows of one event and the leaves that ask about them."""

    def __init__(self, name: str, asked: Sequence[tuple[str, Event]], data: Frames) -> None:
        self.name, self.asked, self.data = name, asked, data
        self.frame = data.events.get(name)
        self.tests: dict[Test, str] = {}
        for _, leaf in asked:
            for test in (*leaf.tests, *leaf.times):
                self.tests.setdefault(test, f"test {len(self.tests)}")

    def grouped(self) -> pl.DataFrame | None:
        """One row for each patient who has any; columns `<leaf>`, or `<leaf>.fewest` and `<leaf>.most`."""
        return self._groups(self.asked)

    def scattered(self) -> pl.DataFrame | None:
        """The same for every patient, put at their places one leaf after another; only counts need groups."""
        if self.frame is None:
            return None
        counted = [(column, leaf) for column, leaf in self.asked if leaf.count is not None]
        plain = [(column, leaf) for column, leaf in self.asked if leaf.count is None]
        states = self._tested().select("patient", *(self._state(leaf).alias(column) for column, leaf in plain)).collect()
        patient = states["patient"].to_numpy()
        made = {"patient": pl.Series(np.arange(self.data.people.height, dtype=np.int32))}
        for column, _ in plain:
            state, best = states[column].to_numpy(), np.zeros(self.data.people.height, np.uint8)
            best[patient[state == 1]] = 1
            best[patient[state == 2]] = 2
            made[column] = pl.Series(best)
        groups = self._groups(counted) if counted else None
        found = pl.DataFrame(made)
        return found if groups is None else found.join(groups, on="patient", how="left", maintain_order="left")

    def _groups(self, asked: Sequence[tuple[str, Event]]) -> pl.DataFrame | None:
        if self.frame is None:
            return None
        aggregated = [made for column, leaf in asked for made in self._leaf(column, leaf)]
        return self._tested().group_by("patient", maintain_order=True).agg(aggregated).collect()

    def _tested(self) -> pl.LazyFrame:
        assert self.frame is not None
        lasting = [test for test in self.tests if isinstance(test, TimeTest) and test.what == "lasted"]
        return self.frame.lazy().with_columns(
            [self._row(test).alias(name) for test, name in self.tests.items() if test not in lasting]
            + [self._lasted(test).alias(self.tests[test]) for test in lasting]
            + [pl.lit(2, pl.UInt8).alias("every")])

    def _state(self, leaf: Event) -> pl.Expr:
        tests = [pl.col(self.tests[test]) for test in (*leaf.tests, *leaf.times)]
        return pl.min_horizontal(tests) if len(tests) > 1 else tests[0] if tests else pl.col("every")

    def _leaf(self, column: str, leaf: Event) -> list[pl.Expr]:
        state = self._state(leaf)
        if leaf.count is None:
            return [state.max().alias(column)]
        return [self._many(leaf.count, state == 2, True).alias(f"{column}.fewest"),
                self._many(leaf.count, state >= 1, False).alias(f"{column}.most")]

    def _many(self, count: Count, chosen: pl.Expr, sure: bool) -> pl.Expr:
        assert self.frame is not None
        if count.of == "times" or "line" not in self.frame.columns:
            return chosen.sum().cast(pl.Int32)
        lines = pl.col("line").filter(chosen)
        named = lines.drop_nulls().n_unique().cast(pl.Int32)
        return pl.max_horizontal(named, chosen.any().cast(pl.Int32)) if sure else named + lines.null_count().cast(pl.Int32)

    def _row(self, test: Test) -> pl.Expr:
        if isinstance(test, NumberTest):
            column = pl.col(test.field)
            return _state((column >= lower(test.low)) & (column <= upper(test.high)),
                          (column < lower(test.low)) | (column > upper(test.high)))
        if isinstance(test, CodeTest):
            names, column = self.data.names[f"{self.name}.{test.field}"], pl.col(test.field)
            sure = places(names, test.yes)
            possible = sorted({*sure, *places(names, test.maybe)})
            yes, no = among(column, sure), ~among(column, possible)
            return _state(no, yes) if test.negated else _state(yes, no)
        if isinstance(test, Ongoing):
            as_of, last = self.data.as_of, pl.col("end_last")
            on, over = pl.col("end_first") > as_of, (last <= as_of) | (last == ENDED)
            return _state(on, over) if test.yes else _state(over, on)
        moment = "start" if test.what == "started" else "end"
        edge = test.span.before(self.data.as_of)
        recent, old = pl.col(f"{moment}_first") >= edge, pl.col(f"{moment}_last") < edge
        return _state(old, recent) if test.longer else _state(recent, old)

    def _lasted(self, test: TimeTest) -> pl.Expr:
        """Calendar arithmetic on days beyond every calendar: the table of the population engine serves here too."""
        shift, as_of = (1 if test.longer != test.inclusive else 0), self.data.as_of

        def earlier(days: pl.Series) -> pl.Series:
            held = days.fill_null(as_of).to_numpy().astype(np.int32)
            return pl.Series(before(test.span, np.minimum(held, as_of)) - shift)

        shortest, longest = (pl.col(end).map_batches(earlier, return_dtype=pl.Int64, is_elementwise=True)
                             for end in ("end_first", "end_last"))
        yes, no = pl.col("start_last") <= shortest, pl.col("start_first") > longest
        return _state(yes, no) if test.longer else _state(no, yes)


def answer(column: str, leaf: Event, data: Frames) -> pl.Expr:
    """The leaf over the frame of patients, after the groups were joined to it; who has no row has nulls."""
    complete = _complete(leaf, data)
    if leaf.variable not in data.events:
        none = {f"{column}{end}": pl.lit(0, pl.Int32) for end in ("", ".fewest", ".most")}
    else:
        none = {f"{column}{end}": pl.col(f"{column}{end}").fill_null(0) for end in ("", ".fewest", ".most")}
    if leaf.count is None:
        state = none[column]
        return pl.when(state == 2).then(YES).when((state == 0) & complete).then(NO)
    fewest, most = none[f"{column}.fewest"], none[f"{column}.most"]
    yes, no = fewest >= leaf.count.low, (most < leaf.count.low) & complete
    if leaf.count.high is not None:
        yes, no = yes & complete & (most <= leaf.count.high), no | (fewest > leaf.count.high)
    return pl.when(yes).then(YES).when(no).then(NO)


def _complete(leaf: Event, data: Frames) -> pl.Expr:
    ways: list[pl.Expr] = [_reviewed(leaf.variable, data)]
    for test in leaf.tests:
        if isinstance(test, CodeTest) and not test.negated:
            ways.append(pl.all_horizontal([_reviewed(scope(leaf.variable, test.field, v), data) for v in test.values]))
    return pl.any_horizontal(ways)


def _reviewed(key: str, data: Frames) -> pl.Expr:
    column = f"reviewed: {key}"
    return pl.col(column) <= data.as_of if column in data.people.columns else pl.lit(False)


def _state(yes: pl.Expr, no: pl.Expr) -> pl.Expr:
    """2 yes, 1 unknown, 0 no; a null is unknown."""
    made: Any = pl.when(yes).then(pl.lit(2, pl.UInt8)).when(no).then(pl.lit(0, pl.UInt8))
    return made.otherwise(pl.lit(1, pl.UInt8))  # type: ignore[no-any-return]
