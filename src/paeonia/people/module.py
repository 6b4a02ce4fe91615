"""What a module says of itself; the site reads it and builds navigation, addresses and patient pages from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # read while settings are made, when no model may be imported yet
    from paeonia.people.viewer import Viewer


@dataclass(frozen=True)
class Panel:
    """A part of the patient page contributed by a floor or a module.

    `show(request, viewer, patient)` returns finished HTML, or None when there is nothing to show this viewer.
    """

    name: str
    words: Mapping[str, str]
    verb: str
    show: Callable[[Any, Viewer, Any], str | None]
    order: int = 100


@dataclass(frozen=True)
class Draft:
    """A text that one module hands to another to be worked on: unsigned, and never seen before somebody stands for it."""

    title: str
    parts: tuple[tuple[str, str], ...]  # (heading, text)
    language: str  # "en" or "zh"
    came_from: str  # where it comes from, in that language; names nobody


@dataclass(frozen=True)
class Module:
    """One clinic of the house: its name, words in both languages, home page, panels and who works there.

    `urls` names the module of addresses, mounted at `/<name>/`; `home` is the URL name of the first page;
    `verb` is the right that shows the module in the navigation.
    """

    name: str
    words: Mapping[str, str]
    home: str
    verb: str
    urls: str
    roles: frozenset[str] = frozenset()  # empty: everyone the verb allows
    called: tuple[tuple[str, Mapping[str, str]], ...] = ()  # a role, and what its people call the module
    panels: tuple[Panel, ...] = ()
    order: int = 100
    links: tuple[tuple[Mapping[str, str], str, str], ...] = field(
        default=()
    )  # further (words, url name, verb)
    counts: tuple[tuple[str, Callable[[Viewer], int | None]], ...] = ()  # url name of a link -> what waits there
    figures: tuple[tuple[str, Callable[[], int]], ...] = ()  # numbers anybody may know, for the public pages
    receives: tuple[tuple[str, Callable[[Draft, Viewer], str]], ...] = ()  # a shelf -> keeps a draft, says where it lies
    mount: str | None = None  # where its addresses stand, when not under its own name

    def __post_init__(self) -> None:
        if not {"en", "zh"} <= set(self.words):
            raise ValueError(
                f"Module {self.name!r} needs its name in both languages: words={{'en': ..., 'zh': ...}}."
            )
