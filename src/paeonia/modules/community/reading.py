"""What a text tells before anybody has read it: words of danger, and numbers by which somebody could be found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "dangers.yaml"
BLACK = "▇▇▇"
_DEGREES = re.compile(r"(?<![\d.])(3[5-9]|4[0-3])(?:\s*[.．。点]\s*(\d))?\s*(?:度|℃|°\s*c|c\b|degrees)", re.IGNORECASE)
# Identity card, mobile and land line, e-mail, a name for messages: whatever would lead to a person.
_TRACES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    r"(?<!\d)\d{17}[\dxX](?!\d)", r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)",
    r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)",
    r"[\w.+-]+@[\w-]+\.[\w.-]+", r"(?:微信|薇信|weixin|wechat|vx|qq)\s*(?:号|id)?\s*[:：是为]?\s*[a-z0-9][a-z0-9_-]{4,}"))


@dataclass(frozen=True)
class Danger:
    """Words that tell of danger, and what is said to whoever writes them."""

    id: str
    signs: tuple[str, ...]
    say: dict[str, str]
    degrees: float | None = None


@cache
def dangers() -> tuple[Danger, ...]:
    """All kinds of danger that are looked for."""
    return tuple(Danger(one["id"], tuple(one["zh"] + one["en"]), one["say"], one.get("degrees"))
                 for one in yaml.safe_load(FILE.read_text("utf-8")))


def found(text: str) -> list[str]:
    """The dangers a text tells of. Rather one too many than one too few: a person reads it afterwards."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    hot = [float(f"{whole}.{part or 0}") for whole, part in _DEGREES.findall(plain)]
    return [one.id for one in dangers()
            if any(sign in plain for sign in one.signs) or (one.degrees and any(each >= one.degrees for each in hot))]


def said_of(ids: list[str]) -> list[dict[str, str]]:
    """What to say about each danger found."""
    return [one.say for one in dangers() if one.id in ids]


def blacked(text: str) -> tuple[str, int]:
    """The text without numbers and names that lead to a person, and how many there were."""
    count = 0
    for trace in _TRACES:
        text, many = trace.subn(BLACK, text)
        count += many
    return text, count
