"""Pages of one subject by code, every form about her, corrections, and the list of who is who."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from .. import actions
from .. import queries as studies
from ..columns import NAMES
from ..crf import queries as crf
from ..deeds import Deed
from ..forms import PrescreenForm, initial_of
from ..frame import form_page, moved, open_to, tabs
from ..models import Subject
from ..plan import PROCEDURES, SAMPLES
from ..views import study_or_404
from . import actions as subject_actions
from . import queries
from .deeds import SUBJECT_DEEDS
from .forms import CloseForm
from .steps import steps


def subject_or_404(subject_id: int, viewer: Viewer, verb: str = "conduct.see") -> Subject:
    """The subject, or the page that says there is none."""
    try:
        return studies.subject(subject_id, viewer, verb)
    except studies.NotHere:
        raise Http404 from None


@page(verb="conduct.see")
@require_GET
def subject(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Everything about one subject, by code."""
    viewer = viewer_of(request)
    one = subject_or_404(subject_id, viewer)
    story = queries.story(one, viewer)
    return render(request, "conduct/subject.jinja", {
        "subject": one, "study": one.study, "story": story, "steps": steps(story), "deeds": SUBJECT_DEEDS,
        "due_words": PROCEDURES | SAMPLES, "tabs": tabs(one.study, viewer, ""), "today": timezone.localdate(),
        "may_sign": open_to(viewer, "conduct.sign", one.study), "may_write": open_to(viewer, "conduct.write", one.study),
        "filled": crf.filled(one), "report_forms": crf.report_forms(one.study), "protocol": studies.protocol_of(one),
        "may_identify": may(viewer, "conduct.identify", one)})


@page(verb="conduct.identify")
@require_GET
def who(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Who one subject is; looking is written into the trail."""
    viewer = viewer_of(request)
    one = subject_or_404(subject_id, viewer, "conduct.identify")
    return render(request, "conduct/who.jinja", {"subject": one, "study": one.study,
                                                        "person": queries.who(one, viewer)})


@page(verb="conduct.identify")
@require_GET
def identification(request: HttpRequest, study_id: int) -> HttpResponse:
    """The subject identification list of a study; each opening is written into the trail."""
    viewer = viewer_of(request)
    one = study_or_404(study_id, viewer, "conduct.identify")
    return render(request, "conduct/identification.jinja", {
        "study": one, "columns": NAMES, "tabs": tabs(one, viewer, "identification"),
        "lines": queries.identification(one, viewer),
        "today": timezone.localdate()})


@page(verb="conduct.write")
@require_http_methods(["GET", "POST"])
def prescreen(request: HttpRequest, study_id: int) -> HttpResponse:
    """Enter a patient into the pre-screening log."""
    viewer = viewer_of(request)
    one = study_or_404(study_id, viewer, "conduct.write")
    form = PrescreenForm(request.POST or None, study=one, initial={
        "on_day": timezone.localdate(), "mrn": queries.mrn_of(request.GET.get("patient", ""), viewer)})
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            made = subject_actions.prescreen(
                one, told["mrn"], told["on_day"], viewer, reason=told["reason"], approached=told["approached"],
                referred_by=told["referred_by"].pk if told["referred_by"] else None)
            return moved(request, redirect("conduct-subject", made.pk))
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, {"study": one}, "conduct/prescreen.jinja")


@page(verb="conduct.write")
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Note that somebody in the log is not approached further."""
    viewer = viewer_of(request)
    subject = subject_or_404(subject_id, viewer, "conduct.write")
    form = CloseForm(request.POST or None, study=subject.study, subject=subject)
    if request.method == "POST" and form.is_valid():
        try:
            subject_actions.close_prescreening(subject, form.cleaned_data["reason"], viewer)
            return moved(request, redirect("conduct-subject", subject.pk))
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, {"study": subject.study, "subject": subject}, "conduct/close.jinja")


@page(verb="conduct.sign")
@require_http_methods(["GET", "POST"])
def deed(request: HttpRequest, subject_id: int, what: str) -> HttpResponse:
    """Sign something about a subject."""
    viewer = viewer_of(request)
    one, known = subject_or_404(subject_id, viewer, "conduct.sign"), _deed(what)
    now = timezone.localtime()
    start: dict[str, Any] = {"on_day": now.date(), "given_at": now, "sent_at": now, "day_one": now.date(),
                             "edition": studies.edition_in_force(one.study, now.date()),
                             "planned": request.GET.get("visit", ""), "event_number": request.GET.get("event", "")}
    form = known.form(request.POST or None, study=one.study, subject=one, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            known.do(one, form, viewer)
            return moved(request, redirect("conduct-subject", one.pk), gettext("Signed."))
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, _around(one, known, viewer) | {"old": None, "why": ""}, "conduct/deed.jinja")


@page(verb="conduct.sign")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, subject_id: int, what: str, signed_id: int) -> HttpResponse:
    """Correct a signed entry: a new one takes its place, the old one stays to be read."""
    viewer = viewer_of(request)
    one, known = subject_or_404(subject_id, viewer, "conduct.sign"), _deed(what)
    try:
        old = studies.entry(queries.KINDS[what], signed_id, viewer)
    except studies.NotHere:
        raise Http404 from None
    if getattr(old, "subject_id", None) != one.pk:
        raise Http404
    why = request.POST.get("why", "")[:300]
    form = known.form(request.POST or None, study=one.study, subject=one, initial=initial_of(old))
    if request.method == "POST" and (request.POST.get("do") == "void" or form.is_valid()):
        try:
            if request.POST.get("do") == "void":
                subject_actions.withdraw_entry(one, old, known.task, why, viewer)
            else:
                known.do(one, form, viewer, instead_of=old, why=why)
            said = gettext("Corrected; the first entry stays in the history.")
            return moved(request, redirect("conduct-subject", one.pk), said)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, _around(one, known, viewer) | {"old": old, "why": why}, "conduct/deed.jinja")


def _deed(what: str) -> Deed:
    if what not in SUBJECT_DEEDS:
        raise Http404
    return SUBJECT_DEEDS[what]


def _around(one: Subject, known: Deed, viewer: Viewer) -> dict[str, Any]:
    today = timezone.localdate()
    return {"subject": one, "study": one.study, "deed": known,
            "delegated": actions.delegated(one.study_id, viewer.user_id, known.task, today)}
