"""Pages of the team: an album, a photograph, who can be recognised in it, and what was done."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui import telling
from paeonia.ui.words import refusal

from . import actions, queries
from .forms import AlbumForm, PersonForm, PhotoForm
from .views import TOLD, tell


def _behind(request: HttpRequest, number: int) -> queries.Behind:
    try:
        return queries.behind(number, viewer_of(request))
    except queries.NotHere:
        raise Http404 from None


@page(verb="community.moderate")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin an album."""
    viewer = viewer_of(request)
    form = AlbumForm(viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("albums-add", actions.begin(form.save(commit=False), viewer).pk)
    return render(request, "communityalbum/form.jinja", {
        "form": form, "title": _("New album"), "send": _("Begin the album"), "trail": [], "lines": [],
        "lead": _("The title and the day are seen by everybody who signs in.")}, status=422 if form.errors else 200)


@page(verb="community.moderate")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, album_id: int) -> HttpResponse:
    """Add a photograph; then it is said who can be recognised."""
    viewer = viewer_of(request)
    try:
        one, _photos = queries.album(album_id, viewer)
    except queries.NotHere:
        raise Http404 from None
    if not queries.keeps(viewer, one):
        raise Http404
    form, lines = PhotoForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add(one, form.cleaned_data["file"], form.cleaned_data["shows"], viewer)
        except Refused as refused:
            lines = refusal(refused)
        else:
            return redirect("albums-behind", made.pk)
    return render(request, "communityalbum/form.jinja", {
        "form": form, "lines": lines, "title": _("Add a photograph"), "send": _("Add it"), "trail": [(one.words, one.pk)],
        "lead": _("It is drawn anew without place, time and camera. Nobody sees it before all in it have agreed.")},
        status=422 if form.errors or lines else 200)


@page(verb="community.moderate")
@require_http_methods(["GET", "POST"])
def behind(request: HttpRequest, photo_id: int) -> HttpResponse:
    """Who can be recognised, who has agreed and how, and what was done."""
    found = _behind(request, photo_id)
    form, lines = PersonForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.name(found.photo, said["who"], said["how"], said["sign_in"], said["signed_on"], said["paper"],
                         viewer_of(request))
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("She is named; the photograph waits until all have agreed."))
            return redirect("albums-behind", photo_id)
    return render(request, "communityalbum/behind.jinja", {
        "photo": found.photo, "people": found.people, "log": found.log, "form": form, "lines": lines,
        "told": telling.told(request, TOLD)}, status=422 if form.errors or lines else 200)


@page(verb="community.moderate")
@require_POST
def complete(request: HttpRequest, photo_id: int) -> HttpResponse:
    """Say that all are named, or that nobody can be recognised."""
    try:
        actions.complete(_behind(request, photo_id).photo, request.POST.get("nobody") == "yes", viewer_of(request))
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
    return redirect("albums-behind", photo_id)


@page(verb="community.moderate")
@require_POST
def delete(request: HttpRequest, photo_id: int) -> HttpResponse:
    """Delete a photograph."""
    found = _behind(request, photo_id)
    try:
        actions.delete(found.photo, request.POST.get("why", ""), viewer_of(request))
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
        return redirect("albums-behind", photo_id)
    tell(request, _("The photograph is deleted; nothing of it is kept."))
    return redirect("albums")
