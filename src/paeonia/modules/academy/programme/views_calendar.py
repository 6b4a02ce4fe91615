"""Pages of a personal calendar: its link, and the file a calendar fetches by it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from paeonia.modules.academy.frame import tell, told
from paeonia.people.pages import open_page, page
from paeonia.people.viewer import viewer_of

from . import actions, calendars, links, queries
from .views import as_calendar


@page(verb="academy.learn")
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own link: opened, made anew, or closed."""
    viewer = viewer_of(request)
    if request.method == "POST":
        if request.POST.get("do") == "close":
            actions.close_link(viewer)
            tell(request, _("The link is closed: no calendar fetches your sessions any more."))
        else:
            actions.open_link(viewer)
            tell(request, _("This is your link. An older one no longer works."))
        return redirect("academyplan-calendar")
    held = queries.link(viewer)
    address = request.build_absolute_uri(
        reverse("academyplan-feed", args=[links.token(held.user_id, held.number)])) if held else ""
    answer = render(request, "academyplan/calendar.jinja", {"address": address, "told": told(request)})
    answer["Cache-Control"] = "no-store"
    return answer


@open_page(reason="a calendar cannot sign in; the address is sealed, known to its owner alone, and can be closed")
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Her sessions, for the calendar that holds her link."""
    found = queries.of_link(token)
    if found is None:
        raise Http404
    user, sessions = found
    with override(user.language):
        answer = as_calendar(calendars.ics(queries.entries(sessions), _("My sessions"), outside=True), "sessions")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
