"""Rows of what is no sample: containers, consents, steps at the bench; each cell read by the type of its column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from paeonia.chart.intake.tables import open_table
from paeonia.record.problems import Problem, Refused

from ...incoming import Column, Sort
from .columns import recognised
from .rows import Row
from .values import SAYS_NOTHING, among, moment, trouble

MOST = 5_000        # each row is tried within the request before anything is kept; more belong into several files


def rows_of(path: Path, name: str, sort: Sort, now: datetime, days: str) -> tuple[list[Row], list[str]]:
    """The rows of a file and the headings left out; raises Refused for what is no such table."""
    table = open_table(path, name)
    places, left = recognised(table.headings, sort.columns)
    needed = [one for one in sort.columns if one.needed and one.name not in places.values()]
    if needed:
        raise Refused([Problem("bankx-needed", "", {
            "columns": ", ".join(one.en for one in needed), "columns_zh": "、".join(one.zh for one in needed)})])
    found = []
    for item in table.rows():
        if isinstance(item, Problem):
            raise Refused([item])
        number, cells = item
        if len(found) >= MOST:
            raise Refused([Problem("bankx-many", "", {"most": MOST})])
        said = {column: cells[at].strip()[:500] for at, column in places.items() if at < len(cells) and cells[at].strip()}
        found.append(_row(number, said, sort, now, days))
    return found, left


def _row(number: int, cells: Mapping[str, str], sort: Sort, now: datetime, days: str) -> Row:
    said: dict[str, Any] = {}
    wrong: list[Problem] = []
    for column in sort.columns:
        text = cells.get(column.name, "")
        if text.casefold() in SAYS_NOTHING:
            if column.needed:
                wrong.append(trouble("bankx-missing", number, column))
            continue
        value = _value(text, column, number, now, days)
        if isinstance(value, Problem):
            wrong.append(value)
        else:
            said[column.name] = value
    return Row(number, dict(cells), said, tuple(wrong))


def _value(text: str, column: Column, number: int, now: datetime, days: str) -> Any:
    if column.type == "moment":
        return moment(text, number, column, days, now)
    if column.type == "choice":
        return among(column.among(), text, number, column)
    if column.type in ("number", "whole"):
        try:
            found = Decimal(text.replace(",", "."))
        except InvalidOperation:
            return trouble("bankx-no-number", number, column, text)
        if not found.is_finite() or abs(found) >= 10**8 or (column.type == "whole" and found != int(found)):
            return trouble("bankx-no-number", number, column, text)
        return int(found) if column.type == "whole" else found
    return text.replace("\0", "")[:300]


def template(sort: Sort) -> list[list[str]]:
    """One row of headings, English names first, and an example."""
    return [[f"{one.en} {one.zh}" for one in sort.columns], [one.example for one in sort.columns]]
