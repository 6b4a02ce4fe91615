"""Worklists that leave the screen: who is on them, noted in the audit, and as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _

from paeonia.chart.intake.safe_cell import safe_cell
from paeonia.modules.trials.candidates import PAGE, Candidate, worklist
from paeonia.modules.trials.queries import Detail
from paeonia.people.access import record_access
from paeonia.people.audit import record_read
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.ui.words import words

MOST = 2_000
ANSWERS = {"yes": {"en": "fits", "zh": "符合"}, "unknown": {"en": "not known yet", "zh": "尚不能判断"}}


def candidates(detail: Detail, viewer: Viewer, chosen: str = "") -> Iterator[Candidate]:
    """The candidates chosen (all who fit or are undecided), page by page; each is noted in the audit of chart readings."""
    with acting(viewer):
        record_access("exported", viewer, f"candidates of trial {detail.card.slug}")  # even where nobody is on the list
    page = 1
    while page * PAGE <= MOST + PAGE:
        found = worklist(detail.card.slug, viewer, chosen, page)
        with acting(viewer):
            for one in found.candidates:
                record_read(viewer, one.person.id, f"export of trial {detail.card.slug}", "")
        yield from found.candidates
        if page >= found.pages:
            return
        page += 1


def csv_of(detail: Detail, viewer: Viewer, chosen: str = "") -> HttpResponse:
    """UTF-8 with a mark, so that spreadsheets show Chinese; cells that look like formulas are made harmless."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow([_("Record number"), _("Name"), _("Born"), _("Answer"), _("To settle it")])
    for one in candidates(detail, viewer, chosen):
        write.writerow([safe_cell(str(cell)) for cell in (
            one.person.mrn, words(one.person.name), one.person.birth_date, words(ANSWERS[one.answer]),
            "; ".join(words(said) for said in one.missing))])
    return sent(("\ufeff" + out.getvalue()).encode(), "text/csv; charset=utf-8", f"{detail.card.slug}.csv")


def sent(body: bytes, kind: str, name: str) -> HttpResponse:
    """A download with its name."""
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
