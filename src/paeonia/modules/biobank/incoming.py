"""What files may bring into the bank beside samples: rooms say which columns and how a row is kept, exchange reads files.

A row is kept by the room's own action, so that a file passes no gate that a page does not pass. Looking at a file first
is keeping all of it and taking all of it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from paeonia.people.viewer import Viewer


@dataclass(frozen=True)
class Column:
    """A column: its headings, what else it is called, an example for the template; of what is no sample also its type."""

    name: str
    en: str
    zh: str
    also: tuple[str, ...] = ()
    example: str = ""
    update: bool = False        # may be changed in a sample that is there
    type: str = "text"          # text | moment | number | whole | choice
    needed: bool = False
    among: Callable[[], Mapping[str, str]] = dict       # every word of a choice and its code; asked for when a file is read

    @property
    def words(self) -> dict[str, str]:
        """Its heading in both languages."""
        return {"en": self.en, "zh": self.zh}


Keep = Callable[[Mapping[str, Any], int, Viewer], bool]


@dataclass(frozen=True)
class Sort:
    """A sort of rows: `keep` writes one through the room's action, or raises Refused; False when it was there already."""

    name: str
    words: Mapping[str, str]
    columns: tuple[Column, ...]
    keep: Keep


_sorts: dict[str, Sort] = {}


def brings(sort: Sort) -> None:
    """Let files bring in rows of a sort; the same name again replaces it."""
    _sorts[sort.name] = sort


def sorts() -> dict[str, Sort]:
    """Every sort, by its name."""
    return dict(_sorts)


def choice(*codes: tuple[str, str, str]) -> dict[str, str]:
    """The words of a choice: its code and its words in both languages mean the code."""
    return {word.casefold(): code for code, *words in codes for word in (code, *words)}
