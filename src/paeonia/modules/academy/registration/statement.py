"""A bank statement, CSV or workbook: each line that came in is matched by the reference written on it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils import timezone

from paeonia.chart.intake.tables import Table, open_table
from paeonia.record.problems import Problem, Refused, problem

from . import codes
from . import messages as _messages  # noqa: F401  declares what is said here
from .models_person import Registration

# Headings as banks print them; the first that is found is taken.
AMOUNT = ("贷方发生额", "贷方金额", "收入金额", "收入", "交易金额", "金额", "credit", "amount")
DAY = ("交易日期", "记账日期", "入账日期", "交易时间", "日期", "date")
SERIAL = ("流水号", "交易流水", "serial", "transaction")
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日")


@dataclass(frozen=True)
class Line:
    """A line of the statement that can be entered."""

    row: Registration
    amount: Decimal
    on: date
    serial: str
    place: str
    mark: str       # the same for the same line of the same statement given twice


def read(path: Path, name: str, known: Mapping[str, Registration]) -> Iterator[Line | Problem]:
    """Every line of the file: what can be entered, or why not. Refused when the file cannot be understood at all."""
    table = open_table(path, name)
    amount, day, serial = (_column(table, wanted) for wanted in (AMOUNT, DAY, SERIAL))
    missing = [what for what, found in (({"en": "amount", "zh": "金额"}, amount), ({"en": "day", "zh": "日期"}, day))
               if found is None]
    if amount is None or day is None:
        shown = "、".join(filter(None, table.headings))[:200]
        raise Refused([problem("academydesk-no-columns", what=what, file=name, found=shown) for what in missing])
    seen: Counter[tuple[str, ...]] = Counter()
    for item in table.rows():
        if isinstance(item, Problem):
            yield item
            continue
        number, cells = item
        whole = tuple(cell.strip() for cell in cells)
        seen[whole] += 1
        yield _line(f"{name}, row {number}", whole, (amount, day, serial), known, seen[whole])


def _line(place: str, cells: tuple[str, ...], columns: tuple[int, int, int | None], known: Mapping[str, Registration],
          again: int) -> Line | Problem:
    found = {one for cell in cells for one in codes.references(cell)}
    ours = sorted(found & set(known))
    said = [cells[column] if column is not None and column < len(cells) else "" for column in columns]
    amount, on = _amount(said[0]), _day(said[1])
    if not ours:
        strange = "、".join(map(codes.shown, sorted(found)))
        return problem("academydesk-strange-reference", place, codes=strange) if found else \
            problem("academydesk-no-reference", place)
    if len(ours) > 1:
        return problem("academydesk-two-references", place, codes="、".join(map(codes.shown, ours)))
    if amount is None or amount <= 0:
        return problem("academydesk-no-amount", place, said=said[0])
    if on is None or on > timezone.localdate():
        return problem("academydesk-no-day", place, said=said[1])
    # A serial number of the bank tells the line for ever; without one, the whole line and how often it stood there.
    mark = hashlib.sha256(repr((said[2], ours[0]) if said[2] else (cells, again)).encode()).hexdigest()
    return Line(known[ours[0]], amount, on, said[2], place, mark)


def _column(table: Table, wanted: tuple[str, ...]) -> int | None:
    plain = ["".join(heading.split()).casefold() for heading in table.headings]
    return next((place for word in wanted for place, heading in enumerate(plain) if word in heading), None)


def _amount(said: str) -> Decimal | None:
    plain = said.replace(",", "").replace("，", "").replace("¥", "").replace("￥", "").replace("元", "").strip().lstrip("+")
    try:
        found = Decimal(plain)
        return found.quantize(Decimal("0.01")) if found.is_finite() and found == found.quantize(Decimal("0.01")) else None
    except InvalidOperation:
        return None


def _day(said: str) -> date | None:
    plain = said.strip().split("T")[0].split(" ")[0]
    for shape in _DAYS:
        try:
            return datetime.strptime(plain, shape).date()      # noqa: DTZ007  a day of a statement has no zone
        except ValueError:
            continue
    return None
