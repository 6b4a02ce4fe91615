"""What pages of requests share."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused
from paeonia.ui.countries import country
from paeonia.ui.words import refusal

from ..measures import measured
from ..queries import NotHere
from ..wordlist import word
from . import queries


def row(model: type[Model], pk: int, viewer: Viewer, *related: str) -> Any:
    """A row of a request the viewer sees, or the page that says there is none."""
    try:
        return queries.found(model, pk, viewer, *related)
    except NotHere:
        raise Http404 from None


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this room."""
    return render(request, f"bankrequests/{template}.jinja", {
        "word": word, "measured": measured, "country": country, **context}, status=status)


def say(request: HttpRequest, refused: Refused) -> None:
    """What was refused, on the next page."""
    for line in refusal(refused):
        messages.error(request, line)
