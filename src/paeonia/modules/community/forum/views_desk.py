"""Pages of moderators: what waits for a look, what to do with it, and the log of what was done."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui import telling
from paeonia.ui.words import refusal

from . import actions, queries
from .choices import Deed
from .models import Picture, Reply, Thread
from .views import TOLD, opened, reply_of, tell

DEEDS = {Thread: (Deed.SHOWN, Deed.BOUNCED, Deed.HIDDEN, Deed.CLOSED, Deed.OPENED), Reply: (Deed.SHOWN, Deed.HIDDEN),
         Picture: (Deed.SHOWN, Deed.HIDDEN)}


@page(verb="forum.moderate")
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Pictures nobody else has seen, and what colleagues reported."""
    return render(request, "communityforum/desk.jinja", {
        "found": queries.desk(viewer_of(request)), "told": telling.told(request, TOLD)})


@page(verb="forum.moderate")
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """What was given back, taken out of sight, closed and shown again, by whom and why."""
    return render(request, "communityforum/log.jinja", {"found": queries.log(viewer_of(request))})


@page(verb="forum.moderate")
@require_POST
def moderate(request: HttpRequest, number: int) -> HttpResponse:
    """Do one of these with a thread, a reply or a picture."""
    viewer, found = viewer_of(request), opened(request, number)
    thing = _picture(request, found) or reply_of(request, found) or found.thread
    deed = request.POST.get("deed", "")
    if not queries.moderates(viewer, thing) or deed not in DEEDS[type(thing)]:
        raise Http404
    try:
        actions.moderate(found.thread, thing, deed, request.POST.get("why", ""), viewer)
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
        return redirect("forum-thread", number)
    tell(request, _("Done, and written down."))
    return redirect("forum-desk")


def _picture(request: HttpRequest, found: queries.Opened) -> Picture | None:
    asked = request.POST.get("picture", "")
    if not asked:
        return None
    try:
        return queries.picture(found, int(asked[:18]) if asked.isascii() and asked.isdigit() else -1)
    except queries.NotHere:
        raise Http404 from None
