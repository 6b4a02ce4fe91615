"""Badges on A4 with marks to cut along: name in both scripts, hospital, what she comes as, and the code to scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from reportlab.graphics import renderPDF
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from paeonia.modules.academy.models import Activity
from paeonia.ui.pdf_font import FONT, marked, ready
from paeonia.ui.pdf_page import INK, LINE, SOFT, qr, style
from paeonia.ui.words import words

from . import codes
from .choices import Band, Sheet
from .queries import Held

WHITE = HexColor("#ffffff")
BANDS = {Band.PEONY: HexColor("#a3245e"), Band.LAKE: HexColor("#1f5f7a"), Band.LEAF: HexColor("#2c6540"),
         Band.AMBER: HexColor("#8a5a00"), Band.PLUM: HexColor("#5b4a8a"), Band.INK: HexColor("#26211d")}


@dataclass(frozen=True)
class Plan:
    """How badges lie on a sheet: their size, how many across and down, and how large the name may be."""

    width: float
    height: float
    across: int
    down: int
    name: float
    code: float


PLANS = {Sheet.CARD: Plan(90 * mm, 55 * mm, 2, 5, 24, 21 * mm), Sheet.A6: Plan(105 * mm, 148 * mm, 2, 2, 44, 40 * mm)}
# Signs beyond this are in neither face; the printer's mark for a missing sign is written over by hand.
LAST, MISSING = 0xFFFF, "〓"


def pdf(activity: Activity, wanted: Sequence[Held], sheet: Sheet) -> bytes:
    """The file; who had a badge before finds a mark on the new one."""
    ready()
    plan = PLANS[sheet]
    canvas = Canvas("badges.pdf", pagesize=A4)      # a name is asked for; the file is never written
    canvas.setTitle(_("Badges"))
    canvas.setAuthor("Paeonia")
    many = plan.across * plan.down
    for start in range(0, len(wanted), many):
        left, low = (A4[0] - plan.across * plan.width) / 2, (A4[1] - plan.down * plan.height) / 2
        _cut_marks(canvas, plan, left, low)
        for place, held in enumerate(wanted[start:start + many]):
            canvas.saveState()
            canvas.translate(left + place % plan.across * plan.width,
                             low + (plan.down - 1 - place // plan.across) * plan.height)
            _badge(canvas, plan, activity, held)
            canvas.restoreState()
        canvas.showPage()
    return bytes(canvas.getpdfdata())


def _badge(canvas: Canvas, plan: Plan, activity: Activity, held: Held) -> None:
    category, pad, tall = held.row.category, 4 * mm, plan.height > plan.width
    band = plan.height * (0.12 if tall else 0.17)
    room = plan.width - 2 * pad
    canvas.setFillColor(BANDS[Band(category.band)])
    canvas.rect(0, 0, plan.width, band, stroke=0, fill=1)
    word = category.word_zh if category.word_zh == category.word_en else f"{category.word_zh}  {category.word_en}"
    _centred(canvas, word, plan.width / 2, band / 2, room, band * 0.6, WHITE)
    top = plan.height - pad
    top -= _text(canvas, words(activity.words), pad, top, room, plan.name * 0.36, SOFT, 1.4) + plan.height * (
        0.06 if tall else 0.05)
    beside = room if tall else room - plan.code + 2 * mm        # the code stands below the name, or beside it
    top -= _text(canvas, held.name, pad, top, beside, plan.name, INK, 1.25)
    if held.row.name_en and held.row.name_en != held.name:
        top -= _text(canvas, held.row.name_en, pad, top, beside, plan.name * 0.52, INK, 1.35)
    if held.row.enrolment.place:
        _text(canvas, held.row.enrolment.place, pad, top - 1 * mm, beside, plan.name * 0.37, SOFT, 1.4)
    x, y = ((plan.width - plan.code) / 2, band + 5 * mm) if tall else (plan.width - pad - plan.code + 2 * mm, band + 3 * mm)
    renderPDF.draw(qr(held.row.badge, plan.code), canvas, x, y)
    _centred(canvas, codes.shown(held.row.badge), x + plan.code / 2, y + 0.2 * mm, plan.code, 4.6, SOFT)
    if held.badges:
        canvas.setFillColor(SOFT)
        canvas.setFont(FONT, 6)
        canvas.drawString(pad, band + 1.5 * mm, _("printed again · %(number)s") % {"number": held.badges + 1})


def _text(canvas: Canvas, text: str, x: float, top: float, room: float, size: float, colour: Any, leading: float) -> float:
    """Write it as large as fits on one line, or smaller on two; returns the height it took."""
    text = "".join(sign if ord(sign) <= LAST else MISSING for sign in text)
    for lines, now, smallest in ((1, size, size * 0.62), (2, size * 0.8, size * 0.4)):
        while now >= smallest:
            drawn = Paragraph(marked(text), _face(now, colour, leading))
            if drawn.wrap(room, 1000)[1] <= now * leading * lines + 0.1 and (lines > 1 or _whole(drawn)):
                drawn.drawOn(canvas, x, top - drawn.height)
                return float(drawn.height)
            now -= 0.5
    drawn = Paragraph(marked(text), _face(size * 0.4, colour, leading))
    drawn.wrap(room, 1000)
    drawn.drawOn(canvas, x, top - drawn.height)
    return float(drawn.height)


def _whole(drawn: Paragraph) -> bool:
    return len(drawn.blPara.lines) == 1


def _face(size: float, colour: Any, leading: float) -> Any:
    made = style("badge", size, colour, alignment=TA_CENTER, leading=size * leading)
    made.wordWrap = "CJK"       # a long name in either script may be broken
    return made


def _centred(canvas: Canvas, text: str, x: float, y: float, room: float, size: float, colour: Any) -> None:
    drawn = Paragraph(marked(text), style("band", size, colour, alignment=TA_CENTER, leading=size * 1.2))
    while drawn.wrap(room, 1000)[1] > size * 1.25:
        size *= 0.92
        drawn = Paragraph(marked(text), style("band", size, colour, alignment=TA_CENTER, leading=size * 1.2))
    drawn.drawOn(canvas, x - room / 2, y - drawn.height / 2)


def _cut_marks(canvas: Canvas, plan: Plan, left: float, low: float) -> None:
    """Short lines at the edges of the sheet, and crosses where four badges meet."""
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.4)
    wide, high = plan.across * plan.width, plan.down * plan.height
    for column in range(plan.across + 1):
        x = left + column * plan.width
        canvas.line(x, low - 6 * mm, x, low - 1 * mm)
        canvas.line(x, low + high + 1 * mm, x, low + high + 6 * mm)
    for row in range(plan.down + 1):
        y = low + row * plan.height
        canvas.line(left - 6 * mm, y, left - 1 * mm, y)
        canvas.line(left + wide + 1 * mm, y, left + wide + 6 * mm, y)
        for column in range(plan.across + 1):
            x = left + column * plan.width
            canvas.line(x - 1.5 * mm, y, x + 1.5 * mm, y)
            canvas.line(x, y - 1.5 * mm, x, y + 1.5 * mm)
