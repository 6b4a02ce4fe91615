"""The worklist of a trial as a sheet to print: A4, a row a candidate, what is still open beside each."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer, Table

from paeonia.modules.trials.candidates import Candidate
from paeonia.modules.trials.exports import ANSWERS, candidates, sent
from paeonia.modules.trials.queries import Detail
from paeonia.people.viewer import Viewer
from paeonia.ui.pdf_font import marked
from paeonia.ui.pdf_page import RULED, SOFT, paper, style
from paeonia.ui.words import words

MOST_OPEN = 6
TONES = {"yes": HexColor("#2c6540"), "unknown": HexColor("#7d5200")}
SIGNS = {"yes": "✓", "unknown": "?"}


def pdf_of(detail: Detail, viewer: Viewer, chosen: str = "") -> HttpResponse:
    """The whole worklist, with the day, the rule version and who printed it on each page."""
    found = list(candidates(detail, viewer, chosen))
    day = timezone.localdate().isoformat()
    head, text, soft = style("head", 15), style("text", 9), style("soft", 8.5, SOFT)
    story = [
        Paragraph(marked(words(detail.question.words)), head), Spacer(1, 1.5 * mm),
        Paragraph(marked(_("Candidates as of %(day)s: %(fits)s fit, %(open)s not known yet.") % {
            "day": day, "fits": sum(one.answer == "yes" for one in found),
            "open": sum(one.answer == "unknown" for one in found)}), text),
        Paragraph(marked(_("A verdict supports a decision; it does not take it.")), soft), Spacer(1, 5 * mm)]
    story.append(_table(found, text, soft) if found else Paragraph(marked(_("Nobody fits or may fit.")), text))
    foot = _("%(trial)s · rule version %(version)s · printed %(day)s by %(name)s") % {
        "trial": " ".join(detail.card.numbers[:1]) or detail.card.slug, "version": detail.question.version, "day": day,
        "name": viewer.name}
    made = paper(story, title=detail.card.acronym or detail.card.slug, foot=foot)
    return sent(made, "application/pdf", f"{detail.card.slug}.pdf")


def _table(found: list[Candidate], text: ParagraphStyle, soft: ParagraphStyle) -> Table:
    rows = [[Paragraph(marked(title), soft) for title in (_("Patient"), _("Born"), _("Answer"), _("To settle it"))]]
    rows += [_row(one, text, soft) for one in found]
    return Table(rows, colWidths=[34 * mm, 24 * mm, 28 * mm, 87 * mm], repeatRows=1, hAlign="LEFT", style=RULED)


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
