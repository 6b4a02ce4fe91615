"""A question whose tubes somebody wants: the room of questions tells, the room of requests begins a request with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from paeonia.people.viewer import Viewer


@dataclass(frozen=True)
class Wish:
    """What a request begins with: titles, the criteria in words, and how many pieces of each type were found."""

    title_zh: str
    title_en: str
    criteria: str
    pieces: Mapping[str, int]


Told = Callable[[int, Viewer], Wish | None]
_told: list[Told] = []


def tells(told: Told) -> None:
    """Let the room of questions answer."""
    _told[:] = [told]


def of(question: str, viewer: Viewer) -> Wish | None:
    """The wish behind a question's number; None when there is none this viewer may know of."""
    return _told[0](int(question), viewer) if _told and question.isascii() and question.isdecimal() else None
