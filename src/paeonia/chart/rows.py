"""Facts as rows and rows as facts; pure, so that the shape of the table is told in one place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from paeonia.criteria.event_rows import ENDED
from paeonia.record.dates import FAR, UNDATED, days
from paeonia.record.dictionary import Variable
from paeonia.record.facts import Fact
from paeonia.record.timeline import episode

_encode = msgspec.json.Encoder(order="sorted").encode
_DATES = ("start", "stop", "ongoing")
_NUMBERS = ("number", "whole")
_CODES = ("code", "yes_no")


class Row(msgspec.Struct, frozen=True):
    """One fact laid out for the table; `term` and `code` are still texts."""

    term: str
    code: str | None
    first_day: int
    last_day: int
    number: float | None
    uln: float | None
    plain: bool
    on_text: str
    fields: dict[str, Any]
    source: str
    place: str
    digest: str
    start_first: int | None = None
    start_last: int | None = None
    end_first: int | None = None
    end_last: int | None = None


def row(fact: Fact, variable: Variable | None, place: str = "", supersedes: int | None = None) -> Row:
    """Lay out a checked fact; `variable` is None for an answer to a question (`ask`).

    Raises ValueError for a day that is none: the dictionary check comes first.
    """
    meant = days(fact.on) if fact.on else UNDATED
    code, number, plain = None, None, False
    moments: tuple[int | None, ...] = (None, None, None, None)
    if variable is not None and variable.kind == "event":
        code, plain = _shape(fact, variable), _tellable(fact, variable)
        moments = _moments(fact, variable)
    elif variable is not None:
        value = fact.fields.get("value")
        number = float(value) if variable.type in _NUMBERS and value is not None else None
        code = str(value) if variable.type in _CODES else None
        exact = meant.first == meant.last or fact.on is None
        plain = (code is not None or number is not None) and "comparator" not in fact.fields and exact
    return Row(
        fact.variable,
        code if plain else None,
        meant.first,
        meant.last,
        number,
        fact.fields.get("uln"),
        plain,
        fact.on or "",
        dict(fact.fields),
        fact.source,
        place,
        str(digest(fact, supersedes)),
        *moments,
    )


def _tellable(fact: Fact, variable: Variable) -> bool:
    """True when the event's fields are words of the dictionary and small numbers: those may be shared as a term."""
    return all(
        name in _DATES or ((kind := variable.field(name)) is not None and kind.type in (*_CODES, "whole"))
        for name in fact.fields
    )


def _shape(fact: Fact, variable: Variable) -> str:
    return _encode({name: value for name, value in fact.fields.items() if name not in _DATES}).decode()


def _moments(fact: Fact, variable: Variable) -> tuple[int, int, int, int]:
    told = episode(fact, variable, FAR)
    # An episode known to have ended on an unknown day keeps saying so when the columns are asked on a later day.
    ended = variable.interval and fact.fields.get("ongoing") is False and not fact.fields.get("stop")
    return told.start.first, told.start.last, told.end.first, ENDED if ended else told.end.last


def digest(fact: Fact, supersedes: int | None = None) -> UUID:
    """The same statement always has the same digest, so that it is kept once.

    The source is left out: next month's register says the same things in other rows, and they are not new.
    """
    # 1.10 mg/dL and 97.2 umol/L are one statement, written in two ways.
    fields = {name: value for name, value in fact.fields.items() if name != "written"}
    said = _encode([fact.variable, fields, fact.on, supersedes])
    return UUID(bytes=hashlib.blake2b(said, digest_size=16).digest())


def fingerprint(*parts: Any) -> UUID:
    """The digest of anything that can be written as JSON."""
    return UUID(bytes=hashlib.blake2b(_encode(parts), digest_size=16).digest())


def fact(variable: str, fields: Mapping[str, Any], on_text: str, source: str) -> Fact:
    """The fact a row was made from."""
    return Fact(variable, fields, on_text or None, source)
