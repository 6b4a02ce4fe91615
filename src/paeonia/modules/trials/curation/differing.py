"""The difference between two sets of criteria, sentence by sentence and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from paeonia.criteria.nodes import Node
from paeonia.guidance.said import sentence_words
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.deciding import flat_parts

Words = dict[str, str]


@dataclass(frozen=True)
class Differing:
    """One sentence: `same`, `added`, `removed`, or `changed` from one wording to the other."""

    what: str
    before: Words | None
    after: Words | None


def difference(before: Node | None, after: Node | None) -> tuple[Differing, ...]:
    """Every criterion of both, in the order of the newer one; a criterion that only moved is the same."""
    old, new = _said(before), _said(after)
    left = [one for one in old if one not in new]
    fresh = [one for one in new if one not in old]
    pairs = _pairs(left, fresh)
    made: list[Differing] = []
    for one in new:
        was = pairs.get(one["en"])
        if one not in fresh:
            made.append(Differing("same", one, one))
        else:
            made.append(Differing("changed", was, one) if was else Differing("added", None, one))
    taken = [was for was in pairs.values()]
    return (*made, *(Differing("removed", one, None) for one in left if one not in taken))


def _said(node: Node | None) -> list[Words]:
    return [] if node is None else [sentence_words(part, dictionary()) for part in flat_parts(node)]


def _pairs(left: Sequence[Words], fresh: Sequence[Words]) -> dict[str, Any]:
    """Which new sentence is an old one in other words: begins alike, or is mostly the same."""
    found: dict[str, Any] = {}
    free = list(left)
    for one in fresh:
        near = max(free, key=lambda old, one=one: _alike(old, one), default=None)   # type: ignore[misc]
        if near is not None and _alike(near, one) > 0.6:
            found[one["en"]] = near
            free.remove(near)
    return found


def _alike(old: Words, new: Words) -> float:
    return SequenceMatcher(None, old["en"], new["en"], autojunk=False).ratio()
