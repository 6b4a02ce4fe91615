"""Small things the academy's pages share: one activity or not found, refusals in words, what was just done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import redirect

from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui import telling
from paeonia.ui.words import refusal

from . import queries
from .models import Activity, Session

TOLD = "academy"


def activity_of(request: HttpRequest, activity_id: int, *, teaching: bool = False) -> Activity:
    """The activity, or the page of things that are not there."""
    try:
        return queries.activity(activity_id, viewer_of(request), teaching=teaching)
    except queries.NotHere:
        raise Http404 from None


def session_of(request: HttpRequest, session_id: int) -> Session:
    """A session of an activity the reader runs."""
    try:
        return queries.session(session_id, viewer_of(request))
    except queries.NotHere:
        raise Http404 from None


def mine_of(request: HttpRequest, activity: Activity) -> queries.Progress:
    """Where the reader stands in an activity she has enrolled in."""
    found = queries.mine(viewer_of(request), activity.pk)
    if not found:
        raise Http404
    return found[0]


def done(request: HttpRequest, deed: Callable[[], Any], said: str, back: str, *args: Any) -> Any:
    """Do it and go back, with a word of what was done or why not."""
    try:
        deed()
    except Refused as refused:
        for line in refusal(refused):
            telling.tell(request, TOLD, line, good=False)
    else:
        tell(request, said)
    return redirect(back, *args)


def tell(request: HttpRequest, line: str) -> None:
    """Say it on the academy's next page."""
    telling.tell(request, TOLD, line)


def told(request: HttpRequest) -> list[tuple[str, str]]:
    """What the last deed has to say, each with its tone."""
    return telling.told(request, TOLD)
