"""Durations, counts and degrees as people write them, in both languages."""

from __future__ import annotations

from datetime import timedelta

from .outcome import Value

_PARTS = {"en": ("d", "h", "min"), "zh": ("天", "小时", "分钟")}


def spelled(value: Value | None, unit: str = "", language: str = "en") -> str:
    """`1 h 20 min`, `1 小时 20 分钟`, `2 times`, `4 °C`; other values as they are."""
    zh = language.startswith("zh")
    if value is None:
        return "未知" if zh else "unknown"
    if isinstance(value, timedelta):
        return _duration(value, _PARTS["zh" if zh else "en"])
    number = f"{value:g}" if isinstance(value, float) else str(value)
    if unit == "times":
        return f"{number} 次" if zh else f"{number} {'time' if value == 1 else 'times'}"
    if unit == "Cel":
        return f"{number} ℃" if zh else f"{number} °C"
    return f"{number} {unit}".strip()


def _duration(value: timedelta, parts: tuple[str, str, str]) -> str:
    minutes = int(value.total_seconds() // 60)
    if minutes == 0 and value > timedelta(0):
        return f"< 1 {parts[2]}"
    days, rest = divmod(minutes, 24 * 60)
    if minutes <= 72 * 60:      # in hours, as guidelines write them
        days, rest = 0, minutes
    hours, rest = divmod(rest, 60)
    told = [f"{number} {part}" for number, part in zip((days, hours, rest), parts, strict=True) if number]
    return " ".join(told) or f"0 {parts[2]}"
