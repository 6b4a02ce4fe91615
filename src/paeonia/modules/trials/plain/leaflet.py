"""The text patients read as a sheet of paper: A4, large type, with a QR code that leads to the page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Paragraph, Spacer, Table, TableStyle

from paeonia.ui.numbers import date as day_words
from paeonia.ui.pdf_font import marked
from paeonia.ui.pdf_page import INK, LINE, SOFT, paper, qr, style
from paeonia.ui.words import lang_tag

from .content import Part, joined, parts
from .measuring import explained_words
from .queries import Version

MARGIN = 20 * mm


def pdf(version: Version, name: str, tongue: str, level: str, address: str) -> bytes:
    """The sheet in one language and at one level."""
    with override(lang_tag(tongue).lower()):
        return _made(version, name, tongue, level, address)


def _style(name: str, size: float, colour: Any = INK, **more: Any) -> ParagraphStyle:
    # Wider lines than other sheets: it is read at home, often without the right glasses.
    return style(name, size, colour, leading=size * 1.55, **more)


def _made(version: Version, name: str, tongue: str, level: str, address: str) -> bytes:
    title, head = _style("title", 20, spaceAfter=2 * mm), _style("head", 14, spaceBefore=4 * mm)
    text, soft = _style("text", 12, spaceAfter=1.5 * mm), _style("soft", 9.5, SOFT)
    listed = _style("listed", 12, leftIndent=6 * mm, bulletIndent=1 * mm, spaceAfter=1 * mm)
    story: list[Any] = [Paragraph(marked(version.content[tongue]["title"]), title), Paragraph(marked(name), soft)]
    story += [_boxed(Paragraph(marked(_(
        "Taking part is voluntary. You may say no, and you may leave at any time. Your care stays the same.")), text))]
    for part in parts(version.content, tongue, level):
        story += _section(part, head, text, listed)
    words = explained_words(joined(version.content, tongue, level), tongue)
    if words:
        colon = ": " if tongue == "en" else "："
        story += [Paragraph(marked(_("Words in this text")), head), *(
            Paragraph(marked(f"{word.forms[0]}{colon}{word.plain}"), listed, bulletText="•") for word in words)]
    story += [Spacer(1, 5 * mm), KeepTogether(_way(address, text, soft))]
    last = version.last
    signed = _("Read and signed off by %(name)s on %(day)s; to be read again by %(due)s. Version %(number)s.") % {
        "name": last.by, "day": day_words(last.at.date()), "due": day_words(last.due), "number": version.number,
    } if last and last.due else ""
    story += [Spacer(1, 3 * mm), Paragraph(marked(signed), soft)]
    foot = _("%(name)s in plain words. Your doctor will check whether it suits you.") % {"name": name}
    return paper(story, title=version.content[tongue]["title"], foot=foot, margin=MARGIN)


def _section(part: Part, head: ParagraphStyle, text: ParagraphStyle, listed: ParagraphStyle) -> list[Any]:
    lines = [Paragraph(marked(line), listed, bulletText="•") if kind == "list" else Paragraph(marked(line), text)
             for kind, many in part.blocks for line in many]
    # A heading never stands alone at the foot of a page.
    return [KeepTogether([Paragraph(marked(str(part.words)), head), *lines[:1]]), *lines[1:]]


def _boxed(inside: Any) -> Table:
    made = Table([[inside]], hAlign="LEFT", spaceBefore=3 * mm)
    made.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 1, INK), ("LEFTPADDING", (0, 0), (-1, -1), 8),
                              ("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]))
    return made


def _way(address: str, text: ParagraphStyle, soft: ParagraphStyle) -> list[Any]:
    said = [Paragraph(marked(_("To read this on your telephone, or to say that you would like to hear about trials:")),
                      text),
            Paragraph(marked(address), soft),
            Paragraph(marked(_("You need your own account for this; ask your nurse.")), soft)]
    made = Table([[qr(address), said]], colWidths=[34 * mm, None], hAlign="LEFT")
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (0, -1), 0),
                              ("LINEABOVE", (0, 0), (-1, 0), 0.5, LINE)]))
    return [made]
