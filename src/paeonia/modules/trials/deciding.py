"""What decides a verdict: the criteria that refuse, and those still open with what a person can do about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from paeonia.criteria.kleene import NO, UNKNOWN, YES
from paeonia.criteria.nodes import All, AnyOf, Ask, Leaf, Node, Not, variable_of
from paeonia.criteria.person import Reason, unsettled
from paeonia.criteria.when import near_miss
from paeonia.guidance.said import opposite, said, settle_words, to_ask_words
from paeonia.record.timeline import Timeline
from paeonia.ui import shapes


@dataclass(frozen=True)
class Asked:
    """A question that only a person can answer; `excludes` when a yes speaks against the trial."""

    question: Ask
    answer: str
    on: str
    excludes: bool


@dataclass(frozen=True)
class Missing:
    """A fact that is not known: what it is called, what to do, and the variable a form would ask for."""

    variable: str
    words: dict[str, str]
    todo: object


@dataclass(frozen=True)
class Decisive:
    """The short answer above the whole tree."""

    answer: str
    met: int
    total: int
    refused: tuple[shapes.Reason, ...]
    opens: date | None
    remeasure: bool
    asked: tuple[Asked, ...]
    missing: tuple[Missing, ...]

    @property
    def to_ask(self) -> tuple[Asked, ...]:
        """Questions nobody has answered yet."""
        return tuple(one for one in self.asked if one.answer == UNKNOWN.word)

    @property
    def answered(self) -> tuple[Asked, ...]:
        """Questions somebody has answered; the answer may be changed."""
        return tuple(one for one in self.asked if one.answer != UNKNOWN.word)


def decisive(reason: Reason, line: Timeline) -> Decisive:
    """The short answer to one verdict."""
    flat = criteria(reason)
    near = near_miss(reason.node, line) if reason.answer == NO else None
    leaves = [leaf for leaf in unsettled(reason) if not isinstance(leaf, Ask)]
    return Decisive(
        reason.answer.word, sum(part.answer == YES for part in flat), len(flat),
        tuple(said(part, line) for part in flat if part.answer == NO),
        date.fromordinal(near.opens) if near and near.opens else None, bool(near and near.remeasure),
        tuple(_asked(reason, line, False)), _missing(leaves, line))


def criteria(reason: Reason) -> list[Reason]:
    """The criteria one by one: an "all" gives its parts, a "none of" gives the opposite of each of its parts."""
    inner = reason.of[0] if isinstance(reason.node, Not) else None
    if isinstance(reason.node, All):
        return [one for part in reason.of for one in criteria(part)]
    if inner is not None and isinstance(inner.node, AnyOf):
        return [one for part in inner.of for one in criteria(opposite(part))]
    return [reason]


def flat_parts(node: Node) -> tuple[Node, ...]:
    """The same of a sentence alone."""
    if isinstance(node, All):
        return tuple(one for part in node.of for one in flat_parts(part))
    if isinstance(node, Not) and isinstance(node.of, AnyOf):
        return tuple(one for part in node.of.of
                     for one in flat_parts(part.of if isinstance(part, Not) else Not(part)))
    return (node,)


def _asked(reason: Reason, line: Timeline, against: bool) -> list[Asked]:
    found: dict[str, Asked] = {}
    if isinstance(reason.node, Ask):
        given = line.asked.get(reason.node.en)
        return [Asked(reason.node, reason.answer.word, (given.fact.on or "") if given else "", against)]
    for part in reason.of:
        for one in _asked(part, line, against != isinstance(reason.node, Not)):
            found.setdefault(one.question.en, one)
    return list(found.values())


def _missing(leaves: list[Leaf], line: Timeline) -> tuple[Missing, ...]:
    found: dict[str, Missing] = {}
    for leaf in leaves:
        name = variable_of(leaf)
        if name not in found:
            found[name] = Missing(name, to_ask_words(name, line.dictionary), settle_words(leaf, line.dictionary))
    return tuple(found.values())
