"""The text of a draft cut into the pieces its lines came from, for the page that shows both side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .queries import Row


@dataclass(frozen=True)
class Piece:
    """Some words of the text: those of a row, cut again where the drafter understood them; or what lies between."""

    row: Row | None
    parts: tuple[tuple[str, bool], ...]


def pieces(text: str, rows: Sequence[Row]) -> list[Piece]:
    """The whole text in order, nothing left out."""
    made, at = [], 0
    for row in sorted((one for one in rows if one.line.start is not None), key=lambda one: one.line.start or 0):
        start, end = max(at, row.line.start or 0), row.line.end or 0
        if start > at:
            made.append(Piece(None, ((text[at:start], False),)))
        if end > start:
            made.append(Piece(row, tuple(_cut(text, start, end, row.line.highlights))))
            at = end
    return [*made, Piece(None, ((text[at:], False),))] if at < len(text) else made


def _cut(text: str, start: int, end: int, marks: Sequence[Sequence[int]]) -> list[tuple[str, bool]]:
    found, at = [], start
    for first, last, *_ in sorted(marks):
        first, last = max(at, first), min(end, last)
        if last > first:
            found += [(text[at:first], False)] * (first > at) + [(text[first:last], True)]
            at = last
    return [*found, (text[at:end], False)] if at < end else found
