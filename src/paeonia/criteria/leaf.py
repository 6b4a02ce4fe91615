"""What one leaf answers for one patient: the meaning of the language, written to be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from paeonia.criteria.episodes import event_answer
from paeonia.criteria.kleene import NO, UNKNOWN, YES, Answer, within
from paeonia.criteria.nodes import Aged, Ask, Bound, Compare, Event, Is, Leaf, Since
from paeonia.criteria.ranges import lower, upper
from paeonia.record.dates import FAR, LONG_AGO, months_before
from paeonia.record.timeline import Reading, Timeline

INF = float("inf")


def leaf_answer(leaf: Leaf, line: Timeline) -> Answer:
    """Yes, no or unknown for one criterion."""
    return _ANSWERS[type(leaf)](leaf, line)


def _is(leaf: Is, line: Timeline) -> Answer:
    found = current(leaf, line)
    if found is None:
        return UNKNOWN
    if found.value in leaf.yes:
        return YES
    return UNKNOWN if found.value in leaf.maybe else NO


def _compare(leaf: Compare, line: Timeline) -> Answer:
    found = current(leaf, line)
    if found is None:
        return UNKNOWN
    return min(_side(leaf.low, found, True), _side(leaf.high, found, False))


def _side(bound: Bound | None, found: Reading, low: bool) -> Answer:
    """One end of the range; relative to the upper limit of normal it is unknown where the limit is."""
    if bound is None:
        return YES
    times = 1.0
    if bound.times_uln:
        if found.uln is None:
            return UNKNOWN
        times = found.uln
    first, last = found.low / times, found.high / times
    return within(lower(bound), INF, first, last) if low else within(-INF, upper(bound), first, last)


def _aged(leaf: Aged, line: Timeline) -> Answer:
    born = line.born
    if born is None:
        return UNKNOWN
    last = FAR if leaf.low is None else months_before(line.as_of, leaf.low)
    first = LONG_AGO if leaf.high is None else months_before(line.as_of, leaf.high) + 1
    return within(first, last, born.first, born.last)


def _since(leaf: Since, line: Timeline) -> Answer:
    found = line.latest.get(leaf.variable)
    if found is None:
        return UNKNOWN
    edge = leaf.span.before(line.as_of)
    answer = within(edge, FAR, found.low, found.high)
    return Answer(2 - answer) if leaf.longer else answer


def _ask(leaf: Ask, line: Timeline) -> Answer:
    found = line.asked.get(leaf.en)
    if found is None:
        return UNKNOWN
    return YES if found.value == "yes" else NO


def _event(leaf: Event, line: Timeline) -> Answer:
    return event_answer(leaf, line)


def current(leaf: Is | Compare, line: Timeline) -> Reading | None:
    """The latest reading, or None if there is none or it is older than the criterion's window."""
    found = line.latest.get(leaf.variable)
    if found is None or leaf.window is None:
        return found
    return found if found.day >= leaf.window.before(line.as_of) else None


_ANSWERS: dict[type, Callable[[Any, Timeline], Answer]] = {
    Is: _is,
    Compare: _compare,
    Aged: _aged,
    Since: _since,
    Ask: _ask,
    Event: _event,
}
