"""What the reader hands back: every line of the text once, in its order, with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from paeonia.criteria.nodes import Node

Outcome = Literal["drafted", "ask", "heading", "remark", "not_understood"]
Side = Literal["inclusion", "exclusion", ""]


@dataclass(frozen=True)
class Highlight:
    """Words of the text that a part of the sentence came from."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Question:
    """What a person must answer, in both languages."""

    kind: str
    en: str
    zh: str


@dataclass(frozen=True)
class DraftedLine:
    """One line of the text and what became of it; spans count characters of the whole text."""

    number: int
    start: int
    end: int
    text: str
    outcome: Outcome
    side: Side = ""
    topic: str = ""
    kind: str = ""
    sentence: dict[str, Any] | None = None      # plain YAML data
    node: Node | None = None
    part: bool = False                          # the sentence is right as far as it goes; `question` asks the rest
    guarded: bool = False                       # it asks the rest itself, of those only who have what the line forbids
    highlights: tuple[Highlight, ...] = ()
    question: Question | None = None
