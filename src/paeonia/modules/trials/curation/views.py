"""The list of what is on the workbench, and beginning a draft."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import queries, starting
from .choices import State


@page(verb="curation.see")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Drafts in work, those waiting for a second person, criteria in force, and those to be read again."""
    found = queries.in_work()
    return render(request, "curation/list.jinja", {
        "open": [one for one in found if one.draft.state == State.OPEN],
        "submitted": [one for one in found if one.draft.state == State.SUBMITTED],
        "in_force": queries.in_force(), "reread": queries.reread(),
        "may_write": may(viewer_of(request), "curation.write")})


@page(verb="curation.write")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what a draft begins from; a trial with a draft in work leads there."""
    try:
        card = starting.card_of(slug)
    except Refused:
        raise Http404(slug) from None
    working, _version = queries.at_work(card.slug)
    if working is not None:
        return redirect("curation-draft", working.pk)
    wrong: list[str] = []
    if request.method == "POST":
        try:
            made = starting.start(card.slug, request.POST.get("origin", ""), viewer_of(request))
            return redirect("curation-draft", made.pk)
        except Refused as refused:
            wrong = refusal(refused)
    return render(request, "curation/start.jinja", {"card": card, "origins": starting.origins(card), "wrong": wrong},
                  status=422 if wrong else 200)


@page(verb="curation.see")
@require_GET
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An approved version, who stands for it, and what is other than in the one before or in the shipped file."""
    row, changes, against = queries.version_of(slug, number, request.GET.get("against", ""))
    return render(request, "curation/version.jinja", {
        "version": row, "all": queries.versions(slug), "changes": changes, "against": against, "slug": slug,
        "has_file": queries.shipped(slug) is not None})
