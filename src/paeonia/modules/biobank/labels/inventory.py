"""A box on paper: its map with the code of each tube, then a list; work goes on while the tubes stay in the cold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ..boxes import Box, Tube
from .design import broken, fitting
from .drawing import Board

WIDE, HIGH, MARGIN = 210.0, 297.0, 12.0
# Below this a code could not be scanned in its cell; it stands in the list alone then.
LEAST_CELL, LINES_A_PAGE, LINE = 11.0, 39, 6.2
SMALL, SMALL_LINE = 5.8, 2.4


def inventory_pdf(box: Box, foot: str) -> bytes:
    """The map and the list; `foot` says who printed it when."""
    canvas = Canvas("", pagesize=(WIDE * mm, HIGH * mm), initialFontName="Helvetica")
    canvas.setTitle(_("Contents of box %(name)s") % {"name": box.name})
    canvas.setAuthor("Paeonia")
    pages = [_map, *(_part(part) for part in _parts(box))]
    for number, draw in enumerate(pages, 1):
        board = Board(canvas, HIGH)
        canvas.setFillGray(0)
        _head(board, box)
        draw(board, box)
        canvas.setFillGray(0.35)
        board.text(foot, MARGIN, HIGH - 11, 160, 7.5)
        board.text(_("page %(number)s of %(count)s") % {"number": number, "count": len(pages)},
                   WIDE - MARGIN - 24, HIGH - 11, 24, 7.5)
        canvas.showPage()
    return bytes(canvas.getpdfdata())


def _head(board: Board, box: Box) -> None:
    board.square("qr" if not box.name.isascii() else "datamatrix", box.name, WIDE - MARGIN - 17, 9, 17)
    board.text(box.name, MARGIN, 10, 150, 17)
    board.text(box.place, MARGIN, 18.5, 150, 9.5)
    board.text(_("%(taken)s of %(places)s places taken") % {
        "taken": len(box.tubes), "places": len(box.rows) * len(box.columns)}, MARGIN, 23.5, 150, 9.5)


def _map(board: Board, box: Box) -> None:
    names, top = 7.0, 36.0
    wide = min((WIDE - 2 * MARGIN - names) / len(box.columns), 26.0)
    high = min((HIGH - top - 22) / len(box.rows), wide * 1.25)
    for column, name in enumerate(box.columns):
        board.text(name, MARGIN + names + column * wide, top - 5, wide, 9, middle=True)
    for row, name in enumerate(box.rows):
        board.text(name, MARGIN, top + row * high + high / 2 - 2, names - 1, 9, middle=True)
        for column in range(len(box.columns)):
            left, upper = MARGIN + names + column * wide, top + row * high
            board.canvas.setStrokeGray(0.6)
            board.frame(left, upper, wide, high)
            if tube := box.tubes.get((row, column)):
                _cell(board, tube, left, upper, wide, high)


def _cell(board: Board, tube: Tube, left: float, top: float, wide: float, high: float) -> None:
    lines = _lines(tube.label, wide - 1)
    side = min(wide - 3, high - 1.5 - SMALL_LINE * len(lines))
    if wide >= LEAST_CELL and side >= LEAST_CELL - 4:
        board.square("datamatrix" if tube.code.isascii() else "qr", tube.code, left + (wide - side) / 2, top + 0.4, side)
    else:
        side = 0.0
    for number, line in enumerate(lines):
        board.text(line, left + 0.5, top + side + 0.7 + number * SMALL_LINE, wide - 1, SMALL, middle=True)


def _lines(label: str, wide: float) -> list[str]:
    """A label in at most two lines; what is longer still is set smaller, never cut off."""
    return broken(label, 1 if fitting(label, wide, SMALL) > SMALL - 0.5 else 2)


def _parts(box: Box) -> Iterator[Sequence[tuple[tuple[int, int], Tube]]]:
    tubes = sorted(box.tubes.items())
    for first in range(0, len(tubes), LINES_A_PAGE):
        yield tubes[first:first + LINES_A_PAGE]


def _part(tubes: Sequence[tuple[tuple[int, int], Tube]]):  # type: ignore[no-untyped-def]
    """One page of the list."""
    def draw(board: Board, box: Box) -> None:
        left = (MARGIN, MARGIN + 16, MARGIN + 28, MARGIN + 108)
        for at, title in zip((left[0], left[2], left[3]), (_("Place"), _("Label"), _("Holds")), strict=True):
            board.text(title, at, 31, 60, 8.5)
        for number, ((row, column), tube) in enumerate(tubes):
            y = 36.5 + number * LINE
            board.text(box.position(row, column), left[0], y + 1.2, 14, 9)
            board.square("datamatrix" if tube.code.isascii() else "qr", tube.code, left[1], y, LINE - 0.4)
            board.text(tube.label, left[2], y + 1.2, 78, 9)
            board.text(tube.holds, left[3], y + 1.2, 78, 9)
            board.canvas.setStrokeGray(0.8)
            board.canvas.setLineWidth(0.1 * mm)
            board.canvas.line(MARGIN * mm, (HIGH - y - LINE) * mm, (WIDE - MARGIN) * mm, (HIGH - y - LINE) * mm)
    return draw
