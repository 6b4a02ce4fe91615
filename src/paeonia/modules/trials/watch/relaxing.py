"""A criterion made one usual step easier: its thresholds moved, or its time windows doubled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from paeonia.criteria.nodes import (
    Aged,
    All,
    AnyOf,
    AtLeast,
    Bound,
    Compare,
    Event,
    Is,
    Leaf,
    Node,
    Not,
    Since,
    TimeTest,
)
from paeonia.record.dates import Span

# What a protocol committee usually grants, in canonical units; other measurements move by a fifth.
STEPS = {"lvef": 5.0, "ecog": 1.0, "kps": 10.0, "anc": 0.25, "platelets": 25.0, "haemoglobin": 10.0, "crcl": 10.0,
         "hba1c": 0.5, "qtc": 10.0, "er_percent": 5.0, "pr_percent": 5.0, "ki67": 5.0}
MULTIPLES = (1.0, 1.5, 2.0, 2.5, 3.0, 5.0, 10.0)       # of the upper limit of normal
YEARS, ADULT = 5 * 12, 18 * 12
Change = Callable[[Leaf, bool], Leaf]


def relaxed(node: Node) -> list[tuple[str, Node]]:
    """(`threshold` or `window`, the easier criterion), for each that is there to be relaxed."""
    made = [("threshold", _each(node, True, _threshold)), ("window", _each(node, True, _window))]
    return [(kind, easier) for kind, easier in made if easier != node]


def _each(node: Node, wanted: bool, change: Change) -> Node:
    """Change every leaf; `wanted` turns round under a "not", where easier means stricter."""
    if isinstance(node, Not):
        return Not(_each(node.of, not wanted, change))
    if isinstance(node, (All, AnyOf, AtLeast)):
        return replace(node, of=tuple(_each(part, wanted, change) for part in node.of))
    return change(node, wanted)


def _threshold(leaf: Leaf, wanted: bool) -> Leaf:
    if isinstance(leaf, Aged):
        step = YEARS if wanted else -YEARS
        # Nobody moves the age of consent.
        low = leaf.low if leaf.low is None or leaf.low <= ADULT else max(ADULT, leaf.low - step)
        return Aged(low, None if leaf.high is None else max(0, leaf.high + step))
    if isinstance(leaf, Compare):
        return replace(leaf, low=_moved(leaf.variable, leaf.low, not wanted), high=_moved(leaf.variable, leaf.high, wanted))
    if isinstance(leaf, Event) and leaf.count:
        high, low = leaf.count.high, leaf.count.low
        return replace(leaf, count=replace(
            leaf.count, low=max(0, low - 1) if wanted and low else low + (0 if wanted else bool(low)),
            high=None if high is None else max(0, high + (1 if wanted else -1))))
    return leaf


def _moved(variable: str, bound: Bound | None, up: bool) -> Bound | None:
    if bound is None:
        return None
    if bound.times_uln:
        beyond = [m for m in MULTIPLES if (m > bound.number if up else m < bound.number)]
        number = (min(beyond) if up else max(beyond)) if beyond else bound.number
    else:
        step = STEPS.get(variable, abs(bound.number) / 5)
        number = max(0.0, bound.number + (step if up else -step))
    return replace(bound, number=round(number, 6))


def _window(leaf: Leaf, wanted: bool) -> Leaf:
    if isinstance(leaf, (Is, Compare)) and leaf.window:
        return replace(leaf, window=_doubled(leaf.window))      # an older result counts, whatever it is asked for
    if isinstance(leaf, Since):
        return replace(leaf, span=_eased(leaf.span, wanted != leaf.longer))
    if isinstance(leaf, Event):
        return replace(leaf, times=tuple(
            replace(test, span=_eased(test.span, wanted != test.longer))
            if isinstance(test, TimeTest) and test.what != "lasted" else test for test in leaf.times))
    return leaf


def _eased(span: Span, longer: bool) -> Span:
    """A window that should reach further is doubled; a washout that should end sooner is halved."""
    return _doubled(span) if longer else _halved(span)


def _doubled(span: Span) -> Span:
    return Span(span.amount * 2, span.unit)


def _halved(span: Span) -> Span:
    if span.amount % 2 == 0:
        return Span(span.amount // 2, span.unit)
    return Span(max(1, span.in_days // 2), "day")
