"""Public pages: any address of the tree, search, and how a page is drawn."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe
from wagtail.models import Page

from paeonia.people.pages import open_page, page
from paeonia.people.viewer import short_language

from . import queries, shown
from .frame import frame
from .searching.finding import find

OPEN = "the website is meant for everybody"


@page(verb="website.read")
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Lead a member of the house to the front page of her language."""
    return HttpResponseRedirect(f"/{short_language()}/")


@open_page(reason=OPEN)
@require_safe
def show(request: HttpRequest, tongue: str, way: str = "") -> HttpResponse:
    """A published page; its address is its language, whatever the visitor's browser says."""
    if way and not way.endswith("/"):
        return HttpResponseRedirect(f"/{tongue}/{way}/")
    with translation.override(queries.TONGUES[tongue]):
        found = queries.page_at(tongue, way)
        if found is None:
            raise Http404
        return found.serve(request)     # type: ignore[no-any-return]


@open_page(reason=OPEN)
@require_safe
def search(request: HttpRequest, tongue: str) -> HttpResponse:
    """Pages that hold what was asked."""
    with translation.override(queries.TONGUES[tongue]):
        home = queries.front(tongue)
        if home is None:
            raise Http404
        found = find(request.GET.get("q", ""), queries.TONGUES[tongue])
        twins = {one: f"/{one}/search/" for one in queries.TONGUES}
        return _drawn(request, home, "website/search.jinja", {"found": found}, twins)


def drawn(request: HttpRequest, found: Page) -> HttpResponse:
    """A page in its frame, with what its kind shows besides its text."""
    tongue = "en" if found.locale.language_code == "en" else "zh"
    with translation.override(queries.TONGUES[tongue]):
        twins = queries.twins(found) if found.live else {tongue: found.url_path}
        return _drawn(request, found, found.template, shown.besides(request, found, tongue), twins)


def _drawn(request: HttpRequest, found: Page, template: str, more: dict[str, Any], twins: dict[str, str]) -> HttpResponse:
    request.chrome = frame(request, found, twins)     # type: ignore[attr-defined]
    tongue = "en" if found.locale.language_code == "en" else "zh"
    return render(request, template, {
        "page": found, "tongue": tongue, "twins": twins, "filing": settings.WEBSITE_FILING, "today": timezone.localdate(),
        "trail": shown.trail(found), "here": request.build_absolute_uri(request.path), **more})
