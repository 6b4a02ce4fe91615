"""A learner's whole record on paper: what she took part in, hours, credits as confirmed, certificates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer, Table

from paeonia.ui.numbers import date as day_words
from paeonia.ui.pdf_font import marked
from paeonia.ui.pdf_page import RULED, SOFT, paper, style
from paeonia.ui.words import words

from . import queries
from .queries import Progress

WIDTHS = (82, 42, 20, 20, 24, 46, 26)


def pdf(name: str, found: Sequence[Progress], address: str) -> bytes:
    """The sheet; `address` is where the number of a certificate can be checked."""
    soft = style("soft", 9, SOFT)
    years = [_("%(year)s: %(hours)s certified hours, %(credits)s") % {
        "year": year, "hours": hours, "credits": _credits(points)} for year, (hours, points) in queries.year(found).items()]
    story: list[Any] = [
        Paragraph(marked(_("Record of continuing education")), style("title", 18)),
        Paragraph(marked(name), style("name", 13)),
        *(Paragraph(marked(line), soft) for line in years), Spacer(1, 4 * mm), _table(found), Spacer(1, 4 * mm),
        Paragraph(marked(_("Credits are those the education office confirmed by the day of the certificate; nothing is "
                           "computed from hours. Whoever has the number of a certificate can check it at %(address)s") % {
                               "address": address}), soft)]
    return paper(story, title=_("Record of continuing education"), foot=day_words(timezone.localdate()), wide=True)


def _table(found: Sequence[Progress]) -> Any:
    if not found:
        return Paragraph(marked(_("Nothing yet")), style("none", 10))
    small, head = style("cell", 8.5), style("head-cell", 8, SOFT)
    titles = (_("Activity"), _("Held by"), _("Hours attended"), _("Hours of lessons"), _("Credits"), _("Certificate"),
              _("Issued on"))
    cells = [[Paragraph(marked(title), head) for title in titles],
             *([Paragraph(marked(cell), small) for cell in _row(one)] for one in found)]
    return Table(cells, repeatRows=1, style=RULED, colWidths=[width * mm for width in WIDTHS])


def _row(one: Progress) -> tuple[str, ...]:
    given, activity = one.certificate, one.activity
    number = f" · {activity.number}" if activity.number else ""
    told = (f"{words(activity.words)} · {activity.get_kind_display()}{number}", words(activity.host.words),
            str(one.attended), str(one.study))
    if given is None:
        return (*told, "", str(one.enrolment.get_standing_display()), "")
    return (*told, _credits(given.credits), given.serial, day_words(timezone.localtime(given.at).date()))


def _credits(points: Any) -> str:
    return _("credits not confirmed") if points is None else _("%(credits)s credits") % {"credits": points}
