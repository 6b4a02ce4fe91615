"""Sheets of paper: one margin, one ink, a face for Chinese and English, and what stands at the foot of every page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import segno
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import SimpleDocTemplate, TableStyle

from .pdf_font import FONT, ready
from .words import lang_tag, language

MARGIN = 16 * mm
INK, SOFT, LINE = HexColor("#26211d"), HexColor("#5f574f"), HexColor("#cbc2b5")
BLACK = HexColor("#000000")    # what scanners like best
# Rows ruled by a hair line, the head by a stronger one.
RULED = TableStyle([
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE), ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
    ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)])


def style(name: str, size: float, colour: Any = INK, **more: Any) -> ParagraphStyle:
    """A face at one size, breaking lines as the reader's language does."""
    ready()
    return ParagraphStyle(name, fontName=FONT, textColor=colour, wordWrap="CJK" if language() == "zh" else None,
                          **{"fontSize": size, "leading": size * 1.5, **more})


def paper(story: Sequence[Any], *, title: str, foot: str, wide: bool = False, margin: float = MARGIN) -> bytes:
    """The whole file on A4, in the reader's language; `foot` and the page's number stand below each page."""
    ready()
    size, out = landscape(A4) if wide else A4, io.BytesIO()

    def draw(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(FONT, 7.5)
        canvas.setFillColor(SOFT)
        canvas.drawString(margin, 11 * mm, foot)
        canvas.drawRightString(size[0] - margin, 11 * mm, str(document.page))
        canvas.restoreState()

    SimpleDocTemplate(out, pagesize=size, leftMargin=margin, rightMargin=margin, topMargin=margin, bottomMargin=20 * mm,
                      title=title, author="Paeonia", lang=lang_tag()).build(list(story), onFirstPage=draw, onLaterPages=draw)
    return out.getvalue()


def qr(address: str, size: float = 30 * mm) -> Drawing:
    """An address as a code to scan, drawn in squares; no image library is needed."""
    matrix = [list(row) for row in segno.make(address, error="m").matrix]
    step = size / (len(matrix) + 8)     # four quiet squares on each side, as readers expect
    drawing = Drawing(size, size)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                drawing.add(Rect((x + 4) * step, size - (y + 5) * step, step, step, fillColor=BLACK,
                                 strokeWidth=0, strokeColor=None))
    return drawing
