"""Numbers and dates as people write them, in Latin and Chinese typing habits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_COMPARED = {"<": "<", ">": ">", "<=": "<=", ">=": ">=", "≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=",
             "less than": "<", "below": "<", "greater than": ">", "more than": ">", "above": ">", "over": ">",
             "at least": ">=", "at most": "<=", "小于": "<", "低于": "<", "不足": "<", "大于": ">", "高于": ">",
             "超过": ">", "不低于": ">=", "不高于": "<="}
_NUMBER = re.compile(
    rf"(?P<sign>{'|'.join(sorted(map(re.escape, _COMPARED), key=len, reverse=True))})?\s*"
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,3})?)"
    r"\s*(?P<unit>[^\d\s,;<>~～–—-].{0,25})?$", re.I)
_RANGE = re.compile(r"\d\s*(?:-|–|—|~|～|至|到|to)\s*\d", re.I)
_YMD = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*[日号]?|\s*月)?"
                  r"(?:[T ]+\d{1,2}:\d{2}.*)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?$")
_YEAR = re.compile(r"(\d{4})\s*年?$")
_DMY = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})$")
# Excel counts days from here; serials of dates between 1927 and 2064 look like this.
_EXCEL_ZERO, _SERIALS = date(1899, 12, 30), range(10_000, 60_001)


@dataclass(frozen=True, slots=True)
class Number:
    """A number, how it compares (`<0.1`), and the unit written behind it."""

    value: str
    comparator: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a text is not what its column holds; `code` names a message."""

    code: str
    params: dict[str, object]


def plain(text: str) -> str:
    """The text with full-width letters, digits and signs as ordinary ones, and single spaces."""
    return " ".join(text.translate(_FULL_WIDTH).split())


def number(text: str) -> Number | Wrong:
    """Read `1,200`, `<0.1`, `小于 1.8`, `5.2 ×10^9/L`; a range is refused, nobody knows which end is meant."""
    said = plain(text)
    found = _NUMBER.match(said)
    if found:
        sign = _COMPARED[found["sign"].lower()] if found["sign"] else ""
        return Number(found["number"].replace(",", ""), sign, (found["unit"] or "").strip())
    if _RANGE.search(said):
        return Wrong("cell-range", {"value": text})
    if re.fullmatch(r"\d+,\d{1,2}", said):
        return Wrong("cell-comma", {"value": text})
    return Wrong("cell-not-a-number", {"value": text})


def day(text: str, serial: bool = False) -> str | Wrong:
    """A date as ISO text, partial where it was written partial; `serial` also reads Excel's day counts."""
    said = plain(text)
    if serial and (found := re.fullmatch(r"(\d{5})(?:\.\d+)?", said)) and int(found[1]) in _SERIALS:
        return (_EXCEL_ZERO + timedelta(days=int(found[1]))).isoformat()
    if found := _YMD.match(said) or _COMPACT.match(said):
        parts = [int(part) if part else None for part in found.groups()]
    elif found := _YEAR.match(said):
        parts = [int(found[1]), None, None]
    elif found := _DMY.match(said):
        first, second = int(found[1]), int(found[3])
        if first <= 12 and second <= 12 and first != second:
            return Wrong("cell-ambiguous-date", {"value": text})
        month, in_month = (first, second) if second > 12 or first == second else (second, first)
        parts = [int(found[4]), month, in_month]
    else:
        return Wrong("cell-not-a-date", {"value": text})
    return _iso(parts) or Wrong("cell-not-a-date", {"value": text})


def _iso(parts: list[int | None]) -> str | None:
    year, month, in_month = (*parts, None, None)[:3]
    try:
        whole = date(year or 0, month or 1, in_month or 1).isoformat()
    except ValueError:
        return None
    if not 1850 <= whole_year(whole) <= 2200:
        return None
    return whole if in_month else whole[:7] if month else whole[:4]


def whole_year(iso: str) -> int:
    """The year of an ISO date."""
    return int(iso[:4])
