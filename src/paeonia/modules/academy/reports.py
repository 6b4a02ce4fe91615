"""What the education office asks for: one line a learner, as CSV, XLSX or PDF, and the counts of an activity."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from openpyxl import Workbook
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer, Table

from paeonia.chart.intake.safe_cell import safe_cell
from paeonia.ui.numbers import date as day_words
from paeonia.ui.pdf_font import marked
from paeonia.ui.pdf_page import RULED, SOFT, paper, style
from paeonia.ui.words import words

from .blocks import blocks
from .choices import Standing
from .models import Activity
from .queries import Progress


def counts(found: Iterable[Progress]) -> dict[str, int]:
    """How many stand where; `stuck` are those enrolled who cannot or do not go on."""
    told: Counter[str] = Counter()
    for one in found:
        told[one.enrolment.standing] += 1
        told["done"] += one.certificate is not None
        told["stuck"] += bool(stuck(one))
    return dict(told)


def stuck(one: Progress) -> str:
    """Where a learner cannot go on by herself (`test`, `sessions`) or rests for long (`lessons`); empty when she goes on."""
    if one.enrolment.standing != Standing.ENROLLED or one.certificate is not None:
        return ""
    if one.activity.draws and not one.has_passed and not one.may_sit:
        return "test"
    held, now = blocks(one.sessions), timezone.now()
    open_ones = [session for session in one.sessions if session.pk in one.came or not session.is_over(now)]
    reachable = sum(any(map(block.meets, open_ones)) for block in held)
    if reachable * 100 < len(held) * one.activity.share:
        return "sessions"
    return "lessons" if any(part.rests for part in one.parts) else ""


STUCK = {"test": _lazy("stuck at the test"), "sessions": _lazy("missed too many sessions"),
         "lessons": _lazy("rests in the lessons")}


def _lines(activity: Activity, found: Iterable[Progress]) -> Iterator[list[Any]]:
    yield [_("Name"), _("Hospital or city"), _("Standing"), _("Sessions attended"), _("Sessions held"), _("Hours attended"),
           _("Hours of lessons"), _("Lessons done"), _("Best test (%)"), _("Feedback"), _("Certificate"), _("Credits")]
    for one in found:
        row, given = one.enrolment, one.certificate
        yield [row.name, row.place, row.get_standing_display(), len(one.came), len(one.sessions), one.attended,
               one.study, " ".join(part.step.told for part in one.parts), one.best, _("yes") if one.said else _("no"),
               given.serial if given else None, given.credits if given else None]


def _csv(activity: Activity, found: Iterable[Progress]) -> tuple[bytes, str]:
    out = io.StringIO()
    write = csv.writer(out)
    for line in _lines(activity, found):
        write.writerow(["" if cell is None else safe_cell(str(cell)) for cell in line])
    return ("\ufeff" + out.getvalue()).encode(), "text/csv; charset=utf-8"


def _xlsx(activity: Activity, found: Iterable[Progress]) -> tuple[bytes, str]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(activity.pk))
    for line in _lines(activity, found):
        sheet.append([safe_cell(cell) if isinstance(cell, str) else cell for cell in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _pdf(activity: Activity, found: Iterable[Progress]) -> tuple[bytes, str]:
    held = list(found)
    head, *rows = _lines(activity, held)
    small, bold = style("cell", 7.5), style("head-cell", 7.5, SOFT)
    cells = [[Paragraph(marked(str(cell)), bold) for cell in head],
             *([Paragraph(marked("" if cell is None else str(cell)), small) for cell in row] for row in rows)]
    told = counts(held)
    line = " · ".join(filter(None, (
        words(activity.host.words), activity.get_kind_display(), activity.number,
        _("enrolled: %(number)s") % {"number": told.get("enrolled", 0)},
        _("with a certificate: %(number)s") % {"number": told.get("done", 0)},
        _("stuck: %(number)s") % {"number": told.get("stuck", 0)})))
    note = _("Credits are those the education office confirmed; an empty cell is none confirmed, not zero.")
    story: list[Any] = [
        Paragraph(marked(words(activity.words)), style("title", 15)), Paragraph(marked(line), style("line", 9, SOFT)),
        Spacer(1, 4 * mm), Table(cells, repeatRows=1, style=RULED, colWidths=[width * mm for width in WIDTHS]),
        Spacer(1, 4 * mm), Paragraph(marked(note), style("note", 8, SOFT))]
    foot = _("List of learners, %(day)s") % {"day": day_words(timezone.localdate())}
    return paper(story, title=words(activity.words), foot=foot, wide=True), "application/pdf"


WIDTHS = (30, 36, 22, 17, 17, 17, 17, 18, 17, 17, 37, 17)     # of the columns of `_lines`, in millimetres
KINDS: dict[str, Callable[[Activity, Iterable[Progress]], tuple[bytes, str]]] = {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf}
