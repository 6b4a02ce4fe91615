"""Readings from a file: a CSV table, or one JSON object a line as a broker of MQTT messages writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from paeonia.record.problems import Problem, Refused

from ...refusing import refuse
from ..files import MOST, lines_of, text_of

COLUMNS = {
    "time": ("timestamp", "date", "datetime", "ts", "at", "时间", "日期时间", "采集时间"),
    "sensor": ("container", "device", "topic", "probe", "channel", "freezer", "传感器", "设备", "探头", "容器", "冰箱"),
    "value": ("temperature", "temp", "celsius", "t", "reading", "温度", "数值", "读数"),
}
BARE = (("time", "sensor", "value"),)
WHEN = ("time", "timestamp", "ts", "at", "datetime", "t")
WHERE = ("sensor", "topic", "container", "device", "probe")
WHAT = ("value", "temperature", "temp", "celsius")


@dataclass(frozen=True)
class Reading:
    """A temperature as a file says it, with the row it stands on."""

    number: int
    sensor: str
    at: datetime
    celsius: Decimal


def readings(data: bytes) -> tuple[list[Reading], list[Problem]]:
    """What a file holds, and what is wrong in it row by row; raises Refused for what is no such file."""
    text = text_of(data)
    told = _json_lines(text) if text.lstrip()[:1] in ("{", "[") else (
        (line.number, line.cells) for line in lines_of(data, COLUMNS, BARE))
    found, wrong = [], []
    for number, cells in told:
        try:
            if cells is None:
                raise refuse("store-no-json")
            when, where, what = (_first(cells, names) for names in (WHEN, WHERE, WHAT))
            if not where:
                raise refuse("store-no-sensor", code="")
            found.append(Reading(number, where[:120], _time(when), _celsius(what)))
        except Refused as no:
            wrong += [Problem(one.code, f"row {number}", one.params) for one in no.problems]
    if not found and not wrong:
        raise refuse("store-file-empty")
    return found, wrong


def _json_lines(text: str) -> Iterator[tuple[int, dict[str, Any] | None]]:
    lines = text.splitlines()
    if len(lines) > MOST:
        raise refuse("store-file-large", most=MOST)
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _object(line)


def _object(line: str) -> dict[str, Any] | None:
    """A message; what its payload says counts as said by itself, a bare number as the value."""
    try:
        said = json.loads(line, parse_float=str, parse_int=str)
        payload = said.pop("payload", {})
        payload = json.loads(payload, parse_float=str, parse_int=str) if isinstance(payload, str) else payload
    except (ValueError, AttributeError, TypeError, RecursionError):
        return None
    return {**said, **payload} if isinstance(payload, dict) else None


def _first(cells: Any, names: tuple[str, ...]) -> str:
    return next((str(cells[name]).strip() for name in names if cells.get(name) not in (None, "")), "")


def _time(raw: str) -> datetime:
    try:
        if raw.replace(".", "", 1).isdigit() and 9 <= len(raw.split(".")[0]) <= 13:     # seconds or milliseconds since 1970
            number = float(raw)
            at: datetime | None = datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC)
        else:
            at = parse_datetime(raw.replace("/", "-").replace("年", "-").replace("月", "-").replace("日", ""))
    except (ValueError, OverflowError, OSError):
        at = None
    if at is None:
        raise refuse("store-no-time", raw=raw[:40])
    at = at if timezone.is_aware(at) else timezone.make_aware(at)
    if at > timezone.now():
        raise refuse("bank-future", what={"en": "the reading", "zh": "温度读数"}, at=raw[:40])
    return at


def _celsius(raw: str) -> Decimal:
    said = raw.replace("°C", "").replace("℃", "").replace("−", "-").strip()
    try:
        value = Decimal(said)
        if value.is_finite() and -274 < value < 300:
            return value.quantize(Decimal("0.1"))
    except InvalidOperation:
        pass
    raise refuse("store-no-number", raw=raw[:40])
