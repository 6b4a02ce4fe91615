"""Pages of case report forms: dictionary and files in, the report before anything is kept, and filling by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from paeonia.chart import uploads
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ..choices import BatchState
from ..columns import BAD_ROWS, BATCHES
from ..exports.dataset import forms as our_forms
from ..exports.redcap import field as our_field
from ..frame import form_page, moved, tabs
from ..models import Study
from ..queries import NotHere
from ..subjects.views import subject_or_404
from ..views import study_or_404
from . import actions, queries
from .dictionary import read_dictionary
from .entering import ReportEntry
from .looking import Looked, look
from .reading import table

FEW = 100


@page(verb="conduct.see")
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest, study_id: int) -> HttpResponse:
    """The forms of a study, where they are due, files that came, and rows that wait."""
    viewer = viewer_of(request)
    study, wrong = study_or_404(study_id, viewer), list[str]()
    if request.method == "POST":
        study_or_404(study_id, viewer, "conduct.write")
        try:
            return moved(request, *_done(request, study, viewer))
        except NotHere:
            raise Http404 from None
        except Refused as refused:
            wrong = refusal(refused)
    return render(request, "conduct/crf.jinja", {
        "study": study, "tabs": tabs(study, viewer, "crf"), "today": timezone.localdate(), "wrong": wrong[:FEW],
        "forms": queries.report_forms(study), "plans": queries.plans(study), "batches": queries.batches(study),
        "waiting": queries.waiting(study), "columns": (BATCHES, BAD_ROWS),
        "may_write": may(viewer, "conduct.write", study) and study.closed_on is None}, status=422 if wrong else 200)


def _done(request: HttpRequest, study: Study, viewer: Any) -> tuple[HttpResponse, str]:
    what, here, upload = request.POST.get("do"), redirect("conduct-crf", study.pk), request.FILES.get("file")
    if what == "dictionary" and upload:
        ours = frozenset(our_field(form, item) for form in our_forms() for item in form.items)
        spare = {f"{one.name}_{end}" for one in queries.report_forms(study) for end in ("visit", "instance")}
        read = read_dictionary(upload.read(), str(upload.name)[-80:], ours | spare)
        made, changed = actions.keep_dictionary(study, read, viewer)
        said = gettext("%(made)s new items, %(changed)s changed.") % {"made": made, "changed": changed}
        if read.identifying:
            said += " " + gettext("Left out because they identify: %(names)s.") % {"names": ", ".join(read.identifying)}
        return here, said
    if what == "data" and upload:
        made = actions.bring(study, upload, viewer)
        return redirect("conduct-crf-batch", study.pk, made.pk), gettext("Looked through; nothing is kept yet.")
    if what == "assign":
        chosen = {plan.pk: request.POST.getlist(f"plan_{plan.pk}") for plan in queries.plans(study)}
        actions.assign(study, chosen, viewer)
    elif what == "aside":
        actions.set_aside(queries.bad_row(study, request.POST.get("row", "")), request.POST.get("why", ""), viewer)
    return here, ""


@page(verb="conduct.write")
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, study_id: int, batch_id: int) -> HttpResponse:
    """What a file would bring, row by row; keeping its good rows, or leaving it."""
    viewer = viewer_of(request)
    study = study_or_404(study_id, viewer, "conduct.write")
    wrong: list[str] = []
    try:
        one = queries.batch(study, batch_id)
        if request.method == "POST":
            if request.POST.get("do") == "leave":
                actions.leave(one, viewer)
                return moved(request, redirect("conduct-crf", study.pk))
            kept = actions.keep_good(one, viewer).counts
            rows = kept["new"] + kept["corrected"]
            return moved(request, redirect("conduct-crf", study.pk), ngettext(
                "%(num)s row kept and signed.", "%(num)s rows kept and signed.", rows) % {"num": rows})
    except NotHere:
        raise Http404 from None
    except Refused as refused:
        wrong = refusal(refused)
    found = _looked(study, one)
    return render(request, "conduct/crf_batch.jinja", {
        "study": study, "one": one, "wrong": wrong, "found": found, "few": FEW, "tabs": tabs(study, viewer, "crf"),
        "columns": BAD_ROWS, "today": timezone.localdate()}, status=422 if wrong else 200)


def _looked(study: Study, one: Any) -> Looked | None:
    if one.state != BatchState.LOOKED:
        return None
    try:
        return look(study, *table(uploads.path_of(one.stored).read_bytes(), one.file_name))
    except FileNotFoundError:
        return None


@page(verb="conduct.sign")
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, subject_id: int, form: str) -> HttpResponse:
    """Fill in a form for a subject, at a visit or without one; a filled one is corrected with the reason."""
    viewer = viewer_of(request)
    subject = subject_or_404(subject_id, viewer, "conduct.sign")
    plan = queries.plan(subject, request.GET.get("visit", ""))
    try:
        asked = queries.report_form(subject.study, form)
    except NotHere:
        raise Http404 from None
    old = queries.filled(subject).get((plan.code if plan else "", form))
    entry: forms.Form = ReportEntry(request.POST or None, study=subject.study, subject=subject, asked=asked, old=old,
                                    initial={"on_day": timezone.localdate()})
    if request.method == "POST" and entry.is_valid():
        told = entry.cleaned_data
        correcting = {"instead_of": old, "why": told["why"]} if old else {}
        try:
            actions.record(subject, old.planned if old else plan, form, old.instance if old else 1, told["on_day"],
                           entry.values(), viewer, **correcting)
            return moved(request, redirect("conduct-subject", subject.pk), gettext("Signed."))
        except Refused as refused:
            entry.add_error(None, refusal(refused))
    return form_page(request, entry, {"study": subject.study, "subject": subject, "asked": asked, "plan": plan, "old": old},
                     "conduct/crf_fill.jinja")
