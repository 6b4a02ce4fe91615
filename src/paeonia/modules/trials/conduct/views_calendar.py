"""The calendar of a study: who is expected when, what is late, and what is due at each visit."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

from . import numbers, queries
from .columns import DUE
from .frame import tabs
from .rules import RECIPIENTS
from .schedule import Stand
from .views import study_or_404

AHEAD = {"7": 7, "28": 28, "90": 90}


@page(verb="conduct.see")
@require_GET
def overview(request: HttpRequest, study_id: int) -> HttpResponse:
    """Where a study stands in numbers."""
    viewer = viewer_of(request)
    study, today = study_or_404(study_id, viewer), timezone.localdate()
    return render(request, "conduct/overview.jinja", {
        "study": study, "tabs": tabs(study, viewer, "overview"), "today": today, "now": timezone.now(),
        "figures": numbers.figures(study, today), "recipients": RECIPIENTS})


@page(verb="conduct.see")
@require_GET
def calendar(request: HttpRequest, study_id: int) -> HttpResponse:
    """Visits due, overdue and recorded outside their window."""
    viewer = viewer_of(request)
    study, today = study_or_404(study_id, viewer), timezone.localdate()
    ahead = AHEAD.get(request.GET.get("days", ""), 28)
    found = queries.calendar(queries.subjects_of([study]), today)
    return render(request, "conduct/calendar.jinja", {
        "study": study, "columns": DUE, "tabs": tabs(study, viewer, "calendar"), "today": today,
        "ahead": ahead, "choices": AHEAD.values(),
        "due": queries.due(found, today + timedelta(days=ahead)),
        "off": [one for one in found if one.stand in (Stand.OUT_OF_WINDOW, Stand.MISSED)]})
