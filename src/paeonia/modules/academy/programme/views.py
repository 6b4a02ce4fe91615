"""Pages of a programme: the timetable, what changed, calendar files, one's own choice."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from paeonia.modules.academy import queries as academy
from paeonia.modules.academy.frame import activity_of, told
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.ui.words import words

from . import actions, calendars, grid, queries

CALENDAR = "text/calendar; charset=utf-8"


@page(verb="academy.see")
@require_GET
def programme(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Each day as a table by room, and as a list; what changed since the reader looked."""
    viewer, one = viewer_of(request), activity_of(request, activity_id)
    editions = queries.editions(one)
    return render(request, "academyplan/programme.jinja", {
        "one": one, "days": grid.days(queries.sessions(one)), "editions": editions, "chosen": queries.chosen(one, viewer),
        "news": queries.news(one, viewer, editions), "runs": academy.teaches(viewer, one), "told": told(request)})


@page(verb="academy.learn")
@require_POST
def seen(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The reader knows what changed."""
    one = activity_of(request, activity_id)
    editions = queries.editions(one)
    if not editions:
        raise Http404
    actions.look(editions[0], viewer_of(request))
    return redirect("academyplan", one.pk)


@page(verb="academy.learn")
@require_POST
def choose(request: HttpRequest, activity_id: int, session_id: int) -> HttpResponse:
    """She wants to go there, or no longer."""
    one = activity_of(request, activity_id)
    session = _session(one, session_id)
    actions.choose(session, request.POST.get("wanted") == "yes", viewer_of(request))
    return redirect(f"{request.path.partition('sessions/')[0]}#session-{session.pk}")


@page(verb="academy.see")
@require_GET
def whole(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The whole activity for a calendar."""
    one = activity_of(request, activity_id)
    return as_calendar(calendars.ics(queries.entries(queries.sessions(one)), words(one.words)), f"activity-{one.pk}")


@page(verb="academy.see")
@require_GET
def single(request: HttpRequest, activity_id: int, session_id: int) -> HttpResponse:
    """One session for a calendar."""
    one = activity_of(request, activity_id)
    session = _session(one, session_id)
    return as_calendar(calendars.ics(queries.entries([session]), words(session.words)), f"session-{session.pk}")


def as_calendar(body: bytes, name: str) -> HttpResponse:
    """A calendar file under a name."""
    answer = HttpResponse(body, content_type=CALENDAR)
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


def _session(one: academy.Activity, session_id: int) -> academy.Session:
    try:
        return queries.session(session_id, one)
    except academy.NotHere:
        raise Http404 from None
