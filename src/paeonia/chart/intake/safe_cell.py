"""Text on its way into a spreadsheet: nothing in it may run there."""

from __future__ import annotations

from typing import Any

_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: Any) -> Any:
    """The value, with an apostrophe before text that a spreadsheet would take for a formula; numbers stay numbers."""
    if not isinstance(value, str) or not value.lstrip(" ").startswith(_STARTERS):
        return value
    return value if _is_number(value) else "'" + value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text == text.strip()
