"""Traces by which a person could be found in a text: identity card, telephone, e-mail, a name for messages."""

from __future__ import annotations

import re

BLACK = "▇▇▇"
TRACES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    r"(?<!\d)\d{17}[\dxX](?!\d)", r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)",
    r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)",
    r"[\w.+-]+@[\w-]+\.[\w.-]+", r"(?:微信|薇信|weixin|wechat|vx|qq)\s*(?:号|id)?\s*[:：是为]?\s*[a-z0-9][a-z0-9_-]{4,}"))


def blacked(text: str) -> tuple[str, int]:
    """The text without numbers and names that lead to a person, and how many there were."""
    count = 0
    for trace in TRACES:
        text, many = trace.subn(BLACK, text)
        count += many
    return text, count


def first(text: str) -> str:
    """The first trace in a text; empty when there is none."""
    return next((found[0] for trace in TRACES if (found := trace.search(text))), "")
