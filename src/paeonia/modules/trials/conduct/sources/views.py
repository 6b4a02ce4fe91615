"""Pages of source files: kept for a subject, and opened by who may know her; each opening is noted."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.modules.trials.exports import sent
from paeonia.people.access import record_access
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ..columns import SOURCES
from ..forms import StudyForm
from ..frame import moved
from ..queries import NotHere
from ..subjects.views import subject_or_404
from . import actions, queries
from .keeping import place_of


class SourceForm(StudyForm):
    """A scanned document."""

    title = forms.CharField(label=_("What it shows"), max_length=160)
    on_day = forms.DateField(label=_("Dated"))
    file = forms.FileField(label=_("File"), help_text=_("PDF, JPEG or PNG, at most 20 MB."),
                           widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}))


@page(verb="conduct.identify")
@require_http_methods(["GET", "POST"])
def files(request: HttpRequest, subject_id: int) -> HttpResponse:
    """The scanned documents of a subject; another can be added, or one taken away with a reason."""
    viewer = viewer_of(request)
    subject = subject_or_404(subject_id, viewer, "conduct.identify")
    adding = request.method == "POST" and "gone" not in request.POST
    form = SourceForm(request.POST if adding else None, request.FILES if adding else None, study=subject.study,
                      initial={"on_day": timezone.localdate()})
    wrong: list[str] = []
    try:
        if request.method == "POST" and not adding:
            gone = request.POST.get("gone", "")
            found = queries.file(subject, int(gone) if gone.isdecimal() and len(gone) < 11 else 0, viewer)
            actions.take_away(found, request.POST.get("why", ""), viewer)
            return moved(request, redirect("conduct-sources", subject.pk))
        if adding and form.is_valid():
            told = form.said()
            actions.add(subject, told["file"], told["title"], told["on_day"], viewer)
            return moved(request, redirect("conduct-sources", subject.pk))
    except NotHere:
        raise Http404 from None
    except Refused as refused:
        wrong = refusal(refused)
    return render(request, "conduct/sources.jinja", {
        "study": subject.study, "subject": subject, "form": form, "wrong": wrong, "columns": SOURCES,
        "files": queries.files_of(subject), "may_add": subject.study.closed_on is None},
        status=422 if request.method == "POST" else 200)


@page(verb="conduct.identify")
@require_GET
def opened(request: HttpRequest, subject_id: int, file_id: int) -> HttpResponse:
    """One document as it was scanned. It may show her name, so opening it is noted."""
    viewer = viewer_of(request)
    subject = subject_or_404(subject_id, viewer, "conduct.identify")
    try:
        found = queries.file(subject, file_id, viewer)
        body = place_of(found.stored).read_bytes()
    except (NotHere, FileNotFoundError):
        raise Http404 from None
    record_access("exported", viewer, f"source file {found.pk} of subject {subject.code}")
    # As a download: nothing that was sent from outside ever runs in a page of ours.
    ending = found.stored.rsplit(".", 1)[-1]
    return sent(body, found.kind, f"source-{found.pk}.{ending}")
