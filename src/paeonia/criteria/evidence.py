"""The facts a criterion read when it was answered, so that an explanation can show them with date and source."""

from __future__ import annotations

from paeonia.criteria.episodes import episode_answer
from paeonia.criteria.kleene import NO
from paeonia.criteria.nodes import Aged, Ask, Event, Leaf
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline


def evidence(leaf: Leaf, line: Timeline) -> tuple[Fact, ...]:
    """The latest value even when it is too old to count; of an event the episodes that pass or might pass."""
    if isinstance(leaf, Event):
        return _episodes(leaf, line)
    if isinstance(leaf, Ask):
        found = line.asked.get(leaf.en)
    elif isinstance(leaf, Aged):
        found = line.latest.get("birth_date")
    else:
        found = line.latest.get(leaf.variable)
    return (found.fact,) if found else ()


def _episodes(leaf: Event, line: Timeline) -> tuple[Fact, ...]:
    judged = [
        (episode_answer(leaf, episode, line.as_of), episode.fact) for episode in line.episodes(leaf.variable)
    ]
    passing = tuple(fact for answer, fact in judged if answer != NO)
    # When nothing passes, the episodes that were looked at and did not fit are the reason (at most six).
    return passing or tuple(fact for _, fact in judged[-6:])
