"""Pages of readers and of those in the photographs: albums, one album, where one was named, yes and no."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paeonia.chart import redrawing, uploads
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui import telling
from paeonia.ui.words import refusal

from . import actions, queries

TOLD = "albums"


def tell(request: HttpRequest, line: str, *, good: bool = True) -> None:
    """Say it on this room's next page."""
    telling.tell(request, TOLD, line, good=good)


@page(verb="community.read")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """All albums with something to see."""
    viewer = viewer_of(request)
    return render(request, "communityalbum/home.jinja", {
        "found": queries.albums(viewer), "mine": queries.mine(viewer), "keeps": may(viewer, "community.moderate"),
        "told": telling.told(request, TOLD)})


@page(verb="community.read")
@require_GET
def album(request: HttpRequest, album_id: int) -> HttpResponse:
    """One album; the team sees what still waits for consents too."""
    viewer = viewer_of(request)
    try:
        one, photos = queries.album(album_id, viewer)
    except queries.NotHere:
        raise Http404 from None
    return render(request, "communityalbum/album.jinja", {
        "one": one, "photos": photos, "keeps": queries.keeps(viewer, one), "told": telling.told(request, TOLD)})


@page(verb="community.read")
@require_GET
def file(request: HttpRequest, photo_id: int) -> HttpResponseBase:
    """The photograph itself; no browser keeps it, so that it is gone everywhere once it is deleted."""
    try:
        found = queries.photo(photo_id, viewer_of(request))
        sent = FileResponse(uploads.path_of(found.stored).open("rb"), content_type=redrawing.KINDS[found.ends])
    except (queries.NotHere, OSError):
        raise Http404 from None
    sent["Cache-Control"] = "private, no-store"
    return sent


@page(verb="community.read")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Photographs in which the reader was named; she says yes or no here, at any time."""
    return render(request, "communityalbum/mine.jinja", {
        "found": queries.mine(viewer_of(request)), "told": telling.told(request, TOLD)})


@page(verb="community.read")
@require_POST
def answer(request: HttpRequest, person_id: int) -> HttpResponse:
    """Say yes, or no: by herself, or by the team for her."""
    viewer = viewer_of(request)
    try:
        one = queries.named(person_id, viewer)
    except queries.NotHere:
        raise Http404 from None
    own, yes = one.user_id == viewer.user_id, request.POST.get("answer") == "yes"
    if yes and not own:
        raise Http404
    try:
        if yes:
            actions.agree(one, viewer)
        else:
            actions.withdraw(one, request.POST.get("why", ""), viewer)
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
    else:
        tell(request, _("Thank you, that is noted.") if yes else _("The photograph is deleted; nothing of it is kept."))
    return redirect("albums-mine") if own else redirect("albums-behind", one.photo_id)
