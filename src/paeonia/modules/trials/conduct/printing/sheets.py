"""Sheets to print and sign by hand: a heading, facts or a table, lines for signatures."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from paeonia.people.viewer import Viewer
from paeonia.ui.pdf_font import FONT, marked, ready
from paeonia.ui.words import language

from ..models import Study

MARGIN = 16 * mm
INK, SOFT, LINE = HexColor("#26211d"), HexColor("#5f574f"), HexColor("#cbc2b5")


def style(name: str, size: float, colour: Any = INK) -> ParagraphStyle:
    """A face for Chinese and English at one size."""
    return ParagraphStyle(name, fontName=FONT, fontSize=size, leading=size * 1.5, textColor=colour,
                          wordWrap="CJK" if language() == "zh" else None)


def table(titles: Sequence[Any], rows: Iterable[Sequence[Any]], widths: Sequence[float]) -> Table:
    """A table whose head stands on every page; empty cells stay empty, to be filled by hand."""
    text, soft = style("text", 9), style("soft", 8.5, SOFT)
    held = [[Paragraph(marked(str(one)), soft) for one in titles]]
    held += [[Paragraph(marked(str(one)), text) for one in row] for row in rows]
    made = Table(held, colWidths=[width * mm for width in widths], repeatRows=1, hAlign="LEFT")
    made.setStyle(TableStyle([
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE), ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)]))
    return made


def facts(rows: Iterable[tuple[Any, Any]]) -> Table:
    """Names and values, two columns."""
    text, soft = style("text", 10), style("soft", 9, SOFT)
    made = Table([[Paragraph(marked(str(name)), soft), Paragraph(marked(str(value)), text)] for name, value in rows],
                 colWidths=[58 * mm, 115 * mm], hAlign="LEFT")
    made.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                              ("LEFTPADDING", (0, 0), (0, -1), 0)]))
    return made


def heading(text: Any) -> Paragraph:
    """A heading inside a sheet."""
    return Paragraph(marked(str(text)), style("h2", 11.5))


def prose(text: Any) -> Paragraph:
    """A paragraph."""
    return Paragraph(marked(str(text)), style("text", 10))


def signatures(*names: Any) -> Table:
    """Lines to sign on, with the day beside."""
    soft = style("soft", 8.5, SOFT)
    rows = [[Paragraph(marked(f"{name}  ________________________________"), soft),
             Paragraph(marked(f"{_('Day')}  ____________________"), soft)] for name in names]
    made = Table(rows, colWidths=[115 * mm, 58 * mm], rowHeights=[12 * mm] * len(rows), hAlign="LEFT")
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LEFTPADDING", (0, 0), (0, -1), 0)]))
    return made


def sheet(title: Any, study: Study, story: Sequence[Any], viewer: Viewer, *, wide: bool = False) -> bytes:
    """The whole file; study, site and protocol at the head, who printed it and when at the foot of each page."""
    ready()
    size, out = landscape(A4) if wide else A4, io.BytesIO()
    about = _("%(study)s · %(number)s · site %(site)s · protocol %(version)s") % {
        "study": study.short_name, "number": study.trial.number, "site": study.site_number,
        "version": study.protocol_version}
    foot = _("%(title)s · printed %(time)s by %(name)s") % {
        "title": title, "time": timezone.localtime().strftime("%Y-%m-%d %H:%M"), "name": viewer.name}

    def draw(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(FONT, 7.5)
        canvas.setFillColor(SOFT)
        canvas.drawString(MARGIN, 11 * mm, foot)
        canvas.drawRightString(size[0] - MARGIN, 11 * mm, str(document.page))
        canvas.restoreState()

    SimpleDocTemplate(
        out, pagesize=size, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=20 * mm, title=str(title),
        author="Paeonia", lang="zh-Hans" if language() == "zh" else "en",
    ).build([Paragraph(marked(str(title)), style("head", 15)), Spacer(1, 1.5 * mm),
             Paragraph(marked(about), style("soft", 9, SOFT)), Spacer(1, 5 * mm), *story],
            onFirstPage=draw, onLaterPages=draw)
    return out.getvalue()
