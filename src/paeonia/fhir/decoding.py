"""JSON values out of a long text, one at a time: decimals keep their digits, impossible numbers are refused."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')
_BLANK = re.compile(r"[ \t\r\n]*")
# A quantity in medicine lies between these powers of ten; copies per litre reach about 1e12.
_LARGEST, _SMALLEST, _LONGEST = 30, -30, 60
# Escapes that may stand for a NUL or half a character; PostgreSQL can hold neither.
_ODD_ESCAPE = re.compile(r"\\u(?:0000|d[89a-f])", re.I)
_ODD = re.compile("[\x00\ud800-\udfff]")


class RefusedNumber(ValueError):
    """A number that cannot be kept: NaN, an infinity, or one with an absurd exponent or length."""


class TooDeep(ValueError):
    """More levels of nesting than the limit."""


class Decoder:
    """Decodes single values at a position; after a refused number the position behind the value is still known."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._refused: list[str] = []
        self._json = json.JSONDecoder(parse_float=self._decimal, parse_int=self._whole, parse_constant=self._refuse)

    def value(self, text: str, at: int) -> tuple[Any, int]:
        """The value that starts at `at` and the position behind it.

        Raises RefusedNumber and TooDeep (both carry `end`), json.JSONDecodeError for anything unreadable.
        """
        self._refused.clear()
        try:
            value, end = self._json.raw_decode(text, at)
        except RecursionError:
            raise TooDeep() from None
        if self._refused:
            raise _ending(RefusedNumber(self._refused[0][:40]), end)
        # Fewer brackets than levels allowed: cannot be too deep, no need to walk.
        if text.count("{", at, end) + text.count("[", at, end) > self._depth and deeper(value, self._depth):
            raise _ending(TooDeep(), end)
        return (storable(value) if _ODD_ESCAPE.search(text, at, end) else value), end

    def _refuse(self, text: str) -> None:
        self._refused.append(text)

    def _whole(self, text: str) -> int | None:
        if len(text) > _LARGEST:
            return self._refuse(text)  # type: ignore[func-returns-value]
        return int(text)

    def _decimal(self, text: str) -> Decimal | None:
        if len(text) > _LONGEST:
            return self._refuse(text)  # type: ignore[func-returns-value]
        number = Decimal(text)
        if number and not _SMALLEST <= number.adjusted() <= _LARGEST:
            return self._refuse(text)  # type: ignore[func-returns-value]
        return number


def storable(value: Any) -> Any:
    """The value with a mark in place of every NUL and every half of a surrogate pair in its texts."""
    if isinstance(value, str):
        return _ODD.sub("\ufffd", value)
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {storable(name): storable(item) for name, item in value.items()}
    return value


def _ending(trouble: ValueError, end: int) -> ValueError:
    trouble.end = end  # type: ignore[attr-defined]
    return trouble


def deeper(value: Any, limit: int) -> bool:
    """Whether lists and objects are nested in more than `limit` levels."""
    level = [value]
    for _ in range(limit + 1):
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below.extend(v for v in item.values() if isinstance(v, (dict, list)))
            elif isinstance(item, list):
                below.extend(v for v in item if isinstance(v, (dict, list)))
        if not below:
            return False
        level = below
    return True


def skip(text: str, at: int) -> int:
    """The position of the next character that is not blank."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def leap(text: str, at: int, most: int = 20_000_000) -> int | None:
    """The position behind the list or object at `at`, found by its brackets alone; None if it lies too far off."""
    level = 0
    for found in _BRACKET.finditer(text, at, at + most):
        level += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if level <= 0:
            return found.end()
    return None
