"""Saved searches: kept from the list of trials, looked at again with what is new."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.modules.trials.watch import actions, searches
from paeonia.modules.trials.watch.frame import tabs
from paeonia.modules.trials.watch.views_news import TOLD, told
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.ui.address import with_query


@page(verb="watch.search")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The reader's own searches."""
    viewer = viewer_of(request)
    return render(request, "watch/searches.jinja", {
        "tabs": tabs(viewer, "watch-searches"), "searches": searches.searches(viewer), "told": told(request)})


@page(verb="watch.search")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Give a search a name; the filters come along from the list's address."""
    viewer, error = viewer_of(request), ""
    given = request.POST if request.method == "POST" else request.GET
    wanted = searches.full(given)
    if request.method == "POST":
        try:
            actions.save_search(viewer, given.get("name", ""), wanted, searches.slugs(wanted))
        except ValueError:
            error = _("Give the search a name and at least one filter.")
        else:
            messages.success(request, _("Kept. New trials will be named here."), extra_tags=TOLD)
            return redirect("watch-searches")
    return render(request, "watch/search_new.jinja", {
        "tabs": tabs(viewer, "watch-searches"), "said": searches.in_words(wanted), "wanted": wanted, "error": error,
        "name": given.get("name", "")[:120]}, status=422 if error else 200)


@page(verb="watch.search")
@require_POST
def look(request: HttpRequest, search_id: int) -> HttpResponse:
    """Open the list as it was saved; what is found now counts as seen."""
    viewer = viewer_of(request)
    found = searches.one(viewer, search_id)
    if found is None:
        raise Http404
    actions.looked(viewer, search_id, searches.slugs(searches.full(found.query)))
    return redirect(reverse("trials") + with_query(found.query))


@page(verb="watch.search")
@require_POST
def forget(request: HttpRequest, search_id: int) -> HttpResponse:
    """Throw a search away."""
    if not actions.forget_search(viewer_of(request), search_id):
        raise Http404
    messages.success(request, _("Removed."), extra_tags=TOLD)
    return redirect("watch-searches")
