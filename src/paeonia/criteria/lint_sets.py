"""What a criterion on one variable lets through, as a set of codes or a stretch of numbers, so that two can be compared."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from paeonia.criteria.lint_event import narrower
from paeonia.criteria.nodes import Aged, All, AnyOf, AtLeast, Compare, Event, Is, Node, Not, Since
from paeonia.criteria.ranges import lower, upper
from paeonia.record.dates import FAR, LONG_AGO, Span
from paeonia.record.dictionary import YES_NO, Dictionary

INF = math.inf
DAY = date(2026, 3, 1).toordinal()      # spans are compared on one day; any will do


@dataclass(frozen=True)
class Passing:
    """The values of one variable that answer yes; `codes` None means the numbers from `low` to `high`."""

    about: tuple[str, str]
    codes: frozenset[str] | None
    low: float
    high: float
    fresh: int          # first day a value may be of; LONG_AGO = any

    @property
    def nothing(self) -> bool:
        """Whether no value passes."""
        return not self.codes if self.codes is not None else self.low >= self.high

    def meets(self, other: Passing) -> Passing:
        """What passes both."""
        codes = None if self.codes is None or other.codes is None else self.codes & other.codes
        return Passing(self.about, codes, max(self.low, other.low), min(self.high, other.high),
                       max(self.fresh, other.fresh))

    def inside(self, other: Passing) -> bool:
        """Whether whatever passes this passes the other."""
        if self.about != other.about or self.fresh < other.fresh:
            return False
        if self.codes is not None and other.codes is not None:
            return self.codes <= other.codes
        return self.low >= other.low and self.high <= other.high


def pushed(node: Node, negated: bool = False) -> Node:
    """The same sentence with every "not" at a single criterion."""
    if isinstance(node, Not):
        return pushed(node.of, not negated)
    if isinstance(node, (All, AnyOf)):
        of = tuple(pushed(child, negated) for child in node.of)
        return All(of) if isinstance(node, All) != negated else AnyOf(of)
    if isinstance(node, AtLeast):
        k = len(node.of) - node.k + 1 if negated else node.k
        return AtLeast(k, tuple(pushed(child, negated) for child in node.of))
    return Not(node) if negated else node


def passing(literal: Node, dictionary: Dictionary) -> Passing | None:
    """What a criterion, or its negation, lets through; None for what is not about one value."""
    negated = isinstance(literal, Not)
    leaf = literal.of if isinstance(literal, Not) else literal
    if isinstance(leaf, Is):
        return _codes(leaf, negated, dictionary)
    if isinstance(leaf, Compare):
        uln = {bound.times_uln for bound in (leaf.low, leaf.high) if bound}
        about = (leaf.variable, "uln" if uln == {True} else "amount")
        return None if len(uln) != 1 else _range(about, lower(leaf.low), upper(leaf.high), _edge(leaf.window), negated)
    if isinstance(leaf, Aged):
        return _range(("age", "months"), -INF if leaf.low is None else leaf.low,
                      INF if leaf.high is None else leaf.high, LONG_AGO, negated)
    if isinstance(leaf, Since):
        edge = leaf.span.before(DAY)
        low, high = (LONG_AGO, edge) if leaf.longer else (edge, FAR)
        return _range((leaf.variable, "date"), low if low > LONG_AGO else -INF, high if high < FAR else INF, LONG_AGO,
                      negated)
    return None


def _edge(window: Span | None) -> int:
    return window.before(DAY) if window else LONG_AGO


def _codes(leaf: Is, negated: bool, dictionary: Dictionary) -> Passing | None:
    kind = dictionary[leaf.variable].value
    assert kind is not None
    everything = frozenset(kind.codes.codes) if kind.codes else frozenset(YES_NO) if kind.type == "yes_no" else None
    if negated and everything is None:
        return None     # free text has no end of values
    codes = leaf.yes if not negated or everything is None else everything - leaf.yes - leaf.maybe
    return Passing((leaf.variable, "codes"), codes, -INF, INF, _edge(leaf.window))


def _range(about: tuple[str, str], low: float, high: float, fresh: int, negated: bool) -> Passing | None:
    if not negated:
        return Passing(about, None, low, high, fresh)
    if low > -INF and high < INF:
        return None     # two stretches
    return Passing(about, None, high, INF, fresh) if low == -INF else Passing(about, None, -INF, low, fresh)


def implies(one: Node, other: Node, dictionary: Dictionary) -> bool:
    """Whether a yes to `one` is a yes to `other`; False when that cannot be told."""
    if one == other:
        return True
    if isinstance(one, AnyOf) and one.of:
        return all(implies(part, other, dictionary) for part in one.of)
    if isinstance(other, All) and other.of:
        return all(implies(one, part, dictionary) for part in other.of)
    if isinstance(one, All) and any(implies(part, other, dictionary) for part in one.of):
        return True
    if isinstance(other, AnyOf) and any(implies(one, part, dictionary) for part in other.of):
        return True
    if isinstance(one, Event) and isinstance(other, Event):
        return narrower(one, other, dictionary)
    if isinstance(one, Not) and isinstance(other, Not) and isinstance(one.of, Event) and isinstance(other.of, Event):
        return narrower(other.of, one.of, dictionary)
    here, there = passing(one, dictionary), passing(other, dictionary)
    return here is not None and there is not None and not here.nothing and here.inside(there)
