"""Small parts of speech: durations, ranges with units, lists of values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from paeonia.criteria.nodes import Bound
from paeonia.record.dates import Span
from paeonia.record.dictionary import Field

_UNITS_ZH = {"day": "天", "week": "周", "month": "个月", "year": "年"}
_YES_NO = {"yes": {"en": "yes", "zh": "是"}, "no": {"en": "no", "zh": "否"}}
# How clinicians write the units that UCUM spells for machines.
_UNIT_WORDS = {"10*9/L": "×10⁹/L", "10*12/L": "×10¹²/L", "umol/L": "μmol/L", "mm[Hg]": "mmHg", "[IU]/L": "IU/L",
               "mL/min/{1.73_m2}": "mL/min/1.73 m²", "{score}": "", "1": "", "kg/m2": "kg/m²", "m2": "m²"}


def span_words(span: Span, language: str) -> str:
    """`28 days`, `28 天`."""
    if language == "zh":
        return f"{span.amount} {_UNITS_ZH[span.unit]}"
    return f"{span.amount} {span.unit}{'' if span.amount == 1 else 's'}"


_SPOKEN_UNITS = {"mo": ("months", "个月"), "a": ("years", "年"), "d": ("days", "天"), "wk": ("weeks", "周")}


def unit_words(unit: str, language: str = "en") -> str:
    """A unit as it is printed on a report; lengths of time are spoken."""
    if unit in _SPOKEN_UNITS:
        return _SPOKEN_UNITS[unit][language == "zh"]
    return _UNIT_WORDS.get(unit, unit)


# Days in a unit of time, as the registry of units reckons them; a text of `12 weeks` is kept in months when the variable is.
_DAYS = {"a": 365.25, "mo": 30.4375, "wk": 7.0, "d": 1.0}


def number(value: float) -> str:
    """A number without idle digits."""
    return f"{value:.6g}"


def quantity(value: float, unit: str, language: str = "en") -> str:
    """A number with its unit: `50 %`, `1.5 ×10⁹/L`; a length of time that is whole in another unit is said in that one.

    Life expectancy is kept in months: `at least 12 weeks` is 2.75975 of them, and nobody would say so.
    """
    if unit in _DAYS:
        value, unit = _sensible(value, unit)
        if value == 1 and language == "en":
            return f"1 {unit_words(unit).removesuffix('s')}"
    return f"{number(value)} {unit_words(unit, language)}".strip()


def _sensible(value: float, unit: str) -> tuple[float, str]:
    """The same length in the greatest unit, not above its own, in which it is a whole number; else with few digits."""
    days = value * _DAYS[unit]
    for other, each in _DAYS.items():
        whole = round(days / each)
        # What was reckoned into months and back is off by some millionths of a day.
        if each <= _DAYS[unit] and whole and abs(whole * each - days) < 1e-4:
            return float(whole), other
    return float(f"{value:.3g}"), unit


def _bound(bound: Bound, unit: str, language: str) -> str:
    if bound.times_uln:
        return f"{number(bound.number)} × ULN"
    return quantity(bound.number, unit, language)


def amount_range(low: Bound | None, high: Bound | None, unit: str, language: str) -> str:
    """`at least 50 %`, `1 to 2`, `≥ 1.5 ×10⁹/L`: signs read alike in both languages."""
    if low is not None and low == high:
        return f"= {_bound(low, unit, language)}"
    parts = []
    if low is not None:
        parts.append(f"{'≥' if low.inclusive else '>'} {_bound(low, unit, language)}")
    if high is not None:
        parts.append(f"{'≤' if high.inclusive else '<'} {_bound(high, unit, language)}")
    return (" 且 " if language == "zh" else " and ").join(parts)


def listed(words: Sequence[str], language: str) -> str:
    """`a, b or c`; `a、b 或 c`."""
    if len(words) < 2:
        return "".join(words)
    if language == "zh":
        return "、".join(words[:-1]) + "或" + words[-1]
    return ", ".join(words[:-1]) + " or " + words[-1]


def value_words(field: Field, values: Iterable[str], language: str) -> str:
    """Values in words; neighbours in an ordered list are said as a stretch."""
    values = list(values)
    codes = field.codes
    if codes is None:
        return listed([_YES_NO.get(value, {}).get(language, value) for value in values], language)
    order = [code for code in codes.codes if code in values]
    if codes.ordered and len(order) > 2 and _neighbours(list(codes.codes), order):
        first, last = (codes.codes[code].words[language] for code in (order[0], order[-1]))
        return f"{first} 至 {last}" if language == "zh" else f"{first} to {last}"
    return listed([codes.codes[code].words[language] for code in order], language)


def _neighbours(whole: list[str], part: list[str]) -> bool:
    start = whole.index(part[0])
    return whole[start:start + len(part)] == part
