"""Labels as PDF: one row a page for a label printer, or many on a sheet of A4 to be cut or peeled off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from .design import Design, Filled
from .drawing import Board

Paper = Literal["roll", "a4"]
A4_MM = (210.0, 297.0)
MARGIN, GUTTER = 8.0, 2.5


def labels_pdf(design: Design, labels: Sequence[Sequence[Filled]], title: str, paper: Paper = "roll") -> bytes:
    """All labels in their order, nothing cut off; on A4 each has a thin frame to cut along."""
    medium = design.medium
    wide, high, across, down = _grid(design, paper)
    canvas = Canvas("", pagesize=(wide * mm, high * mm), initialFontName="Helvetica")
    canvas.setTitle(title)
    canvas.setAuthor("Paeonia")
    for number, fields in enumerate(labels):
        place = number % (across * down)
        if number and not place:
            canvas.showPage()
        row, column = divmod(place, across)
        gap = GUTTER if paper == "a4" else medium.gap
        edge = MARGIN if paper == "a4" else 0.0
        left, top = edge + column * (medium.width + gap), edge + row * (medium.height + gap)
        board = Board(canvas, high)
        if paper == "a4":
            canvas.setStrokeGray(0.75)
            board.frame(left, top, medium.width, medium.height)
        canvas.setFillGray(0)
        for one in fields:
            board.field(one, left, top)
    canvas.showPage()
    return bytes(canvas.getpdfdata())


def _grid(design: Design, paper: Paper) -> tuple[float, float, int, int]:
    """Width and height of a page, labels across and down."""
    medium = design.medium
    if paper == "roll":
        return medium.width * medium.across + medium.gap * (medium.across - 1), medium.height, medium.across, 1
    wide, high = A4_MM
    across = max(1, int((wide - 2 * MARGIN + GUTTER) / (medium.width + GUTTER)))
    down = max(1, int((high - 2 * MARGIN + GUTTER) / (medium.height + GUTTER)))
    return wide, high, across, down
