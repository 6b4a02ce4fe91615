"""Work at one box: storing by scanning, blocking a place; the answer is the map as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ..camera import with_camera
from . import actions, queries
from .flagged import outside
from .frame import container_or_404, show
from .keeping import doubts
from .views import tones


@page(verb="bank.work")
@require_POST
@with_camera
def store(request: HttpRequest, container_id: int) -> HttpResponse:
    """Store the tube that was scanned, in the next free place or the one named."""
    def deed(box: Any, viewer: Any) -> str:
        tube = queries.specimen_called(viewer.hospital_ids, _said(request, "code", 120))
        name = _said(request, "place", 12)
        place, = actions.store([tube], box, timezone.now(), viewer, names=[name] if name else (),
                               moving=request.POST.get("moving") == "yes")
        where = box.grid.name((place.row, place.column)) if box.grid and place.row and place.column else box.name
        against.extend(doubts([tube], viewer))
        return gettext("%(label)s lies in %(place)s.") % {"label": tube.label, "place": where}

    against: list[str] = []

    return _done(request, container_id, deed, against)


@page(verb="bank.work")
@require_POST
def block(request: HttpRequest, container_id: int) -> HttpResponse:
    """Keep the next free places for a few minutes, block a place, or release it."""
    def deed(box: Any, viewer: Any) -> str:
        name = _said(request, "place", 12)
        if request.POST.get("do") == "reserve":
            many = _said(request, "many", 3)
            kept = actions.reserve(box, int(many) if many.isdecimal() and int(many) else 1, viewer)
            return gettext("Kept for you for five minutes: %(places)s.") % {"places": ", ".join(kept)}
        if request.POST.get("do") == "release":
            actions.release(box, name, viewer)
            return gettext("Place %(place)s may be used again.") % {"place": name}
        actions.block(box, name, _said(request, "why", 200), viewer)
        return gettext("Place %(place)s is not used any more.") % {"place": name}

    return _done(request, container_id, deed)


@page(verb="bank.see")
@require_GET
def flags(request: HttpRequest, container_id: int) -> HttpResponse:
    """The tubes of a box outside a limit; the page of the box fetches it once it stands."""
    viewer = viewer_of(request)
    box = container_or_404(container_id, viewer)
    many, found = outside(box, viewer)
    return show(request, "flags", {"one": box, "many": many, "found": found})


def _said(request: HttpRequest, name: str, most: int) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()[:most]


def _done(request: HttpRequest, container_id: int, deed: Any, against: Sequence[str] = ()) -> HttpResponse:
    """The map after a deed: only the map when a script asks, else the whole page."""
    viewer = viewer_of(request)
    box = container_or_404(container_id, viewer)
    said, wrong = "", []
    try:
        said = deed(box, viewer)
    except Refused as refused:
        wrong = refusal(refused)
    found = queries.box_map(box)
    return show(request, "_map" if request.headers.get("HX-Request") else "box", {
        "map": found, "one": box, "tones": tones(found), "said": said, "wrong": wrong, "against": against, "may_work": True,
        "may_manage": may(viewer, "bank.manage", box)}, 422 if wrong else 200)
