"""The and/or tree of a CTML `match` list, to any depth; leaves are kept as they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from paeonia.criteria import ctml_trouble  # noqa: F401  declares the messages
from paeonia.record.problems import Problem

Structure = dict[str, Any]
LEAVES = ("clinical", "genomic", "prior_treatment")


@dataclass(frozen=True)
class CtmlLeaf:
    """One criterion as written: all of its keys must hold."""

    kind: str
    keys: Mapping[str, Any]
    place: str


def tree(nodes: Any, place: str, leaf: Callable[[CtmlLeaf], Structure], problems: list[Problem]) -> Structure:
    """A `match` list (or the list in an `and`) as a sentence: every node must hold."""
    return _gate("all", nodes, place, leaf, problems)


def _gate(gate: str, nodes: Any, place: str, leaf: Callable[[CtmlLeaf], Structure],
          problems: list[Problem]) -> Structure:
    if not isinstance(nodes, list):
        problems.append(Problem("ctml-not-a-list", place, {"key": gate, "found": type(nodes).__name__}))
        return question({gate: nodes})
    return {gate: [_node(node, f"{place}[{index}]", leaf, problems) for index, node in enumerate(nodes, 1)]}


def _node(node: Any, place: str, leaf: Callable[[CtmlLeaf], Structure], problems: list[Problem]) -> Structure:
    """One node; several keys side by side must all hold."""
    if not isinstance(node, Mapping) or not node:
        problems.append(Problem("ctml-unknown-node", place, {"key": str(node)}))
        return question(node)
    parts = [_entry(str(key), value, f"{place}.{key}", leaf, problems) for key, value in node.items()]
    return parts[0] if len(parts) == 1 else {"all": parts}


def _entry(key: str, value: Any, place: str, leaf: Callable[[CtmlLeaf], Structure],
           problems: list[Problem]) -> Structure:
    # Curators number their gates: and1, or2.
    bare = key.rstrip("0123456789")
    if bare in ("and", "or"):
        return _gate("all" if bare == "and" else "any", value, place, leaf, problems)
    if bare in LEAVES and isinstance(value, Mapping):
        return leaf(CtmlLeaf(bare, value, place))
    problems.append(Problem("ctml-unknown-node", place, {"key": key}))
    return question({key: value})


def question(said: Any) -> Structure:
    """What no sentence can hold is asked of a person, in the words of the document: unknown, never no."""
    words = said if isinstance(said, str) else _spoken(said)
    return {"ask": {"en": f"CTML: {words}", "zh": f"CTML 条件：{words}"}}


def _spoken(said: Any) -> str:
    if isinstance(said, Mapping):
        return "; ".join(f"{key} {_spoken(value)}" for key, value in said.items())
    if isinstance(said, (list, tuple)):
        return ", ".join(_spoken(item) for item in said)
    return str(said)
