"""Search as a visitor uses it: any part of a Chinese word, other names of a medicine, a slip of the pen forgiven."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, When
from wagtail.models import Locale, Page

from .ranking import best
from .segments import segmented
from .synonyms import meant, same_as

MOST = 50
LONGEST = 80
AROUND = 40     # characters of text on either side of what was found


@dataclass(frozen=True)
class Found:
    """What a search gave: pages with a piece of their text, and the word read instead of a slip."""

    asked: str
    hits: tuple[tuple[Page, str], ...] = ()
    instead: tuple[tuple[str, str], ...] = ()   # typed, read as


def find(text: str, language_code: str) -> Found:
    """Published pages of a language that hold every word of the query, the best first; signs alone find nothing."""
    asked = " ".join(text.replace("\0", " ").split())[:LONGEST]
    words = [word for word in asked.split() if segmented(word)]
    if not words:
        return Found(asked)
    locale = Locale.objects.filter(language_code=language_code).first()
    if locale is None:
        return Found(asked)
    slips = tuple((word, better) for word in words if (better := meant(word)))
    found = _ranked(locale, [same_as(word) for word in words])
    instead: tuple[tuple[str, str], ...] = ()
    if not found and slips:
        read = dict(slips)
        found, instead = _ranked(locale, [same_as(read.get(word, word)) for word in words]), slips
    wanted = [name for word in words for name in same_as(dict(instead).get(word, word))]
    return Found(asked, tuple((page, piece(page, wanted)) for page in found), instead)


def _ranked(locale: Locale, groups: list[tuple[str, ...]]) -> list[Page]:
    keys = best(locale.pk, [names for group in groups if (names := [cut for cut in map(segmented, group) if cut])], MOST)
    order = Case(*(When(pk=pk, then=place) for place, pk in enumerate(keys)))
    return list(Page.objects.filter(pk__in=keys).live().public().order_by(order).specific()) if keys else []


def piece(page: Page, words: list[str]) -> str:
    """The text around the first word found, from the page itself; its summary when the word stands elsewhere."""
    said = " ".join(getattr(page, "said", str)().split())
    folded = said.casefold()
    at = min((place for word in words if (place := folded.find(word.casefold())) >= 0), default=-1)
    if at < 0:
        return str(getattr(page, "summary", ""))
    first, last = max(0, at - AROUND), min(len(said), at + 2 * AROUND)
    return ("…" if first else "") + said[first:last] + ("…" if last < len(said) else "")
