"""Samples to collect: the list for who plans kits and couriers, on the screen and as a file."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from paeonia.chart.intake.safe_cell import safe_cell
from paeonia.modules.trials.exports import sent
from paeonia.people.access import record_access
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

from ..columns import SAMPLES_DUE
from ..ui_words import said
from .queries import kits, samples_due

AHEAD = {"7": 7, "14": 14, "28": 28}


@page(verb="conduct.see")
@require_GET
def samples(request: HttpRequest) -> HttpResponse:
    """Samples of the coming days by registry number."""
    viewer, today = viewer_of(request), timezone.localdate()
    ahead = AHEAD.get(request.GET.get("days", ""), 7)
    found = samples_due(viewer, today + timedelta(days=ahead))
    return render(request, "conduct/samples.jinja", {
        "found": found, "kits": kits(found), "today": today, "ahead": ahead, "choices": AHEAD.values(),
        "columns": SAMPLES_DUE})


@page(verb="conduct.see")
@require_GET
def samples_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet."""
    viewer, today = viewer_of(request), timezone.localdate()
    ahead = AHEAD.get(request.GET.get("days", ""), 7)
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow([_("Registry number"), _("Study"), _("Subject"), _("Visit"), _("Sample"), _("Planned day"),
                    _("First day"), _("Last day"), _("overdue")])
    for one in samples_due(viewer, today + timedelta(days=ahead)):
        write.writerow([safe_cell(str(cell)) for cell in (
            one.number, one.study, one.subject, f"{one.visit} {said(one.visit_words)}", said(one.sample_words),
            one.due.isoformat(), one.first.isoformat(), one.last.isoformat(), _("yes") if one.overdue else "")])
    record_access("exported", viewer, "samples to collect")
    return sent(("\ufeff" + out.getvalue()).encode(), "text/csv; charset=utf-8", f"samples-{today.isoformat()}.csv")
