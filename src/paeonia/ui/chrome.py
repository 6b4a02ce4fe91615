"""What stands around a page: navigation, language, the person signed in and whose data it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Link:
    """One entry of a navigation or menu; `post` makes it a button that changes something (signing out)."""

    words: Any
    href: str
    current: bool = False
    post: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Chrome:
    """Everything the base layout shows that is not the page itself; the site makes one for each request."""

    navigation: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = ()
    user_name: str = ""
    role: Any = ""
    home: str = "/"
    here: str = "/"
    language_action: str = ""
    programme: Any = field(default_factory=lambda: gettext_lazy("Breast medical oncology programme"))
    data_of: Any = ""
    as_of: dt.date | dt.datetime | str | None = None
    demo: bool = False
    languages: Mapping[str, str] = field(default_factory=dict)  # "zh", "en" -> the same page there, where addresses differ
    post: Link | None = None    # the reader's letters, with how many she has not read


def plain_chrome() -> Chrome:
    """The least a page needs, for errors and for pages shown before anybody has signed in."""
    return Chrome(language_action=language_action())


def language_action() -> str:
    """Where the language switch sends its choice; empty when there is no such page."""
    for name in ("language", "set_language"):
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""
