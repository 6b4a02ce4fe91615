"""What one cell says: codes by any of their words, moments, quantities; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone

from paeonia.record.codes import Codelist, hint
from paeonia.record.problems import Problem

from ...incoming import Column
from .. import messages as _messages  # noqa: F401  declares what is said here
from .columns import BY_NAME

DAYS = ("", "day", "month")         # which comes first in 01/02/2016
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(.*)$")
LINEAGES = {"primary": "primary", "new": "primary", "原始样本": "primary", "derived": "derived", "derivative": "derived",
            "衍生样本": "derived", "衍生": "derived", "aliquot": "aliquot", "分装样本": "aliquot", "分装": "aliquot"}
SIDES = {"left": "left", "左": "left", "左侧": "left", "right": "right", "右": "right", "右侧": "right", "both": "both",
         "bilateral": "both", "双侧": "both", "none": "none", "无": "none"}
TISSUES = {"primary_tumour": "primary_tumour", "primary": "primary_tumour", "原发灶": "primary_tumour",
           "local_recurrence": "local_recurrence", "局部复发灶": "local_recurrence", "metastasis": "metastasis",
           "metastatic": "metastasis", "转移灶": "metastasis", "lymph_node": "lymph_node", "区域淋巴结": "lymph_node",
           "normal": "normal", "正常组织": "normal", "fluid": "fluid", "血液或其他体液": "fluid"}
SAYS_NOTHING = {"", "not specified", "unknown", "unspecified", "n/a", "na", "未知", "不详", "-"}
Trouble = Callable[..., Problem]


def trouble(code: str, row: int, column: str | Column, value: str = "", **more: Any) -> Problem:
    """A problem of a cell, with the column's name in both languages."""
    one = BY_NAME[column] if isinstance(column, str) else column
    return Problem(code, "", {"row": row, "column": one.en, "column_zh": one.zh, "value": value[:60], **more})


def code(listed: Codelist, said: str, row: int, column: str) -> str | Problem:
    """A code of a list by its id, its words in either language or a synonym."""
    wanted = said.strip().casefold()
    for one in listed.codes.values():
        if wanted in {word.casefold() for word in (one.id, one.id.replace("_", " "), *one.words.values(), *one.also)}:
            return one.id
    near = hint(said, listed.codes)
    return trouble("bankx-code", row, column, said, hint=near, hint_zh=near)


def among(words: Mapping[str, str], said: str, row: int, column: str | Column) -> str | Problem:
    """One of some words."""
    found = words.get(said.strip().casefold())
    return found if found else trouble("bankx-code", row, column, said, hint="", hint_zh="")


def moment(said: str, row: int, column: str | Column, first: str, now: datetime) -> datetime | Problem:
    """A moment by the clock of the house; a day alone is its first minute. Which of two numbers is the day must be said."""
    text = said.strip().replace("T", " ").replace("/", "-") if said[:4].isdigit() else said.strip()
    slashed = _SLASHED.match(text)
    if slashed:
        one, two, year, rest = int(slashed[1]), int(slashed[2]), slashed[3], slashed[4]
        if one > 12:
            first = "day"
        elif two > 12:
            first = "month"
        elif one != two and not first:
            return trouble("bankx-date-order", row, column, said)
        day, month = (one, two) if first == "day" else (two, one)
        text = f"{year}-{month:02d}-{day:02d}{rest}"
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return trouble("bankx-date", row, column, said)
    found = found if found.tzinfo else timezone.make_aware(found)
    if found > now + timedelta(minutes=5):
        return trouble("bankx-future", row, column, said)
    return found


def quantity(said: str, row: int, column: str) -> Decimal | Problem:
    """A quantity above nothing (what is left may be nothing), to four places."""
    try:
        found = Decimal(said.strip().replace(",", "."))
    except InvalidOperation:
        return trouble("bankx-number", row, column, said)
    fine = found.is_finite() and (found > 0 or (column == "available" and found == 0)) and found < 10**8
    return found.quantize(Decimal("0.0001")) if fine else trouble("bankx-number", row, column, said)
