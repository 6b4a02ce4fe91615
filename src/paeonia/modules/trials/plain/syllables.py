"""Counts the syllables of an English word by its spelling; good enough for an average over a text."""

from __future__ import annotations

import re

VOWELS = re.compile(r"[aeiouy]+")
# Neighbouring vowels that are spoken apart.
APART = re.compile(r"(?<![ct])ia|(?<![cstgx])io|iu|(?<!p)eo|ie(?=t|nc)|(?<!q)ua(?=l)|[a-z]{2}ea$|rrhoea|crea|[aeo]ying|being"
                   r"|yee")
# An e that is written and not spoken: at the end, and within words made of two.
SILENT = re.compile(r"(?:[^laeiouy]e|[aeiouy]les?|[^td]ed|[^aeiousxzcghl]es)$")
INSIDE = re.compile(r"(?:some|life|safe|care|home|time|bone|wide)(?=[^drsn][a-z]+$)")


def syllables(word: str) -> int:
    """How many syllables a word has; a number or an abbreviation counts as one."""
    plain = re.sub(r"[^a-z]", "", word.casefold())
    if len(plain) <= 3 or word.isupper():
        return 1
    found = len(VOWELS.findall(plain)) + len(APART.findall(plain))
    return max(1, found - bool(SILENT.search(plain)) - bool(INSIDE.search(plain)))
