"""The certificate as a sheet: who, what, when, how long, and a code that anybody can check it by."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer, Table, TableStyle

from paeonia.ui.numbers import date as day_words
from paeonia.ui.pdf_font import marked
from paeonia.ui.pdf_page import SOFT, paper, qr, style
from paeonia.ui.words import lang_tag, words

from .models import Activity
from .models_learner import Certificate

PEONY = HexColor("#a3245e")


def draw(one: Certificate, activity: Activity, address: str, tongue: str, study: Decimal = Decimal(0)) -> bytes:
    """The file, in the learner's language; `address` is where it can be checked, `study` what of its hours were lessons."""
    with override(lang_tag(tongue).lower()):
        return _drawn(one, activity, address, study)


def _hours(one: Certificate, study: Decimal) -> str:
    if not study:
        return _("%(hours)s hours attended") % {"hours": one.hours}
    return _("%(hours)s hours, %(study)s of them by lessons") % {"hours": one.hours, "study": study}


def _drawn(one: Certificate, activity: Activity, address: str, study: Decimal) -> bytes:
    head = style("head", 30, PEONY, alignment=TA_CENTER, spaceAfter=10 * mm)
    name = style("name", 24, alignment=TA_CENTER, spaceAfter=6 * mm)
    title = style("title", 18, alignment=TA_CENTER, spaceAfter=4 * mm)
    text = style("text", 14, alignment=TA_CENTER, spaceAfter=4 * mm)
    soft, left = style("soft", 9, SOFT, alignment=TA_CENTER), style("left", 9, SOFT)
    credit = _("%(credits)s credits, as confirmed by the education office") % {"credits": one.credits} \
        if one.credits is not None else _("credits: not confirmed by the education office on the day of issue")
    number = _("Project number %(number)s") % {"number": activity.number} if activity.number else ""
    story: list[Any] = [
        Spacer(1, 12 * mm), Paragraph(marked(_("Certificate of completion")), head), Paragraph(marked(one.name), name),
        Paragraph(marked(_("has taken part in")), text), Paragraph(marked(words(activity.words)), title),
        Paragraph(marked(f"{activity.get_kind_display()} · {_hours(one, study)}"), text),
        Paragraph(marked(" · ".join(filter(None, (number, credit)))), soft), Spacer(1, 12 * mm),
        _foot(one, activity, address, left)]
    return paper(story, title=_("Certificate of completion"), foot=one.serial, wide=True)


def _foot(one: Certificate, activity: Activity, address: str, left: Any) -> Table:
    said = [Paragraph(marked(words(activity.host.words)), style("host", 13)),
            Paragraph(marked(day_words(timezone.localtime(one.at).date())), left), Spacer(1, 2 * mm),
            Paragraph(marked(_("Whether this certificate holds can be checked by anybody:")), left),
            Paragraph(marked(address), left)]
    made = Table([[qr(address, 32 * mm), said]], colWidths=[36 * mm, None], hAlign="CENTER")
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    return made


def masked(name: str) -> str:
    """A name as a stranger may read it: enough to compare with the one on the sheet."""
    if name.isascii():
        return " ".join(f"{part[0]}{'*' * (len(part) - 1)}" for part in name.split())
    return name[0] + "*" * max(len(name) - 2, 1) + (name[-1] if len(name) > 2 else "")   # noqa: PLR2004
