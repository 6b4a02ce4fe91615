"""Pages of those who teach: a lesson begun and changed, what is handed in for it, shown and withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.context import acting
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Problem, Refused

from ..frame import activity_of, tell, told
from . import actions, cases, queries, replay
from .choices import Kind, Tongue
from .forms import LessonForm
from .frame import done, opened
from .models import Lesson
from .refusing import refuse


@page(verb="academy.teach")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, activity_id: int, kind: str) -> HttpResponse:
    """Begin a lesson."""
    if kind not in Kind.values:
        raise Http404
    one = activity_of(request, activity_id, teaching=True)
    return _kept(request, one, kind, None)


@page(verb="academy.teach")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, activity_id: int, lesson_id: int) -> HttpResponse:
    """Change what stands about a lesson."""
    held = opened(request, activity_id, lesson_id, teaching=True).lesson
    return _kept(request, held.activity, held.kind, held)


def _kept(request: HttpRequest, activity: Any, kind: str, held: Lesson | None) -> HttpResponse:
    viewer = viewer_of(request)
    first = {} if held else {"place": len(queries.lessons(activity, viewer)) + 1}
    form = LessonForm(kind, request.POST or None, instance=held, initial=first)
    if request.method == "POST" and form.is_valid():
        # The form has written into its own row; the wording that was signed is compared with the one still kept.
        before = opened(request, activity.pk, held.pk, teaching=True).lesson if held else None
        made = actions.keep(form.cleaned_data, kind, activity, viewer, before)
        return redirect("academylessons-desk", activity.pk, made.pk)
    return render(request, "academylessons/form.jinja", {
        "one": activity, "lesson": held, "form": form, "kind": Kind(kind).label}, status=422 if form.errors else 200)


@page(verb="academy.teach")
@require_GET
def desk(request: HttpRequest, activity_id: int, lesson_id: int) -> HttpResponse:
    """Everything that is handed in for one lesson, and how it was answered."""
    return _desk(request, opened(request, activity_id, lesson_id, teaching=True).lesson)


def _desk(request: HttpRequest, one: Lesson, written: str | None = None, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    viewer = viewer_of(request)
    with acting(viewer):
        film = queries.film(one) if one.kind == Kind.VIDEO else None
        edition = queries.edition(one) if one.kind == Kind.CASE else None
        steps = replay.shown(cases.held(edition.written), {}, all_steps=True, counts=queries.distribution(edition)) \
            if edition else []
        shown = {"slides": queries.slides(one), "film": film, "captions": queries.captions(film), "edition": edition,
                 "empty": queries.is_empty(one), "steps": steps}
    return render(request, "academylessons/desk.jinja", {
        "one": one.activity, "lesson": one, "tongues": Tongue.choices, "problems_found": problems,
        "written": written if written else edition.written if edition else cases.TEMPLATE, "told": told(request), **shown},
        status=422 if problems else 200)


@page(verb="academy.teach")
@require_POST
def publish(request: HttpRequest, activity_id: int, lesson_id: int) -> HttpResponseBase:
    """Show a lesson or withdraw it."""
    one, shown = opened(request, activity_id, lesson_id, teaching=True).lesson, request.POST.get("shown") == "yes"
    said = _("Shown to those who take part.") if shown else _("Withdrawn; what was done in it is kept.")
    return done(request, lambda: actions.publish(one, shown, viewer_of(request)), said, "academylessons-desk", activity_id,
                lesson_id)


@page(verb="academy.teach")
@require_POST
def hand_in(request: HttpRequest, activity_id: int, lesson_id: int) -> HttpResponseBase:
    """Slides, a film, captions or a case; what is wrong is told on the spot, and what was typed stays."""
    one = opened(request, activity_id, lesson_id, teaching=True).lesson
    written = request.POST.get("written", "")
    try:
        _handed_in(request, one, written)
    except Refused as refused:
        return _desk(request, one, written, tuple(refused.problems))
    tell(request, _("Kept."))
    return redirect("academylessons-desk", activity_id, lesson_id)


def _handed_in(request: HttpRequest, one: Lesson, written: str) -> None:
    viewer, file = viewer_of(request), request.FILES.get("file")
    if one.kind == Kind.SLIDES:
        actions.hand_in_slides(one, request.FILES.getlist("file"), viewer)
    elif one.kind == Kind.VIDEO and request.POST.get("tongue") in Tongue.values:
        actions.hand_in_captions(one, file, request.POST["tongue"], viewer)
    elif one.kind == Kind.VIDEO:
        actions.hand_in_film(one, file, viewer)
    elif one.kind == Kind.CASE:
        text, name = _text(file) if file else (written, "")
        actions.hand_in_case(one, text, viewer, name)
    else:
        raise refuse("lessons-file-none")


def _text(file: Any) -> tuple[str, str]:
    name = str(file.name)[-80:]
    if file.size > cases.LONGEST * 4:
        raise refuse("lessons-case-long", most=cases.LONGEST)
    try:
        return file.read().decode("utf-8-sig"), name
    except UnicodeDecodeError:
        raise Refused([Problem("not-utf-8", name)]) from None


@page(verb="academy.teach")
@require_POST
def describe(request: HttpRequest, activity_id: int, lesson_id: int) -> HttpResponseBase:
    """What each slide says."""
    one = opened(request, activity_id, lesson_id, teaching=True).lesson
    return done(request, lambda: actions.describe(one, _texts(request.POST), viewer_of(request)), _("Kept."),
                "academylessons-desk", activity_id, lesson_id)


def _texts(said: Mapping[str, str]) -> dict[int, str]:
    return {int(name[6:]): text.replace("\0", "") for name, text in said.items()
            if name.startswith("slide-") and name[6:].isascii() and name[6:].isdigit() and len(name) < 12}  # noqa: PLR2004
