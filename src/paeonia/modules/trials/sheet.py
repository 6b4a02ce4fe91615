"""The worklist of a trial as a sheet to print: A4, a row a candidate, what is still open beside each."""

from __future__ import annotations

import io
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from paeonia.modules.trials.candidates import Candidate
from paeonia.modules.trials.exports import ANSWERS, candidates, sent
from paeonia.modules.trials.queries import Detail
from paeonia.people.viewer import Viewer
from paeonia.ui.pdf_font import FONT, marked, ready
from paeonia.ui.words import language, words

MARGIN = 16 * mm
MOST_OPEN = 6
INK, SOFT, LINE = HexColor("#26211d"), HexColor("#5f574f"), HexColor("#cbc2b5")
TONES = {"yes": HexColor("#2c6540"), "unknown": HexColor("#7d5200")}
SIGNS = {"yes": "✓", "unknown": "?"}


def _style(name: str, size: float, colour: Any = INK) -> ParagraphStyle:
    wrap = "CJK" if language() == "zh" else None
    return ParagraphStyle(name, fontName=FONT, fontSize=size, leading=size * 1.5, textColor=colour, wordWrap=wrap)


def pdf_of(detail: Detail, viewer: Viewer, chosen: str = "") -> HttpResponse:
    """The whole worklist, with the day, the rule version and who printed it on each page."""
    ready()
    found = list(candidates(detail, viewer, chosen))
    day = timezone.localdate().isoformat()
    head, text, soft = _style("head", 15), _style("text", 9), _style("soft", 8.5, SOFT)
    story = [
        Paragraph(marked(words(detail.question.words)), head), Spacer(1, 1.5 * mm),
        Paragraph(marked(_("Candidates as of %(day)s: %(fits)s fit, %(open)s not known yet.") % {
            "day": day, "fits": sum(one.answer == "yes" for one in found),
            "open": sum(one.answer == "unknown" for one in found)}), text),
        Paragraph(marked(_("A verdict supports a decision; it does not take it.")), soft), Spacer(1, 5 * mm)]
    story.append(_table(found, text, soft) if found else Paragraph(marked(_("Nobody fits or may fit.")), text))
    out = io.BytesIO()
    foot = _("%(trial)s · rule version %(version)s · printed %(day)s by %(name)s") % {
        "trial": " ".join(detail.card.numbers[:1]) or detail.card.slug, "version": detail.question.version, "day": day,
        "name": viewer.name}
    SimpleDocTemplate(
        out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=20 * mm,
        title=detail.card.acronym or detail.card.slug, author="Paeonia", lang="zh-Hans" if language() == "zh" else "en",
    ).build(story, onFirstPage=_foot(foot), onLaterPages=_foot(foot))
    return sent(out.getvalue(), "application/pdf", f"{detail.card.slug}.pdf")


def _table(found: list[Candidate], text: ParagraphStyle, soft: ParagraphStyle) -> Table:
    rows = [[Paragraph(marked(title), soft) for title in (_("Patient"), _("Born"), _("Answer"), _("To settle it"))]]
    rows += [_row(one, text, soft) for one in found]
    table = Table(rows, colWidths=[34 * mm, 24 * mm, 28 * mm, 87 * mm], repeatRows=1, hAlign="LEFT")
    table.setStyle(TableStyle([
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE), ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)]))
    return table


def _row(one: Candidate, text: ParagraphStyle, soft: ParagraphStyle) -> list[Any]:
    more = len(one.missing) - MOST_OPEN
    open_ = [Paragraph("□ " + marked(words(said)), text) for said in one.missing[:MOST_OPEN]]
    if more > 0:
        open_.append(Paragraph(marked(_("and %(n)s more") % {"n": more}), soft))
    answer = ParagraphStyle("answer", parent=text, textColor=TONES[one.answer])
    return [[Paragraph(marked(words(one.person.name)), text), Paragraph(marked(one.person.mrn), soft)],
            Paragraph(marked(one.person.birth_date or _("not recorded")), text),
            Paragraph(marked(f"{SIGNS[one.answer]} {words(ANSWERS[one.answer])}"), answer),
            open_ or Paragraph(marked(_("nothing")), text)]


def _foot(said: str) -> Any:
    def draw(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(FONT, 7.5)
        canvas.setFillColor(SOFT)
        canvas.drawString(MARGIN, 11 * mm, said)
        canvas.drawRightString(A4[0] - MARGIN, 11 * mm, str(document.page))
        canvas.restoreState()
    return draw
