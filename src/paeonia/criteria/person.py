"""The reference engine: one sentence, one patient, the answer and the whole reasoning behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from paeonia.criteria.evidence import evidence
from paeonia.criteria.kleene import NO, UNKNOWN, YES, Answer, at_least, negated
from paeonia.criteria.leaf import leaf_answer
from paeonia.criteria.nodes import All, AnyOf, AtLeast, Leaf, Node, Not, children, variable_of
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline


@dataclass(frozen=True)
class Reason:
    """A sentence with its answer, the reasons of its parts, and for a leaf the facts that were read."""

    answer: Answer
    node: Node
    of: tuple[Reason, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def leaf(self) -> bool:
        """Whether it is a single criterion."""
        return not isinstance(self.node, (All, AnyOf, AtLeast, Not))


def answer(node: Node, line: Timeline) -> Answer:
    """The answer alone."""
    if isinstance(node, All):
        return min((answer(child, line) for child in node.of), default=YES)
    if isinstance(node, AnyOf):
        return max((answer(child, line) for child in node.of), default=NO)
    if isinstance(node, AtLeast):
        return at_least(node.k, (answer(child, line) for child in node.of))
    if isinstance(node, Not):
        return negated(answer(node.of, line))
    return leaf_answer(node, line)


def explain(node: Node, line: Timeline) -> Reason:
    """The answer with its whole reasoning; nothing is left out (see `decisive`)."""
    of = tuple(explain(child, line) for child in children(node))
    said = [reason.answer for reason in of]
    if isinstance(node, All):
        return Reason(min(said, default=YES), node, of)
    if isinstance(node, AnyOf):
        return Reason(max(said, default=NO), node, of)
    if isinstance(node, AtLeast):
        return Reason(at_least(node.k, said), node, of)
    if isinstance(node, Not):
        return Reason(negated(said[0]), node, of)
    return Reason(leaf_answer(node, line), node, (), evidence(node, line))


def decisive(reason: Reason) -> Reason:
    """The same reason with only the parts that made the answer what it is."""
    if reason.leaf:
        return reason
    if isinstance(reason.node, Not):
        return Reason(reason.answer, reason.node, (decisive(reason.of[0]),))
    wanted = reason.answer
    kept = tuple(decisive(part) for part in reason.of if part.answer == wanted)
    return Reason(reason.answer, reason.node, kept or tuple(decisive(part) for part in reason.of))


def unsettled(reason: Reason) -> tuple[Leaf, ...]:
    """The unknown criteria that keep an unknown answer unknown, in reading order, each once."""
    if reason.answer != UNKNOWN:
        return ()
    if reason.leaf:
        return (reason.node,)  # type: ignore[return-value]  # a leaf by the line above
    found: dict[Leaf, None] = {}
    for part in reason.of:
        found.update(dict.fromkeys(unsettled(part)))
    return tuple(found)


def settle(reason: Reason) -> tuple[str, ...]:
    """The variables whose facts would settle an unknown answer, in reading order, each once."""
    return tuple(dict.fromkeys(variable_of(leaf) for leaf in unsettled(reason)))


def as_data(reason: Reason, language: Any) -> dict[str, Any]:
    """The reason as plain data; `language(node)` says the sentence, e.g. `words.both`."""
    data: dict[str, Any] = {"answer": reason.answer.word, "sentence": language(reason.node)}
    if reason.of:
        data["of"] = [as_data(part, language) for part in reason.of]
    if reason.facts:
        data["facts"] = [{"variable": fact.variable, **fact.fields, "on": fact.on, "source": fact.source}
                         for fact in reason.facts]
    return data
