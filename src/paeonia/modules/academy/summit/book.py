"""The book of abstracts: what was accepted, talks first, with authors, as a sheet file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Paragraph, Spacer

from paeonia.modules.academy.models import Activity
from paeonia.ui.pdf_font import marked
from paeonia.ui.pdf_page import SOFT, paper, style
from paeonia.ui.words import words

from .choices import Decision
from .models import Abstract


def pdf(activity: Activity, found: Sequence[Abstract]) -> bytes:
    """All accepted abstracts, numbered T1, T2, … and P1, P2, …."""
    title, head = style("title", 20, spaceAfter=6 * mm), style("head", 12, spaceBefore=5 * mm, spaceAfter=1 * mm)
    text, soft = style("text", 10, spaceAfter=1.5 * mm), style("soft", 9, SOFT, spaceAfter=1 * mm)
    story: list[Any] = [Paragraph(marked(words(activity.words)), title), Paragraph(marked(_("Book of abstracts")), head),
                        Spacer(1, 4)]
    for letter, kind in (("T", Decision.TALK), ("P", Decision.POSTER)):
        for number, one in enumerate((row for row in found if row.decision == kind), 1):
            story.append(KeepTogether([Paragraph(marked(f"{letter}{number}  {one.title}"), head),
                                       Paragraph(marked("；".join(one.authors.splitlines())), soft)]))
            for heading, part in zip(one.call.headings, one.parts, strict=True):
                story.append(Paragraph(marked(f"{words({'zh': heading['zh'], 'en': heading['en']})}  {part}"), text))
            story.append(Paragraph(marked(_("Interests declared: %(said)s") % {"said": one.interests}), soft))
    return paper(story, title=_("Book of abstracts"), foot=words(activity.words))
