"""The file of a temperature logger: whatever stands above its table, any usual separator and encoding, °C or °F."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

from paeonia.chart.intake.tables import Numbered, Table, open_table
from paeonia.record.problems import Problem, Refused

from . import messages as _messages  # noqa: F401  declares what is said here
from .cells import Columns, celsius, columns, moment, order_of, unit_of

MOST, ABOVE = 100_000, 80       # rows, and how many may stand above the headings


@dataclass(frozen=True)
class Log:
    """The readings in order, what is wrong row by row, and temperatures of other probes that were not read."""

    readings: tuple[tuple[datetime, Decimal], ...]
    wrong: tuple[Problem, ...]
    left_out: tuple[str, ...]


def read(path: Path, name: str, now: datetime, unit: str = "", days: str = "") -> Log:
    """Every good row of a file; raises Refused for what is no such file, or leaves open what a number means."""
    table, at, found = _table(path, name)
    rows = []
    for item in table.rows():
        if isinstance(item, Problem):
            raise Refused([item])
        if item[0] > at:
            rows.append(item)
        if len(rows) > MOST:
            raise Refused([Problem("banklog-many", "", {"name": name, "most": f"{MOST:,}"})])
    if not rows:
        raise Refused([Problem("banklog-empty", "", {"name": name})])
    unit = found.unit or unit or _unit_in(rows, found.celsius)
    if not unit:
        raise Refused([Problem("banklog-unit", "", {"name": name, "column": found.headings[found.celsius][:60]})])
    readings, wrong = _kept(rows, found, unit, _order(rows, found, days, name), now)
    if not readings:
        raise Refused([Problem("banklog-none", "", {"name": name} | {
            f"why{end}": wrong[0].text("zh" if end == "_zh" else "en") for end in ("", "_en", "_zh")})])
    return Log(tuple(sorted(readings.items())), tuple(wrong), found.left_out)


def _table(path: Path, name: str) -> tuple[Table, int, Columns]:
    """The table below whatever a logger writes above it: serial numbers, alarms, a summary."""
    opened = replace(open_table(path, name), heading_row=0)
    marks = dict.fromkeys((opened.delimiter, ";", "\t", ",")) if opened.delimiter else {"": None}
    for mark in marks:
        table = replace(opened, delimiter=mark)
        for number, cells in islice(_told(table), ABOVE):
            if (found := columns(cells)) is not None:
                if not found.unit:      # some say the unit once, above the table
                    found = replace(found, unit=_unit_above(table, number))
                return table, number, found
    raise Refused([Problem("banklog-columns", "", {"name": name})])


def _told(table: Table) -> Iterator[Numbered]:
    return (item for item in table.rows() if not isinstance(item, Problem))


def _unit_above(table: Table, number: int) -> str:
    said = " ".join(" ".join(cells) for at, cells in islice(_told(table), ABOVE) if at < number)
    return unit_of(said)


def _unit_in(rows: list[Numbered], column: int) -> str:
    """The unit the cells themselves name, when all that name one agree."""
    named = {unit_of(cells[column]) for _number, cells in rows if column < len(cells)} - {""}
    return named.pop() if len(named) == 1 else ""


def _order(rows: list[Numbered], found: Columns, days: str, name: str) -> str:
    texts = [_when(cells, found) for _number, cells in rows]
    order = order_of(texts) or days
    if not order:
        number, text = next((number, text) for (number, _cells), text in zip(rows, texts, strict=True)
                            if order_of([text]) != "none")
        column = found.headings[found.time if found.date is None else found.date]
        raise Refused([Problem("banklog-day-order", "", {"name": name, "row": number, "column": column[:60],
                                                         "value": text[:30]})])
    return order


def _when(cells: list[str], found: Columns) -> str:
    parts = [cells[at].strip() for at in (found.date, found.time) if at is not None and at < len(cells)]
    return " ".join(part for part in parts if part)


def _kept(rows: list[Numbered], found: Columns, unit: str, order: str,
          now: datetime) -> tuple[dict[datetime, Decimal], list[Problem]]:
    readings: dict[datetime, Decimal] = {}
    first: dict[datetime, int] = {}
    wrong: list[Problem] = []
    hour, warmth = found.headings[found.time][:60], found.headings[found.celsius][:60]
    for number, cells in rows:
        text, said = _when(cells, found), cells[found.celsius].strip() if found.celsius < len(cells) else ""
        at, value = moment(text, order, found.zone), celsius(said, unit)
        if at is None:
            wrong.append(Problem("banklog-time", "", {"row": number, "column": hour, "value": text[:40]}))
        elif at > now + timedelta(minutes=5):
            wrong.append(Problem("banklog-future", "", {"row": number, "column": hour, "value": text[:40]}))
        elif value is None:
            wrong.append(Problem("banklog-number", "", {"row": number, "column": warmth, "value": said[:40]}))
        elif readings.setdefault(at, value) != value:
            wrong.append(Problem("banklog-twice", "", {"row": number, "column": warmth, "value": str(value),
                                                       "other": first[at], "first": str(readings[at])}))
        if at is not None:
            first.setdefault(at, number)
    return readings, wrong
