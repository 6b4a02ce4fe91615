"""Text cut into what PostgreSQL takes for words: one Chinese character each, Latin words and numbers whole."""

from __future__ import annotations

import re
from itertools import pairwise

_CHINESE = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_TOKEN = re.compile(rf"[{_CHINESE}]|[^\W{_CHINESE}_]+")
_ONE = re.compile(rf"[{_CHINESE}]\Z")
EDITION = "zzcutinpairs"    # stands in every index entry, so that one that was cut another way is noticed


def segmented(text: object) -> str:
    """The words of a text with one blank between them; `HER2低表达` gives `HER2 低 表 达`."""
    return " ".join(_TOKEN.findall(str(text)))


def pairs(cut: str) -> list[str]:
    """Neighbouring characters of a text that was cut: `低 表 达` gives `低表`, `表达`.

    Single characters stand in nearly every text; which texts hold two side by side, the index says without opening them.
    """
    return [one + other for one, other in pairwise(cut.split(" ")) if _ONE.match(one) and _ONE.match(other)]


def kept(text: object) -> str:
    """What the index keeps of a text: its words in their order, and behind them each pair once."""
    cut = segmented(text)
    return " ".join([cut, *dict.fromkeys(pairs(cut)), EDITION])
