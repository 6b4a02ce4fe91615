"""Near misses and opening dates: what a no lacks, and the first day on which time alone would make it a yes."""

from __future__ import annotations

from dataclasses import dataclass

from paeonia.criteria.kleene import NO, YES
from paeonia.criteria.nodes import Aged, All, Compare, Event, Is, Leaf, Node, Since, TimeTest, leaves
from paeonia.criteria.person import Reason, answer, decisive, explain
from paeonia.record.dates import FAR, LONG_AGO, Span, months_before
from paeonia.record.timeline import Timeline

HORIZON = 3 * 366       # days looked ahead


@dataclass(frozen=True)
class NearMiss:
    """The single criterion that fails, and what could change it: time (`opens`), a test (`remeasure`), or nothing."""

    fails: Reason
    opens: int | None       # first day on which this criterion is met if no new fact comes
    remeasure: bool


def near_miss(node: Node, line: Timeline) -> NearMiss | None:
    """What is missing when exactly one top-level criterion fails; None when none or several do."""
    failing: list[Node] = []
    for part in parts(node):
        if answer(part, line) == NO:
            failing.append(part)
        if len(failing) > 1:
            return None
    if not failing:
        return None
    fails = explain(failing[0], line)
    # Only what made it fail counts: a measurement elsewhere in the same group would change nothing.
    again = any(line.dictionary[leaf.variable].kind == "measurement" for leaf in _deciding(decisive(fails))
                if isinstance(leaf, (Compare, Is)))
    return NearMiss(fails, opening(failing[0], line), again)


def _deciding(reason: Reason) -> list[Node]:
    if reason.leaf:
        return [reason.node]
    return [leaf for part in reason.of for leaf in _deciding(part)]


def parts(node: Node) -> tuple[Node, ...]:
    """The top-level criteria of a sentence, those inside a nested "all" among them."""
    if isinstance(node, All):
        return tuple(inner for child in node.of for inner in parts(child))
    return (node,)


def opening(node: Node, line: Timeline, horizon: int = HORIZON) -> int | None:
    """The first later day on which the answer becomes yes if no new fact comes; None if none within `horizon`.

    Only days on which some criterion can change are tried, so the search is exact and short.
    """
    if answer(node, line) == YES:
        return None
    for day in changes(node, line, horizon):
        if answer(node, line.at(day)) == YES:
            return day
    return None


def changes(node: Node, line: Timeline, horizon: int = HORIZON) -> list[int]:
    """The days after `as_of` on which time alone can change a criterion: birthdays, windows, washouts."""
    today, days = line.as_of, set[int]()
    for leaf in set(leaves(node)):
        for day in _turning(leaf, line):
            # One day to each side: inclusive windows and clipped month ends.
            days.update((day - 1, day, day + 1))
    return sorted(day for day in days if today < day <= today + horizon)


def _turning(leaf: Leaf, line: Timeline) -> list[int]:
    if isinstance(leaf, Aged):
        born = line.born
        return [] if born is None else [
            _after(day, Span(months, "month")) for months in (leaf.low, leaf.high) if months is not None
            for day in (born.first, born.last)]
    if isinstance(leaf, (Is, Compare)):
        found = line.latest.get(leaf.variable)
        return [_after(found.day, leaf.window)] if found and leaf.window else []
    if isinstance(leaf, Since):
        found = line.latest.get(leaf.variable)
        return [] if found is None else [_after(int(day), leaf.span) for day in (found.low, found.high)]
    if isinstance(leaf, Event):
        return _event(leaf, line)
    return []


def _event(leaf: Event, line: Timeline) -> list[int]:
    spans = [test.span for test in leaf.times if isinstance(test, TimeTest)]
    moments = {day for episode in line.episodes(leaf.variable)
               for day in (episode.start.first, episode.start.last, episode.end.first, episode.end.last)}
    return [*moments, *(_after(day, span) for day in moments for span in spans)]


def _after(day: int, span: Span) -> int:
    """About the day on which `day` leaves a window of `span`; `changes` tries its neighbours too."""
    if not LONG_AGO < day < FAR:
        return day
    if span.months is None:
        return day + span.amount * (7 if span.unit == "week" else 1)
    there = day + span.in_days - 4
    while months_before(there, span.months) < day:
        there += 1
    return there
