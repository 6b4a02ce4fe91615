"""What the education office asks for: one line a learner, as CSV or XLSX, and the counts of an activity."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from paeonia.chart.intake.safe_cell import safe_cell

from .choices import Standing
from .models import Activity
from .queries import Progress


def counts(found: Iterable[Progress]) -> dict[str, int]:
    """How many stand where; `stuck` are those enrolled who have sat all attempts without passing or missed too much."""
    told: Counter[str] = Counter()
    for one in found:
        told[one.enrolment.standing] += 1
        told["done"] += one.certificate is not None
        told["stuck"] += bool(stuck(one))
    return dict(told)


def stuck(one: Progress) -> str:
    """Where a learner cannot go on by herself: `test` or `sessions`; empty when she can."""
    if one.enrolment.standing != Standing.ENROLLED or one.certificate is not None:
        return ""
    if one.activity.draws and not one.has_passed and not one.may_sit:
        return "test"
    missed = sum(session.is_over(timezone.now()) and session.pk not in one.came for session in one.sessions)
    reachable = len(one.sessions) - missed
    return "sessions" if one.sessions and reachable * 100 < len(one.sessions) * one.activity.share else ""


def _lines(activity: Activity, found: Iterable[Progress]) -> Iterator[list[Any]]:
    yield [_("Name"), _("Hospital or city"), _("Standing"), _("Sessions attended"), _("Sessions"), _("Hours"),
           _("Best test (%)"), _("Feedback"), _("Certificate"), _("Credits")]
    for one in found:
        row, given = one.enrolment, one.certificate
        yield [row.name, row.place, row.get_standing_display(), len(one.came), len(one.sessions), one.hours,
               one.best, _("yes") if one.said else _("no"), given.serial if given else None,
               given.credits if given else None]


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


KINDS: dict[str, Callable[[Activity, Iterable[Progress]], tuple[bytes, str]]] = {"csv": _csv, "xlsx": _xlsx}
