"""What changed in a registry record: its versions and the difference between two of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from paeonia.modules.trials.queries_versions import history
from paeonia.modules.trials.registry_codes import spoken
from paeonia.modules.trials.views_trial import elsewhere
from paeonia.people.pages import page
from paeonia.ui.words import language


@page(verb="trials.read")
@require_GET
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Two versions side by side as lines added and removed; which two stands in the address."""
    try:
        found = history(slug, _id(request, "from"), _id(request, "to"))
    except KeyError:
        return elsewhere(slug, "trial-versions", request)
    return render(request, "trials/versions.jinja", {
        "history": found, "card": found.card, "say": lambda field, line: spoken(field, line, language())})


def _id(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 12 else None
