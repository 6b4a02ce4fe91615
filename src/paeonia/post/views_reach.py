"""What reaches a person outside: her addresses, each confirmed by a code, and what she wants to be told on which way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import language, refusal

from . import actions, addresses, kinds, queries, quiet
from .channels.message import is_real
from .choices import Channel
from .frame import tell, told


@dataclass(frozen=True)
class Way:
    """One way out, as the page shows it."""

    channel: str
    words: Any
    address: str
    verified_at: datetime | None
    waits: bool         # for the code that was sent
    is_real: bool


def ways(request: HttpRequest) -> list[Way]:
    """Every way out with the reader's address on it."""
    known = queries.own_addresses(viewer_of(request))
    found = []
    for channel in Channel:
        row = known.get(channel)
        shown = "" if row is None else addresses.masked(channel, row.address) if channel == Channel.WECHAT else row.address
        found.append(Way(channel.value, channel.label, shown, row.verified_at if row else None,
                         row is not None and row.verified_at is None, is_real(channel)))
    return found


@page(verb="post.read")
@require_GET
def reach(request: HttpRequest) -> HttpResponse:
    """What reaches the reader, and where."""
    viewer = viewer_of(request)
    yes = {pair for pair, said in queries.wishes(viewer).items() if said}
    first, last = quiet.of_house()
    offered = queries.purposes(viewer)
    sample = kinds.NEUTRAL[language()].format(purpose=offered[0].words[language()]) if offered else ""
    return render(request, "post/reach.jinja", {
        "ways": ways(request), "offered": offered, "yes": yes, "most": settings.POST_MOST_A_DAY, "sample": sample,
        "quiet": None if first == last else (first.strftime("%H:%M"), last.strftime("%H:%M")), "told": told(request)})


@page(verb="post.read")
@require_POST
def wishes(request: HttpRequest) -> HttpResponse:
    """Keep which purposes may use which ways."""
    wanted = {(purpose, channel) for purpose, _dot, channel in (one.partition(".") for one in request.POST.getlist("wish"))}
    actions.wish(viewer_of(request), wanted)
    tell(request, _("Your choice is kept; it counts from the next message on."))
    return redirect("post-reach")


@page(verb="post.read")
@require_POST
def address(request: HttpRequest, channel: str) -> HttpResponse:
    """Write an address, confirm it by its code, or throw it away."""
    viewer, do = viewer_of(request), request.POST.get("do", "")
    if channel not in Channel.values or do not in ("name", "confirm", "forget"):
        raise Http404
    try:
        if do == "name":
            actions.name_address(viewer, channel, request.POST.get("address", ""))
            tell(request, _("A code is on its way. Write it here within ten minutes."))
        elif do == "confirm":
            actions.confirm(viewer, channel, request.POST.get("code", "")[:20])
            tell(request, _("Confirmed. Choose below what may come this way."))
        else:
            actions.forget_address(viewer, channel)
            tell(request, _("Forgotten; nothing goes there any more."))
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
    return redirect("post-reach")
