"""Rows of what is no sample, as containers or signed consents; each cell read by the type of its column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.utils import timezone

from paeonia.chart.intake.tables import open_table
from paeonia.record.problems import Problem, Refused

from ...incoming import Column, Sort
from .columns import recognised
from .rows import Row
from .values import SAYS_NOTHING, among, moment, trouble

MOST = 5_000        # each row is tried within the request before anything is kept; more belong into several files
AHEAD = timedelta(days=36_500)


def rows_of(path: Path, name: str, sort: Sort, now: datetime, days: str,
            count: Callable[[int], None] = lambda _: None) -> tuple[list[Row], list[str]]:
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
            raise too_many()
        said = {column: cells[at].strip()[:1000] for at, column in places.items() if at < len(cells) and cells[at].strip()}
        found.append(_row(number, said, sort, now, days))
        count(len(found))
    return _alike(found, sort), left


def too_many() -> Refused:
    """The refusal of a file that is too long."""
    return Refused([Problem("bankx-many", "", {"most": f"{MOST:,}"})])


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


def _alike(rows: list[Row], sort: Sort) -> list[Row]:
    """Rows that contradict an earlier one are told: the later would change what the earlier has just entered."""
    first: dict[tuple[Any, ...], Row] = {}
    out = []
    for row in rows:
        wrong = []
        for column in sort.columns:
            if not column.same or column.name not in row.said:
                continue
            other = first.setdefault((column.name, *(row.get(name) for name in column.same)), row)
            if other.said[column.name] != row.said[column.name]:
                wrong.append(trouble("bankx-differs", row.number, column, row.cells[column.name], other=other.number,
                                     first=other.cells[column.name][:60]))
        out.append(row.with_problem(*wrong))
    return out


def _value(text: str, column: Column, number: int, now: datetime, days: str) -> Any:
    if column.type == "moment":
        return moment(text, number, column, days, now)
    if column.type == "choice":
        return among(column.among(), text, number, column)
    if column.type == "day":        # may lie ahead: a protocol opens next month
        found = moment(text, number, column, days, now + AHEAD)
        return found if isinstance(found, Problem) else timezone.localtime(found).date()
    if column.type in ("number", "whole"):
        return _number(text, column, number)
    if len(text) > column.most:
        return trouble("bankx-long", number, column, length=len(text), most=column.most)
    return text.replace("\0", "")


def _number(text: str, column: Column, number: int) -> int | Decimal | Problem:
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return trouble("bankx-no-number", number, column, text)
    if not found.is_finite() or abs(found) >= 10**8 or (column.type == "whole" and found != int(found)):
        return trouble("bankx-no-number", number, column, text)
    if column.between and not column.between[0] <= found <= column.between[1]:
        return trouble("bankx-between", number, column, text, low=column.between[0], high=column.between[1])
    return int(found) if column.type == "whole" else found


def template(sort: Sort) -> list[list[str]]:
    """What becomes of what is there, above one row of headings, English names first, and an example."""
    return [[f"{sort.rule['en']} {sort.rule['zh']}"], [f"{one.en} {one.zh}" for one in sort.columns],
            [one.example for one in sort.columns]]
