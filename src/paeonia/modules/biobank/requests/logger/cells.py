"""What the headings and cells of a logger's table say; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from django.utils import timezone as house

_PLAIN, _ASIDE = re.compile(r"[\W_]+"), re.compile(r"[(（\[].*?[)）\]]")
TIMES = ("datetime", "dateandtime", "datetimelocal", "localtime", "time", "timestamp", "recordtime", "recordedat",
         "readingtime",
         "时间", "日期时间", "采集时间", "记录时间", "测量时间", "时间日期", "日期和时间")
DATES = ("date", "日期", "记录日期")
WARMTHS = ("temp", "celsius", "fahrenheit", "value", "reading", "ch1", "channel1", "probe1", "温度",
           "通道1", "探头1", "数值", "读数")
NOT = ("alarm", "limit", "status", "报警", "上限", "下限", "状态", "dew", "露点")
_F = re.compile(r"°\s*F|℉|fahrenheit|华氏|\(F\)|（F）|\[F\]", re.I)
_C = re.compile(r"°\s*C|℃|celsius|摄氏|\(C\)|（C）|\[C\]", re.I)
_ZONE = re.compile(r"(?:UTC|GMT)\s*(?:([+−-])\s*(\d{1,2})(?::?(\d\d))?)?", re.I)
_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?$")
SHAPES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %I:%M:%S %p", "%Y-%m-%d %I:%M %p", "%d-%b-%Y %H:%M:%S",
          "%d-%b-%Y %H:%M", "%d %b %Y %H:%M:%S", "%d %b %Y %H:%M")


@dataclass(frozen=True)
class Columns:
    """Where a table has its times and temperatures; `zone` where the heading names one, `unit` C, F or nobody says."""

    time: int
    celsius: int
    date: int | None
    unit: str
    zone: timezone | None
    headings: tuple[str, ...]
    left_out: tuple[str, ...]


def columns(cells: list[str]) -> Columns | None:
    """The columns of a heading row, None for any other row; of several temperatures the first in °C counts."""
    names = [_PLAIN.sub("", _ASIDE.sub("", cell).casefold()) for cell in cells]
    dates = [at for at, name in enumerate(names) if name in DATES]
    times = [at for at, name in enumerate(names) if name in TIMES] or dates
    warm = [at for at, (name, cell) in enumerate(zip(names, cells, strict=True)) if at not in times
            and name not in TIMES and (name.startswith(WARMTHS) or "温度" in name or (not name and unit_of(cell)))
            and not any(word in name for word in NOT)]
    if not times or not warm:
        return None
    chosen = next((at for at in warm if unit_of(cells[at]) == "C"), warm[0])
    day = dates[0] if dates and dates[0] != times[0] else None
    return Columns(times[0], chosen, day, unit_of(cells[chosen]), zone_of(cells[times[0]]), tuple(cells),
                   tuple(cell.strip()[:60] for at, cell in enumerate(cells) if at in warm and at != chosen))


def unit_of(text: str) -> str:
    """C, F, or nothing where neither or both are named."""
    fahrenheit, celsius = bool(_F.search(text)), bool(_C.search(text))
    return "" if fahrenheit == celsius else "F" if fahrenheit else "C"


def zone_of(text: str) -> timezone | None:
    """The zone a heading names, as “Time (UTC+8)”."""
    found = _ZONE.search(text)
    if not found:
        return None
    ahead = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
    return timezone(-ahead if found[1] in ("−", "-") else ahead) if ahead < timedelta(hours=24) else None


def order_of(texts: list[str]) -> str:
    """Whether the day or the month comes first in dates such as 13/02/2026, empty where none of them tells."""
    said = [(int(one[1]), int(one[2])) for one in map(_DAY.match, texts) if one]
    if not said:
        return "none"
    day, month = any(one > 12 for one, _ in said), any(two > 12 for _, two in said)
    return "" if day == month else "day" if day else "month"


def moment(text: str, order: str, zone: timezone | None) -> datetime | None:
    """A moment as loggers write it, by the clock of the house where no zone is named; None for anything else."""
    said = " ".join(text.replace("T", " ").replace("年", "-").replace("月", "-").replace("日", " ").split())
    slashed = _DAY.match(said)
    if slashed:
        one, two = int(slashed[1]), int(slashed[2])
        day, month = (two, one) if order == "month" else (one, two)
        said = f"{slashed[3]}-{month:02d}-{day:02d}{said[slashed.end():]}"
    elif said[:4].isdigit():
        said = re.sub(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})", r"\1-\2-\3", said)
    found = _parsed(said.replace("上午", "AM ").replace("下午", "PM "))
    if found is None or found.tzinfo:
        return found
    return found.replace(tzinfo=zone) if zone else house.make_aware(found)


def _parsed(said: str) -> datetime | None:
    said = re.sub(r" (AM|PM) (.+)$", r" \2 \1", said)       # Chinese puts the half of the day first
    for shape in SHAPES:
        try:
            return datetime.strptime(said, shape)  # noqa: DTZ007  the zone follows
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        return None


def celsius(text: str, unit: str) -> Decimal | None:
    """A temperature in °C to a tenth; a cell that names its own unit is taken at its word. None for no temperature."""
    own = unit_of(text) or unit
    said = re.sub(r"\s*(°?\s*[CF]|℃|℉)$", "", text.strip().replace("−", "-"), flags=re.I)
    if not _NUMBER.match(said):
        return None
    try:
        value = Decimal(said.replace(",", "."))
    except InvalidOperation:
        return None
    value = (value - 32) * 5 / 9 if own == "F" else value
    return value.quantize(Decimal("0.1")) if -274 < value < 300 else None
