"""Texts and codes drawn on a PDF page at millimetres from its upper left corner."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics

from .codes import QUIET, code
from .design import Filled, Square, Text, fitting
from .faces import MM_OF_POINT, measure, runs


class Board:
    """A page of a PDF, measured from the top as labels are."""

    def __init__(self, canvas: Any, height: float) -> None:
        self.canvas, self.height = canvas, height

    def text(self, said: str, x: float, y: float, width: float, points: float, middle: bool = False) -> float:
        """A line of text whose upper edge is at `y`; returns the size at which it fits."""
        size = fitting(said, width, points)
        left = x + (width - measure(said, size)) / 2 if middle else x
        base = (self.height - y - points * MM_OF_POINT * 0.95) * mm
        at = left * mm
        for face, piece in runs(said):
            self.canvas.setFont(face, size)
            self.canvas.drawString(at, base, piece)
            at += pdfmetrics.stringWidth(piece, face, size)
        return size

    def square(self, kind: str, said: str, x: float, y: float, side: float) -> None:
        """A code, its quiet zone inside `side`; its dots are one shape, so that no hairline parts them."""
        made = code(kind, said)
        dot, quiet = side / made.side, QUIET[made.kind]
        shape = self.canvas.beginPath()
        for row, dots in enumerate(made.rows):
            column = 0
            while column < len(dots):
                start = column
                while column < len(dots) and dots[column]:
                    column += 1
                if column > start:
                    shape.rect((x + (start + quiet) * dot) * mm, (self.height - y - (row + quiet + 1) * dot) * mm,
                               (column - start) * dot * mm, dot * mm)
                column += 1
        self.canvas.drawPath(shape, stroke=0, fill=1)

    def field(self, one: Filled, left: float = 0, top: float = 0) -> None:
        """A field of a label whose corner is at `left`, `top`."""
        if isinstance(one.field, Square):
            self.square(one.field.kind, one.text, one.field.x + left, one.field.y + top, one.field.side)
        else:
            assert isinstance(one.field, Text)
            self.text(one.text, one.field.x + left, one.field.y + top, one.field.width, one.field.points)

    def frame(self, x: float, y: float, width: float, height: float, line: float = 0.15) -> None:
        """A thin frame."""
        self.canvas.setLineWidth(line * mm)
        self.canvas.rect(x * mm, (self.height - y - height) * mm, width * mm, height * mm, stroke=1, fill=0)
