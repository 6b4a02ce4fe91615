"""The page between a translation and the physician who reads it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import actions, queries


@page(verb="website.edit")
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say what is not translated yet; send what is whole to medical review."""
    found = queries.translated(page_id)
    if found is None:
        raise Http404
    lines: list[str] = []
    if request.method == "POST":
        try:
            return redirect(actions.send_translation(found, viewer_of(request)))
        except Refused as refused:
            lines = refusal(refused)
    return render(request, "website/translated.jinja", {"found": found, "lines": lines}, status=422 if lines else 200)
