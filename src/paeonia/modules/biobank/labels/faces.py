"""How wide a text is on paper, and which face each of its characters is set in."""

from __future__ import annotations

from itertools import groupby

from reportlab.pdfbase import pdfmetrics

from paeonia.ui.pdf_font import FONT, RARE, ready

MM_OF_POINT = 25.4 / 72


def runs(text: str) -> list[tuple[str, str]]:
    """The text cut where the face changes: `(face, piece)`."""
    held = ready()
    return [(FONT if known else RARE, "".join(piece)) for known, piece in groupby(text, lambda sign: ord(sign) in held)]


def measure(text: str, points: float) -> float:
    """Millimetres that a text takes at a size."""
    wide = sum(pdfmetrics.stringWidth(piece, face, points) for face, piece in runs(text))
    return float(wide) * MM_OF_POINT
