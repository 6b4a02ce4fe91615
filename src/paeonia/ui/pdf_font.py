"""The font of printed sheets: a Chinese face carried along and embedded, so that paper never shows empty boxes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

FONT = "NotoSansSC"
FILE = Path(__file__).parent / "static/ui/vendor/noto-sans-sc/NotoSansSC-Regular-subset.ttf"
# For rare characters of names: not embedded, every PDF reader substitutes a Chinese face of its own.
RARE = "STSong-Light"


@lru_cache(maxsize=1)
def ready() -> frozenset[int]:
    """Register both faces once; returns the characters that the embedded one has."""
    face = TTFont(FONT, str(FILE))
    pdfmetrics.registerFont(face)
    pdfmetrics.registerFont(UnicodeCIDFont(RARE))
    return frozenset(face.face.charToGlyph)


_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))  # neither face has them all; a lost ⁹ would be a wrong unit


def marked(text: str) -> str:
    """Text made safe for a paragraph, with characters that the embedded face lacks set in the other."""
    held, found = ready(), []
    for letter in text:
        if letter in _RAISED:
            found.append(f"<super>{_RAISED[letter]}</super>")
            continue
        safe = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(letter, letter)
        found.append(safe if ord(letter) in held or letter in "\n\t" else f'<font name="{RARE}">{safe}</font>')
    return "".join(found)
