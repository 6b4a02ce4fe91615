"""Pages of those who learn: the list of lessons, one lesson, its files, and what she does in it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from paeonia.chart import uploads
from paeonia.people.context import acting
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui import ranged

from .. import queries as academy
from ..frame import activity_of, told
from . import actions, cases, queries, reading, replay, viewing
from .choices import Kind, Tongue
from .frame import done, gone, learning, opened, small

FOR_ME = "private, max-age=3600"


@page(verb="academy.learn")
@require_GET
def lessons(request: HttpRequest, activity_id: int) -> HttpResponse:
    """All lessons with how far the reader is; for those who teach, how far everybody is."""
    viewer, one = viewer_of(request), activity_of(request, activity_id)
    found, teaches = queries.lessons(one, viewer), academy.teaches(viewer, one)
    with acting(viewer):
        mine = queries.enrolment_of(one, viewer)
        if mine is None and not teaches:
            raise Http404
        rows = queries.learners(one) if teaches else []
        far = queries.ways(found, [*rows, *([mine] if mine else [])])
    return render(request, "academylessons/lessons.jinja", {
        "one": one, "lessons": found, "mine": far.get(mine.pk, {}) if mine else {}, "learns": mine is not None,
        "teaches": teaches, "rows": [(row, far[row.pk]) for row in rows], "kinds": Kind.choices, "told": told(request)})


@page(verb="academy.learn")
@require_GET
def lesson(request: HttpRequest, activity_id: int, lesson_id: int) -> HttpResponseBase:
    """One lesson; that it was opened is noted for those who take part."""
    viewer = viewer_of(request)
    try:
        before = opened(request, activity_id, lesson_id)
        held = actions.view(before.lesson, before.enrolment, viewer) if before.enrolment is not None else None
    except Refused as refused:
        return gone(request, activity_id, refused)
    one, row = before.lesson, before.enrolment
    with acting(viewer):
        way = queries.ways([one], [row])[row.pk][one.pk] if row else queries.Way(one)
        shown = _SHOWN[Kind(one.kind)](before)
        if held is not None and shown.get("film"):
            shown["token"] = viewing.token(held.pk, shown["film"].pk, viewer.user_id or 0)
    around = [other for other in queries.lessons(one.activity, viewer) if other.published]
    places = [other.pk for other in around]
    following = around[places.index(one.pk) + 1:][:1] if one.pk in places else []
    return render(request, f"academylessons/{one.kind}.jinja", {
        "one": one.activity, "lesson": one, "way": way, "learns": row is not None, "teaches": before.teaches,
        "text": reading.shown(one.text_zh if viewer.language == "zh" and one.text_zh or not one.text_en else one.text_en),
        "following": following[0] if following else None, "told": told(request), **shown})


def _slides(before: queries.Opened) -> dict[str, Any]:
    found = queries.slides(before.lesson)
    return {"slides": found, "seen": queries.seen(found, before.enrolment)}


def _film(before: queries.Opened) -> dict[str, Any]:
    film = queries.film(before.lesson)
    there = queries.captions(film)
    return {"film": film, "captions": [(tongue, said) for tongue, said in Tongue.choices if tongue in there]}


def _case(before: queries.Opened) -> dict[str, Any]:
    edition = queries.edition(before.lesson, before.enrolment)
    if edition is None:
        return {"case": None, "steps": []}
    case = cases.held(edition.written)
    chosen = queries.answers(edition, before.enrolment) if before.enrolment else {}
    counts = queries.distribution(edition) if before.enrolment is None else None
    return {"case": case, "steps": replay.shown(case, chosen, all_steps=before.enrolment is None, counts=counts),
            "edition": edition, "chosen": chosen}


_SHOWN = {Kind.TEXT: lambda before: {}, Kind.SLIDES: _slides, Kind.VIDEO: _film, Kind.CASE: _case}


@page(verb="academy.learn")
@require_safe
def film(request: HttpRequest, activity_id: int, lesson_id: int) -> HttpResponseBase:
    """The film, in the parts a player asks for."""
    try:
        before = opened(request, activity_id, lesson_id)
    except Refused as refused:
        return gone(request, activity_id, refused)
    with acting(viewer_of(request)):
        held = queries.film(before.lesson)
    path = uploads.path_of(held.stored) if held else None
    if held is None or path is None or not path.is_file():
        raise Http404
    answer = ranged.sent(request, path, held.kind)
    answer["Cache-Control"] = FOR_ME
    return answer


@page(verb="academy.learn")
@require_safe
def slide(request: HttpRequest, activity_id: int, lesson_id: int, number: int) -> HttpResponseBase:
    """One slide as a picture."""
    try:
        before = opened(request, activity_id, lesson_id)
    except Refused as refused:
        return gone(request, activity_id, refused)
    with acting(viewer_of(request)):
        held = next((one for one in queries.slides(before.lesson) if one.number == number), None)
    path = uploads.path_of(held.stored) if held else None
    if path is None or not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/jpeg", headers={"Cache-Control": FOR_ME})


@page(verb="academy.learn")
@require_safe
def captions(request: HttpRequest, activity_id: int, lesson_id: int, tongue: str) -> HttpResponseBase:
    """What is said in the film, in one language."""
    try:
        before = opened(request, activity_id, lesson_id)
    except Refused as refused:
        return gone(request, activity_id, refused)
    with acting(viewer_of(request)):
        held = queries.captions(queries.film(before.lesson)).get(tongue)
    if held is None:
        raise Http404
    return HttpResponse(held.text, content_type="text/vtt; charset=utf-8", headers={"Cache-Control": FOR_ME})


@page(verb="academy.learn")
@require_POST
def beat(request: HttpRequest, activity_id: int, lesson_id: int) -> JsonResponse:
    """A stretch of the film was played."""
    number, begins, ends = (_whole(request.POST.get(name, "")) for name in ("number", "begins", "ends"))

    def deed() -> dict[str, Any]:
        learning(request, activity_id, lesson_id)
        share, is_done = actions.beat(request.POST.get("token", ""), number, (begins, ends), viewer_of(request))
        return {"share": share, "done": is_done}

    return small(deed)


@page(verb="academy.learn")
@require_POST
def seen(request: HttpRequest, activity_id: int, lesson_id: int) -> HttpResponseBase:
    """A slide is before her; told by the page's script, or by the button below each slide where there is none."""
    number = _whole(request.POST.get("number", ""))

    def deed() -> dict[str, Any]:
        before = learning(request, activity_id, lesson_id)
        assert before.enrolment is not None
        actions.see(before.lesson, number, before.enrolment, viewer_of(request))
        return {"seen": number}

    if request.headers.get("x-requested-with") == "script":
        return small(deed)
    return done(request, deed, "", "academylessons-lesson", activity_id, lesson_id, part=f"#slide-{number + 1}")


@page(verb="academy.learn")
@require_POST
def answer(request: HttpRequest, activity_id: int, lesson_id: int) -> HttpResponseBase:
    """What she would do at a step of a case."""
    step, choice = _whole(request.POST.get("step", "")), _whole(request.POST.get("choice", ""))

    def deed() -> None:
        before = learning(request, activity_id, lesson_id)
        assert before.enrolment is not None
        actions.answer(before.lesson, step, None if choice < 0 else choice, before.enrolment, viewer_of(request))

    return done(request, deed, "", "academylessons-lesson", activity_id, lesson_id, part=f"#step-{max(step, 1)}")


@page(verb="academy.learn")
@require_POST
def finish(request: HttpRequest, activity_id: int, lesson_id: int) -> HttpResponseBase:
    """She says that a lesson is behind her."""
    def deed() -> None:
        before = learning(request, activity_id, lesson_id)
        assert before.enrolment is not None
        actions.finish(before.lesson, before.enrolment, viewer_of(request))

    return done(request, deed, _("Done. It is on your record."), "academylessons-lesson", activity_id, lesson_id)


def _whole(said: str) -> int:
    """A whole number that was sent; -1 for anything else."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1    # noqa: PLR2004
