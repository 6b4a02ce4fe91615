"""Pages of safety: events and deviations of a study, what is due, and the printable report form."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

from ..columns import CLOCKS, DEVIATIONS, EVENTS
from ..frame import tabs
from ..rules import RECIPIENTS
from ..subjects.views import subject_or_404
from ..views import study_or_404
from . import queries


@page(verb="conduct.see")
@require_GET
def safety(request: HttpRequest, study_id: int) -> HttpResponse:
    """Reports that are due, every event, every deviation."""
    viewer, now = viewer_of(request), timezone.now()
    study = study_or_404(study_id, viewer)
    found = queries.events([study], now=now)
    waiting = sorted((clock for one in found for clock in one.open), key=lambda one: one.due_at)
    return render(request, "conduct/safety.jinja", {
        "study": study, "tabs": tabs(study, viewer, "safety"), "now": now, "today": timezone.localdate(), "events": found,
        "waiting": waiting, "deviations": queries.deviations(study), "rules": queries.rules_of(study),
        "recipients": RECIPIENTS, "columns": (CLOCKS, EVENTS, DEVIATIONS)})


@page(verb="conduct.see")
@require_GET
def report(request: HttpRequest, subject_id: int, number: int) -> HttpResponse:
    """The report form of a serious event, to be printed, signed and sent; by code."""
    subject = subject_or_404(subject_id, viewer_of(request))
    found = queries.event(subject, number)
    if found is None or not found.row.serious:
        raise Http404
    return render(request, "conduct/report.jinja", {
        "study": subject.study, "subject": subject, "event": found, "row": found.row, "recipients": RECIPIENTS,
        "now": timezone.localtime()})
