"""Values of case report forms: whether a text is what its item asks for, and how it is written for a file."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from ..choices import FieldType


class Fault(ValueError):
    """What is wrong with a value or a line, in both languages."""

    @property
    def said(self) -> dict[str, str]:
        """The fault as a refusal tells it."""
        return {"en": self.args[0], "zh": self.args[1]}


def checked(field: Any, text: str) -> str:
    """The value as it is kept; empty stays empty, for nothing given is not a no. Raises Fault."""
    text = text.strip()
    if not text:
        return ""
    kind = FieldType(field.type)
    if kind in (FieldType.INTEGER, FieldType.NUMBER):
        return _number(field, text, kind)
    if kind == FieldType.DATE:
        return _bounded(field, _day(text))
    if kind == FieldType.DATETIME:
        return _moment(text)
    if kind == FieldType.YESNO and text not in ("0", "1"):
        raise Fault("is neither 1 (yes) nor 0 (no)", "既不是 1（是）也不是 0（否）")
    if kind == FieldType.CHOICE and text not in (known := [code for code, _label in field.choices]):
        raise Fault(f"is not one of {', '.join(known)}", f"不在可选编码 {'、'.join(known)} 中")
    return text


def _number(field: Any, text: str, kind: FieldType) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise Fault("is not a number", "不是数字") from None
    if not value.is_finite() or (kind == FieldType.INTEGER and value != value.to_integral_value()):
        raise Fault("is not a whole number", "不是整数")
    if (field.least and value < Decimal(field.least)) or (field.most and value > Decimal(field.most)):
        raise Fault(f"is outside {field.least or '–'} to {field.most or '–'}",
                    f"超出范围 {field.least or '–'} 至 {field.most or '–'}")
    return text


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.replace("/", "-")).isoformat()
    except ValueError:
        raise Fault("is not a day like 2026-11-23", "不是 2026-11-23 这样的日期") from None


def _bounded(field: Any, day: str) -> str:
    if (field.least and day < field.least) or (field.most and day > field.most):
        raise Fault(f"is outside {field.least or '–'} to {field.most or '–'}",
                    f"超出范围 {field.least or '–'} 至 {field.most or '–'}")
    return day


def _moment(text: str) -> str:
    try:
        return datetime.fromisoformat(text.replace("/", "-")).replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")
    except ValueError:
        raise Fault("is not a time like 2026-11-23 14:05", "不是 2026-11-23 14:05 这样的时间") from None


def bare(text: str) -> str:
    """The text without the apostrophe that keeps a spreadsheet from running it."""
    return text[1:] if re.match(r"'\s*[=+\-@\t\r\n＝＋－＠]", text) else text
