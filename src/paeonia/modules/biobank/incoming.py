"""What files may bring into the bank beside samples: rooms say which columns and how a row is kept, exchange reads files.

A row is kept by the room's own action, so that a file passes no gate that a page does not pass. Looking at a file first
is keeping all of it and taking all of it back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import override

from paeonia.people.viewer import Viewer

_BETWEEN = re.compile(r"[;；,，、]")


@dataclass(frozen=True)
class Column:
    """A column: its headings, what else it is called, an example for the template; of what is no sample also its type."""

    name: str
    en: str
    zh: str
    also: tuple[str, ...] = ()
    example: str = ""
    update: bool = False        # may be changed in a sample that is there
    type: str = "text"          # text | moment | day | number | whole | choice
    needed: bool = False
    among: Callable[[], Mapping[str, str]] = dict       # every word of a choice and its code; asked for when a file is read
    most: int = 300             # characters
    between: tuple[int, int] | None = None
    same: tuple[str, ...] = ()  # rows alike in these columns are alike in this one: a title is said once, or always so

    @property
    def words(self) -> dict[str, str]:
        """Its heading in both languages."""
        return {"en": self.en, "zh": self.zh}


@dataclass(frozen=True)
class Change:
    """A value that becomes another: words in both languages, a text, a moment or a number; empty where nothing stood."""

    column: str
    old: Any
    new: Any


Keep = Callable[[Mapping[str, Any], int, Viewer], bool | tuple[Change, ...]]


@dataclass(frozen=True)
class Sort:
    """A sort of rows: `keep` writes one through the room's action, or raises Refused; nothing when it was there already.

    Where rows change what is there, `keep` says every value that became another, so that the report can tell both.
    """

    name: str
    words: Mapping[str, str]
    columns: tuple[Column, ...]
    keep: Keep
    rule: Mapping[str, str]     # what becomes of what is there already, and how it is corrected
    changes: bool = False       # rows change what is there


_sorts: dict[str, Sort] = {}


def brings(sort: Sort) -> None:
    """Let files bring in rows of a sort; the same name again replaces it."""
    _sorts[sort.name] = sort


def sorts() -> dict[str, Sort]:
    """Every sort, by its name."""
    return dict(_sorts)


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """What of the new is not as it was, by column."""
    return tuple(Change(name, old.get(name), value) for name, value in new.items() if old.get(name) != value)


def within(said: datetime) -> tuple[datetime, datetime]:
    """From when until when a moment of a file is meant: a page shows minutes only, while what is written has seconds."""
    whole = said.second == said.microsecond == 0
    return said, said + (timedelta(minutes=1) if whole else timedelta(microseconds=1))


def parts(text: str) -> list[str]:
    """What stands in one cell, between semicolons or commas of either script."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def listed(choices: Any) -> dict[str, str]:
    """The words of a list of the house in both languages."""
    said = {}
    for tag in ("en", "zh-hans"):
        with override(tag):
            said[tag] = {one.value: str(one.label) for one in choices}
    return choice(*((code, said["en"][code], said["zh-hans"][code]) for code in said["en"]))


def choice(*codes: tuple[str, str, str]) -> dict[str, str]:
    """The words of a choice: its code and its words in both languages mean the code."""
    return {word.casefold(): code for code, *words in codes for word in (code, *words)}
