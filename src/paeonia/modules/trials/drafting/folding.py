"""Text made plain for reading: one width, one dash, one way to spell; every character remembers where it stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# What NFKC leaves alone and people still write for one another.
_SAME = {
    "≥": ">=", "≧": ">=", "⩾": ">=", "≤": "<=", "≦": "<=", "⩽": "<=", "＞": ">", "＜": "<",
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "~": "-", "～": "-", "∼": "-",
    "×": "x", "✕": "x", "Χ": "x", "µ": "u", "μ": "u", "。": ".", "、": ",", "，": ",", "“": '"', "”": '"',
    "’": "'", "‘": "'", "®": " ", "™": " ", "©": " ", "•": " ", "·": " ", "\u00a0": " ", "{": "(", "}": ")",
    "[": "(", "]": ")", "【": "(", "】": ")",
}
# American and British spelling are folded onto one, in the dictionary's words and in the text alike.
_SPELLING = (("ae", "e"), ("oe", "e"), ("our", "or"), ("isation", "ization"), ("ise", "ize"), ("yse", "yze"),
             ("ph", "f"), ("programme", "program"), ("centre", "center"), ("metre", "meter"), ("lling", "ling"))
_PLURALS = {"metastases": "metastasis", "diagnoses": "diagnosis", "carcinomata": "carcinoma", "biopsies": "biopsy",
            "women": "woman", "men": "man", "children": "child", "vertebrae": "vertebra", "criteria": "criterion"}
# The signs of a font that a registry did not know: `platelets ³ 100,000`, `bilirubin £ 1.5`.
_LOST = re.compile(r"(?<=[\s(])(?:³|£)(?=\s*\d)")
_KEPT = re.compile(r"(?:ss|us|is|ous)$")


@dataclass(frozen=True)
class Folded:
    """Plain text and, for every character of it and its end, the place in the original."""

    text: str
    lower: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the plain text came from."""
        return self.at[start], (self.at[end - 1] + 1 if end > start else self.at[start])


def folded(text: str) -> Folded:
    """The text character by character; a character may become several, none disappears."""
    made: list[str] = []
    at: list[int] = []
    for index, letter in enumerate(_LOST.sub(lambda found: "≥" if found[0] == "³" else "≤", text)):
        plain = _letter(letter)
        made.append(plain)
        at += [index] * len(plain)
    whole = "".join(made)
    return Folded(whole, whole.lower() if len(whole.lower()) == len(whole) else whole, (*at, len(text)))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    if letter in _SAME:
        return _SAME[letter]
    plain = unicodedata.normalize("NFKC", letter) or " "
    return _SAME.get(plain, "".join(_SAME.get(one, one) for one in plain)) or " "


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its plural and without the choice between two spellings."""
    word = word.lower()
    word = _PLURALS.get(word, word)
    if word == "four":      # which is no British `for`
        return word
    if len(word) > 3 and word.isalpha():
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        elif word.endswith("s") and not _KEPT.search(word):
            word = word[:-1]
        for one, other in _SPELLING:
            word = word.replace(one, other)
    return word
