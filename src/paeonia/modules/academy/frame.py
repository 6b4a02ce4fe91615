"""Small things the academy's pages share: one activity or not found, refusals in words, what was just done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import redirect

from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
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
            messages.error(request, line, extra_tags=TOLD)
    else:
        messages.success(request, said, extra_tags=TOLD)
    return redirect(back, *args)


def told(request: HttpRequest) -> list[tuple[str, str]]:
    """What the last deed has to say, each with its tone."""
    return [("good" if "success" in line.tags else "careful", str(line)) for line in messages.get_messages(request)
            if TOLD in line.tags]
