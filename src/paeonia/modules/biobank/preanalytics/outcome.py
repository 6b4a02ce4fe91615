"""What a derivation yields: a value, or what is missing for it and where it could be entered; unknown is never zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from paeonia.record.problems import Problem

from ..vocabulary import Vocabulary
from . import messages as _messages
from .lineage import Placed

Value = timedelta | int | float | str


class State(StrEnum):
    """Whether it is known, unknown, or cannot be for such a sample."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Missing:
    """An event, or a part of one, that is not recorded, and the samples on which it could be."""

    kind: str
    labels: tuple[str, ...]
    part: str = ""

    def problem(self, words: Vocabulary) -> Problem:
        """In words, with the page where it is entered."""
        known = words.events.get(self.kind)
        page = _messages.WHERE[known.where if known else "bench"]
        part = _messages.PARTS.get(self.part, {"en": self.part, "zh": self.part})
        return Problem("times-missing-part" if self.part else "times-missing", "", {
            "event": words.events.words(self.kind), "event_zh": words.events.words(self.kind, "zh"),
            "labels": ", ".join(self.labels), "labels_zh": "、".join(self.labels), "page": page["en"], "page_zh": page["zh"],
            "part": part["en"], "part_zh": part["zh"]})


@dataclass(frozen=True)
class Derived:
    """One derived time or count with the events it rests on; `at_least` is what is certain of an unknown count.

    `via` names the parents that made it what it is where a sample has several.
    """

    name: str
    state: State
    value: Value | None = None
    sources: tuple[Placed, ...] = ()
    missing: tuple[Missing, ...] = ()
    problems: tuple[Problem, ...] = ()
    at_least: int = 0
    via: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.state is State.KNOWN

    @property
    def minutes(self) -> float | None:
        """A known time in minutes."""
        return self.value.total_seconds() / 60 if isinstance(self.value, timedelta) else None


def known(name: str, value: Value, *sources: Placed) -> Derived:
    """A value and what it rests on."""
    return Derived(name, State.KNOWN, value, tuple(sources))


def unknown(name: str, *missing: Missing, problems: tuple[Problem, ...] = (), sources: tuple[Placed, ...] = (),
            at_least: int = 0, via: tuple[str, ...] = ()) -> Derived:
    """No value, because of what is missing or wrong."""
    return Derived(name, State.UNKNOWN, None, sources, tuple(missing), problems, at_least, via)


def without(name: str) -> Derived:
    """Cannot be for such a sample."""
    return Derived(name, State.NOT_APPLICABLE)
