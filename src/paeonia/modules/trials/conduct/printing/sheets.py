"""Sheets to print and sign by hand: a heading, facts or a table, lines for signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer, Table, TableStyle

from paeonia.people.viewer import Viewer
from paeonia.ui.pdf_font import marked
from paeonia.ui.pdf_page import LINE, RULED, SOFT, paper, style

from ..models import Study


def table(titles: Sequence[Any], rows: Iterable[Sequence[Any]], widths: Sequence[float]) -> Table:
    """A table whose head stands on every page; empty cells stay empty, to be filled by hand."""
    text, soft = style("text", 9), style("soft", 8.5, SOFT)
    held = [[Paragraph(marked(str(one)), soft) for one in titles]]
    held += [[Paragraph(marked(str(one)), text) for one in row] for row in rows]
    return Table(held, colWidths=[width * mm for width in widths], repeatRows=1, hAlign="LEFT", style=RULED)


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
    about = _("%(study)s · %(number)s · site %(site)s · protocol %(version)s") % {
        "study": study.short_name, "number": study.trial.number, "site": study.site_number,
        "version": study.protocol_version}
    foot = _("%(title)s · printed %(time)s by %(name)s") % {
        "title": title, "time": timezone.localtime().strftime("%Y-%m-%d %H:%M"), "name": viewer.name}
    return paper([Paragraph(marked(str(title)), style("head", 15)), Spacer(1, 1.5 * mm),
                  Paragraph(marked(about), style("soft", 9, SOFT)), Spacer(1, 5 * mm), *story],
                 title=str(title), foot=foot, wide=wide)
