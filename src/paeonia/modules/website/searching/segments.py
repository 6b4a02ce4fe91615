"""Text cut into what PostgreSQL takes for words: one Chinese character each, Latin words and numbers whole."""

from __future__ import annotations

import re

_CHINESE = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_TOKEN = re.compile(rf"[{_CHINESE}]|[^\W{_CHINESE}_]+")


def segmented(text: object) -> str:
    """The words of a text with one blank between them; `HER2低表达` gives `HER2 低 表 达`."""
    return " ".join(_TOKEN.findall(str(text)))
