"""The smallest pieces a reader knows: a tag, what it means, and the stretch of the text it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Token:
    """One piece. `W` is a word nobody has explained to the reader; it makes whatever it stands beside unsure."""

    tag: str
    value: Any
    start: int      # in the folded text
    end: int
    text: str = ""


# Pieces that separate one demand from the next inside a line.
JOINERS = frozenset({"AND", "OR", "COMMA", "SLASH", "ANDOR"})
