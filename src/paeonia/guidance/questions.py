"""Questions that modules bring: a sentence of the language, with what a reader needs to trust it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from paeonia.criteria.nodes import Node


@dataclass(frozen=True)
class Question:
    """One question of the record: does she fit this trial, does this rule apply.

    `version` changes whenever the sentence does; `confidence` below high is shown as awaiting clinical sign-off.
    """

    id: str
    words: Mapping[str, str]
    node: Node
    version: str
    source: str
    checked_on: str
    confidence: str = "low"


_PROVIDERS: dict[str, Callable[[], Mapping[str, Question]]] = {}


def provide(family: str, provider: Callable[[], Mapping[str, Question]]) -> None:
    """Declare where the questions of a family (such as `trial`) come from; modules call this when they start."""
    _PROVIDERS[family] = provider


def questions(family: str) -> Mapping[str, Question]:
    """The questions of a family by id; empty when nobody provides it."""
    provider = _PROVIDERS.get(family)
    return provider() if provider else {}


def version(asked: Mapping[str, Question]) -> str:
    """One version for a whole set of questions."""
    text = "\n".join(f"{q.id} {q.version}" for q in asked.values())
    return hashlib.sha256(text.encode()).hexdigest()[:12]
