"""Leaves on states, measurements and questions as Polars expressions: true, false, or null for unknown."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from bench.rivals.frames import Frames
from paeonia.criteria.nodes import Aged, Ask, Bound, Compare, Event, Is, Leaf, Since
from paeonia.criteria.ranges import lower, upper
from paeonia.record.dates import FAR, LONG_AGO, Span, months_before

UNKNOWN = pl.lit(None, pl.Boolean)
YES, NO = pl.lit(True), pl.lit(False)


def leaf(asked: Leaf, data: Frames) -> pl.Expr:
    """The expression over the frame of patients; events have an expression of their own."""
    if isinstance(asked, Is):
        return _is(asked.variable, asked.yes, asked.maybe, asked.window, data)
    if isinstance(asked, Ask):
        return _is(f"ask: {asked.en}", {"yes"}, (), None, data)
    if isinstance(asked, Compare):
        return _compare(asked, data)
    if isinstance(asked, Aged):
        first = LONG_AGO if asked.high is None else months_before(data.as_of, asked.high) + 1
        last = FAR if asked.low is None else months_before(data.as_of, asked.low)
        return _days("birth_date", first, last, data)
    if isinstance(asked, Since):
        within = _days(asked.variable, asked.span.before(data.as_of), FAR, data)
        return ~within if asked.longer else within
    assert not isinstance(asked, Event)
    raise TypeError(asked)


def three(yes: pl.Expr, no: pl.Expr) -> pl.Expr:
    """True, false, or null where it is neither certainly."""
    return pl.when(yes).then(YES).when(no).then(NO)


def among(column: pl.Expr, codes: list[int]) -> pl.Expr:
    """Whether a code is one of some; one or two comparisons beat a set."""
    if not codes:
        return pl.lit(False)
    if len(codes) > 2:
        return column.is_in(pl.Series(codes, dtype=pl.Int16).implode())
    found = column == codes[0]
    return found | (column == codes[1]) if len(codes) == 2 else found


def places(names: tuple[str, ...], wanted: Collection[str]) -> list[int]:
    """Codes as the columns hold them."""
    return [i for i, name in enumerate(names) if name in wanted]


def _is(name: str, yes: Collection[str], maybe: Collection[str], window: Span | None, data: Frames) -> pl.Expr:
    if name not in data.names:
        return UNKNOWN
    names, column = data.names[name], pl.col(name)
    sure, possible = places(names, yes), places(names, maybe)
    if not possible:
        return _fresh(among(column, sure), name, window, data)
    return _fresh(three(among(column, sure), ~among(column, sorted({*sure, *possible}))), name, window, data)


def _compare(asked: Compare, data: Frames) -> pl.Expr:
    if asked.variable not in data.people.columns:
        return UNKNOWN
    sides = [_side(asked.variable, bound, low, data) for bound, low in ((asked.low, True), (asked.high, False))
             if bound is not None]
    return _fresh(pl.all_horizontal(sides), asked.variable, asked.window, data)


def _side(name: str, bound: Bound, low: bool, data: Frames) -> pl.Expr:
    column = name + (" over uln" if bound.times_uln else "")
    edge = lower(bound) if low else upper(bound)
    first = pl.col(column)
    if name in data.exact:
        return first >= edge if low else first <= edge
    last = pl.col(f"{column}.high")
    return three(first >= edge, last < edge) if low else three(last <= edge, first > edge)


def _days(name: str, first: int, last: int, data: Frames) -> pl.Expr:
    if f"{name}.first" not in data.people.columns:
        return UNKNOWN
    begins, ends = pl.col(f"{name}.first"), pl.col(f"{name}.last")
    return three((begins >= first) & (ends <= last), (ends < first) | (begins > last))


def _fresh(answer: pl.Expr, name: str, window: Span | None, data: Frames) -> pl.Expr:
    if window is None:
        return answer
    return pl.when(pl.col(f"{name}.day") >= window.before(data.as_of)).then(answer)
