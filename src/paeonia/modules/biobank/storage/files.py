"""Small tables as machines write them: UTF-8 or GBK, any usual separator, with or without a line of headings."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..refusing import refuse
from . import messages as _messages  # noqa: F401  declares what is said here

MOST = 200_000
MARKS = ",;\t|，"
_PLAIN = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Line:
    """A row of a file with the number a spreadsheet shows for it."""

    number: int
    cells: Mapping[str, str]


def text_of(data: bytes) -> str:
    """The text of a file; raises Refused for bytes that are no text."""
    wide = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ()
    for encoding in (*wide, "utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refuse("store-file-encoding")


def lines_of(data: bytes, columns: Mapping[str, Sequence[str]], bare: Sequence[Sequence[str]]) -> list[Line]:
    """The rows by column; `columns` are names with what they are also called, `bare` the orders taken without headings.

    Where a code alone may be a row, it may be so among rows with a place: who scans by hand mixes them, and none gets lost.
    """
    text = text_of(data)
    mixed = {len(names): names for names in bare} if any(len(names) == 1 for names in bare) else {}
    mark = _mark(text, mixed=bool(mixed))
    try:
        rows = [(number, [cell.strip() for cell in cells]) for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1) if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise refuse("store-file-encoding") from None
    if len(rows) > MOST:
        raise refuse("store-file-large", most=MOST)
    if not rows:
        raise refuse("store-file-empty")
    known = {_plain(name): column for column, names in columns.items() for name in (column, *names)}
    heads = [known.get(_plain(cell), "") for cell in rows[0][1]]
    if any(heads):
        order, rows, mixed = heads, rows[1:], {}
        missing = set(bare[-1]) - set(heads)
        if missing:
            raise refuse("store-file-columns", wanted=", ".join(bare[-1]), found=", ".join(rows[0][1])[:80] if rows else "…")
    else:
        order = next((list(names) for names in bare if len(names) == len(heads)), [])
        if not order:
            raise refuse("store-file-columns", wanted=", ".join(bare[0]), found=", ".join(rows[0][1])[:80])
    if not rows:
        raise refuse("store-file-empty")
    return [Line(number, {name: cell for name, cell in zip(mixed.get(len(cells), order), cells, strict=False) if name})
            for number, cells in rows]


def _mark(text: str, *, mixed: bool) -> str:
    """What stands between two cells of a row: the sign the first row has most of, or the first row that has any."""
    rows = (row for row in text.splitlines() if not mixed or any(sign in row for sign in MARKS))
    return max(MARKS, key=next(rows, "").count)


def _plain(name: str) -> str:
    return _PLAIN.sub("", name.casefold())
