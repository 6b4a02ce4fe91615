"""The pages of the auditor: charts opened, and what happened at the doors. She sees numbers and reasons, no chart."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

from . import door


@page(verb="audit.read")
@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """Charts opened, or with `?at=doors` sign-ins, failures, refusals and exports; `q` is a sign-in name or a number."""
    doors = request.GET.get("at") == "doors"
    text = request.GET.get("q", "").replace("\0", "")[:80].strip()
    number = request.GET.get("page", "1")
    place = max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1
    listing = (door.happened if doors else door.opened)(viewer_of(request), text, place)
    return render(request, "chart/audit.jinja", {"listing": listing, "doors": doors, "text": text})
