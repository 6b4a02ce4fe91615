"""Our sentences as CTML `match` trees. What CTML cannot say is left out, so the tree is wider, and is reported."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from paeonia.criteria import ctml_trouble  # noqa: F401  declares the messages
from paeonia.criteria.ctml_export_leaf import leaf_nodes
from paeonia.criteria.ctml_export_variant import CannotSay
from paeonia.criteria.nodes import All, AnyOf, AtLeast, Node, Not
from paeonia.criteria.read import sentence
from paeonia.criteria.words import say
from paeonia.record.dictionary import Dictionary
from paeonia.record.problems import Problem

MOST_COMBINATIONS = 200     # "at least 3 of 12" is written out as 220 and more branches: refused instead

# A tree: a list of CTML nodes that must all hold; None is "anybody", [] inside an `or` cannot happen.
_Tree = dict[str, Any] | None


def export_ctml(source: Any, dictionary: Dictionary) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The `match` list of a sentence (a node, YAML text or a plain structure) and what CTML cannot say.

    Leaving a criterion out always makes the tree wider, never narrower: nobody is lost, some must be checked by hand.
    """
    node = sentence(source, dictionary) if isinstance(source, (str, dict, list)) else source
    problems: list[Problem] = []
    tree = _Exporter(dictionary, problems).node(node, False)
    return ([] if tree is None else tree["and"] if set(tree) == {"and"} else [tree]), problems


class _Exporter:
    def __init__(self, dictionary: Dictionary, problems: list[Problem]) -> None:
        self.dictionary = dictionary
        self.problems = problems

    def node(self, node: Node, negated: bool) -> _Tree:
        """CTML has no `not`: a negation is carried down to the leaves, where `!` can say it."""
        if isinstance(node, Not):
            return self.node(node.of, not negated)
        if isinstance(node, AtLeast):
            return self._count(node, negated)
        if isinstance(node, (All, AnyOf)):
            gate = self._all if isinstance(node, All) != negated else self._any
            return gate(tuple(node.of), negated)
        try:
            return leaf_nodes(node, negated, self.dictionary)
        except CannotSay:
            said = Not(node) if negated else node
            words = {language: say(said, self.dictionary, language) for language in ("en", "zh")}
            self.problems.append(Problem("ctml-not-sayable", "", {"sentence": words["en"], **words}))
            return None

    def _all(self, nodes: tuple[Node, ...], negated: bool) -> _Tree:
        parts = [part for part in (self.node(node, negated) for node in nodes) if part is not None]
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else {"and": parts}

    def _any(self, nodes: tuple[Node, ...], negated: bool) -> _Tree:
        parts = [self.node(node, negated) for node in nodes]
        # One way in that CTML cannot say opens the whole `or`.
        if any(part is None for part in parts):
            return None
        return parts[0] if len(parts) == 1 else {"or": parts}

    def _count(self, node: AtLeast, negated: bool) -> _Tree:
        """At least k of n: one of the combinations. Not at least k: at least n-k+1 do not hold."""
        n, k = len(node.of), node.k
        if negated:
            k = n - k + 1
        picked = list(combinations(node.of, k)) if 0 < k <= n else []
        if not picked or len(picked) > MOST_COMBINATIONS:
            words = {language: say(node, self.dictionary, language) for language in ("en", "zh")}
            self.problems.append(Problem("ctml-not-sayable", "", {"sentence": words["en"], **words}))
            return None
        branches = [self._all(some, negated) for some in picked]
        if any(branch is None for branch in branches):
            return None
        return branches[0] if len(branches) == 1 else {"or": branches}
