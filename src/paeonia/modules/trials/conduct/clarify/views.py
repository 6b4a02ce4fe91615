"""Pages of data queries: the list of a study, one query with what was said, and raising one from an entry."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ..choices import QueryState
from ..columns import QUERIES
from ..forms import StudyForm
from ..frame import form_page, moved, tabs
from ..subjects.views import subject_or_404
from ..views import study_or_404
from . import actions, queries

ANSWER_WITHIN = timedelta(days=14)
DOES = {"answer": actions.answer, "again": actions.again, "close": actions.close}


class RaiseForm(StudyForm):
    """What is asked, and until when an answer is expected."""

    text = forms.CharField(label=_("What is asked"), widget=forms.Textarea)
    due_on = forms.DateField(label=_("To be answered by"))


@page(verb="conduct.see")
@require_GET
def listing(request: HttpRequest, study_id: int) -> HttpResponse:
    """Data queries of a study; those that wait come first."""
    viewer, today = viewer_of(request), timezone.localdate()
    study = study_or_404(study_id, viewer)
    chosen = request.GET.get("state", "")
    found = queries.queries_of(study, today)
    return render(request, "conduct/queries.jinja", {
        "study": study, "tabs": tabs(study, viewer, "queries"), "today": today, "columns": QUERIES, "chosen": chosen,
        "found": [one for one in found if chosen in ("", one.row.state)], "total": len(found),
        "states": [(state, label, sum(one.row.state == state for one in found)) for state, label in QueryState.choices]})


@page(verb="conduct.see")
@require_http_methods(["GET", "POST"])
def query(request: HttpRequest, study_id: int, number: int) -> HttpResponse:
    """One query: what was said, and what can be said next."""
    viewer, today = viewer_of(request), timezone.localdate()
    study = study_or_404(study_id, viewer)
    found = queries.query(study, number, today)
    if found is None:
        raise Http404
    wrong: list[str] = []
    text = request.POST.get("text", "")[:4000]
    if request.method == "POST":
        study_or_404(study_id, viewer, "conduct.sign")
        do = DOES.get(request.POST.get("do", ""))
        try:
            if do is not None:
                do(found.row, text, viewer)
                return moved(request, redirect("conduct-query", study.pk, number))
        except Refused as refused:
            wrong = refusal(refused)
    return render(request, "conduct/query.jinja", {
        "study": study, "tabs": tabs(study, viewer, "queries"), "today": today, "one": found, "wrong": wrong, "text": text,
        "may_sign": may(viewer, "conduct.sign", study) and study.closed_on is None}, status=422 if wrong else 200)


@page(verb="conduct.sign")
@require_http_methods(["GET", "POST"])
def raising(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Ask about a subject's data, or about the entry named in the address."""
    viewer = viewer_of(request)
    subject = subject_or_404(subject_id, viewer, "conduct.sign")
    kind, given = request.GET.get("kind", ""), request.GET.get("entry", "")
    about = queries.entry_of(kind, int(given), subject.pk) if given.isdecimal() and len(given) < 11 else None
    form = RaiseForm(request.POST or None, study=subject.study, initial={"due_on": timezone.localdate() + ANSWER_WITHIN})
    if request.method == "POST" and form.is_valid():
        try:
            told = form.said()
            made = actions.raise_query(subject, told["text"], told["due_on"], viewer, kind=kind if about else "",
                                       entry_id=about.pk if about else None)
            return moved(request, redirect("conduct-query", subject.study_id, made.number))
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, {"study": subject.study, "subject": subject, "about": about}, "conduct/raise.jinja")
