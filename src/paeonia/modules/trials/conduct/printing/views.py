"""Sheets that leave the screen; each is noted."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from paeonia.modules.trials.exports import sent
from paeonia.people.access import record_access
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

from ..safety.queries import event
from ..subjects.views import subject_or_404
from ..views import study_or_404
from .grave import report_of
from .logs import LOGS, log_of

PDF = "application/pdf"


@page(verb="conduct.see")
@require_GET
def log(request: HttpRequest, study_id: int, log: str) -> HttpResponse:
    """One log of a study as a sheet."""
    viewer = viewer_of(request)
    study = study_or_404(study_id, viewer)
    if log not in LOGS:
        raise Http404
    record_access("exported", viewer, f"study {study.short_name}: {log}.pdf")
    return sent(log_of(study, log, viewer), PDF, f"study-{study.pk}-{log}.pdf")


@page(verb="conduct.see")
@require_GET
def report(request: HttpRequest, subject_id: int, number: int) -> HttpResponse:
    """The report of a serious event as a sheet."""
    viewer = viewer_of(request)
    subject = subject_or_404(subject_id, viewer)
    found = event(subject, number)
    if found is None or not found.row.serious:
        raise Http404
    record_access("exported", viewer, f"subject {subject.code}: report of event {number}")
    return sent(report_of(subject.study, subject, found, viewer), PDF, f"event-{subject.code}-{number}.pdf")
