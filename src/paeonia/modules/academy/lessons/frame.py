"""What pages of lessons share: the lesson before the reader or not found, one withdrawn while she learnt, small answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render

from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui import telling
from paeonia.ui.words import refusal

from .. import queries as academy
from ..frame import activity_of
from . import queries

ROOM = "academy"
View = Callable[..., HttpResponseBase]


def opened(request: HttpRequest, activity_id: int, lesson_id: int, *, teaching: bool = False) -> queries.Opened:
    """The lesson, or the page of things that are not there; Refused when it was withdrawn."""
    one = activity_of(request, activity_id, teaching=teaching)
    try:
        return queries.opened(lesson_id, one, viewer_of(request))
    except academy.NotHere:
        raise Http404 from None


def learning(request: HttpRequest, activity_id: int, lesson_id: int) -> queries.Opened:
    """The lesson of somebody who takes part."""
    found = opened(request, activity_id, lesson_id)
    if found.enrolment is None:
        raise Http404
    return found


def gone(request: HttpRequest, activity_id: int, refused: Refused) -> HttpResponseBase:
    """The page of a lesson that was withdrawn."""
    return render(request, "academylessons/gone.jinja", {"lines": refusal(refused), "activity_id": activity_id}, status=410)


def done(request: HttpRequest, deed: Callable[[], Any], said: str, to: str, *args: Any, part: str = "") -> HttpResponseBase:
    """Do it and go to a page, with a word of what was done or why not; a withdrawn lesson leads to the list."""
    try:
        deed()
    except Refused as refused:
        for line in refusal(refused):
            telling.tell(request, ROOM, line, good=False)
        if any(one.code == "lessons-withdrawn" for one in refused.problems):
            return redirect("academylessons", args[0])
    else:
        if said:
            telling.tell(request, ROOM, said)
    there = redirect(to, *args)
    there["Location"] += part
    return there


def small(deed: Callable[[], dict[str, Any]]) -> JsonResponse:
    """A short answer to the page's own script: what it asked for, or why not."""
    try:
        return JsonResponse(deed())
    except Refused as refused:
        status = 410 if any(one.code == "lessons-withdrawn" for one in refused.problems) else 409
        return JsonResponse({"problems": refusal(refused)}, status=status)
