"""A sentence that the language accepts without a warning; what says a thing twice, or holds a slip, is left out of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from paeonia.criteria.lint import lint
from paeonia.criteria.lint_sets import implies, pushed
from paeonia.criteria.nodes import Node
from paeonia.criteria.read import sentence
from paeonia.record.dictionary import Dictionary
from paeonia.record.problems import Refused

Data = dict[str, Any]
_HARMLESS = frozenset({"lint-implied", "lint-twice", "lint-dead"})


def settled(data: Data, dictionary: Dictionary) -> tuple[Data, Node, bool] | None:
    """The sentence, its node, and whether something was left out that a person must look at; None where nothing is left."""
    node, codes = _tried(data, dictionary)
    if node is not None and (not codes or not codes <= _HARMLESS):
        return None if codes else (data, node, False)
    for less, item, rest, barred in _without_one(data):
        found, still = _tried(less, dictionary)
        if found is not None and not still and (node is None or _said(item, rest, barred, dictionary)):
            return less, found, node is None
    return None


def _tried(data: Data, dictionary: Dictionary) -> tuple[Node | None, set[str]]:
    try:
        node = sentence(data, dictionary)
    except Refused:
        return None, set()
    return node, {problem.code for problem in lint(node, dictionary)}


def _said(item: Data, rest: list[Data], barred: bool, dictionary: Dictionary) -> bool:
    """What is left out is said by something that stays."""
    def node(one: Data) -> Node:
        return pushed(sentence({"none": [one]} if barred else one, dictionary))
    return item in rest or any(implies(node(one), node(item), dictionary) for one in rest)


def _without_one(data: Data) -> Iterator[tuple[Data, Data, list[Data], bool]]:
    """The sentence without one of the things it asks, that thing, those that stay, and whether they are forbidden."""
    gate, items = next(iter(data.items()))
    if gate not in ("all", "none", "any") or not isinstance(items, list) or len(items) < 2:
        return
    for index, item in enumerate(items):
        rest = [*items[:index], *items[index + 1:]]
        if gate != "any" or item in rest:
            yield rest[0] if gate != "none" and len(rest) == 1 else {gate: rest}, item, rest, gate == "none"
        if gate == "all" and isinstance(item, dict):
            for less, inner, stays, barred in _without_one(item):
                yield {gate: [*items[:index], less, *items[index + 1:]]}, inner, stays, barred
