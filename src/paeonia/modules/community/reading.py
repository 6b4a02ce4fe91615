"""What a text tells before anybody has read it: words of danger, and numbers by which somebody could be found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils import timezone

from paeonia.people import traces

FILE = Path(__file__).parent / "dangers.yaml"
BLACK = "▇▇▇"
NAMELESS = "匿名"
_DEGREES = re.compile(r"(?<![\d.])(3[5-9]|4[0-3])(?:\s*[.．。点]\s*(\d))?\s*(?:度|℃|°\s*c|c\b|degrees)", re.IGNORECASE)
# Days and ages stay: a question about treatment is hardly one without them, and a person reads it before it is shown.
_STAY = frozenset({"day", "age"})


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
    clean = traces.plain(text)
    found = [one for one in traces.found(clean, timezone.localdate()) if one.kind not in _STAY]
    for one in reversed(found):
        clean = clean[:one.start] + BLACK + clean[one.end:]
    return clean, len(found)


def shown_name(wanted: str) -> str:
    """The name she wants to be shown by; one that leads to a person is none."""
    shown, many = blacked(wanted.strip()[:30])
    return shown if shown and not many else NAMELESS
