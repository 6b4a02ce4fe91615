"""The frozen shapes that components show.

`Words` is `{"en", "zh"}`, an object with both, or text already in the reader's language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Words = Any


@dataclass(frozen=True)
class FactRead:
    """One fact an answer rests on: what it says, the day it holds from, and where it stands."""

    words: Words
    on: dt.date | str | None
    source: Words
    href: str = ""


@dataclass(frozen=True)
class Reason:
    """A criterion, its answer (`yes`, `no`, `unknown`), the facts read, and the criteria it is made of."""

    words: Words
    answer: str
    facts: tuple[FactRead, ...] = ()
    children: tuple[Reason, ...] = ()
    note: Words = ""
    settle: Words = ""
    source: Words = ""


@dataclass(frozen=True)
class Patient:
    """Who the page is about; `key_facts` are the two to five things a doctor wants always in sight."""

    name: str
    number: str
    born: dt.date | str | None
    age: int | None
    sex: Words
    hospital: Words
    href: str = ""
    as_of: dt.date | dt.datetime | str | None = None
    key_facts: tuple[tuple[Words, Words], ...] = ()
    alert: Words = ""
    demo: bool = False


@dataclass(frozen=True)
class Column:
    """A column; `kind` is text, number or date; `sort` the address that sorts by it, `sorted` its order."""

    key: str
    words: Words
    kind: str = "text"
    unit: Words = ""
    sort: str = ""
    sorted: str = ""
    optional: bool = True


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells in column order, and the page it opens."""

    cells: tuple[Any, ...]
    href: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Option:
    """One choice of a filter or field."""

    value: str
    words: Words
    count: int | None = None


@dataclass(frozen=True)
class Filter:
    """A filter over a list; `kind` is search, choice (one of) or choices (any of)."""

    name: str
    words: Words
    kind: str = "choice"
    options: tuple[Option, ...] = ()
    chosen: tuple[str, ...] = ()
    hint: Words = ""


@dataclass(frozen=True)
class Pages:
    """Where the reader is in a long list; `query` is the rest of the address, kept when turning the page."""

    number: int
    pages: int
    total: int
    first: int
    last: int
    query: Mapping[str, Any] = field(default_factory=dict)
    name: str = "page"


@dataclass(frozen=True)
class Problem:
    """A row that could not be read: where it stands, what is wrong, and what to do about it."""

    place: str
    what: Words
    next_step: Words
    raw: str = ""
    kind: str = "refused"


@dataclass(frozen=True)
class Progress:
    """Long work: `state` is waiting, running, done or failed; `total` None: the amount is not known."""

    words: Words
    state: str
    done: int = 0
    total: int | None = None
    poll: str = ""
    result: str = ""
    said: Words = ""
    since: dt.datetime | None = None
