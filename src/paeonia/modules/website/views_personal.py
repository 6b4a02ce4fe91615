"""Articles for one reader: her own list with the reasons, what a physician hands over, and what editors should know."""

from __future__ import annotations

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from paeonia.chart import door
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

from . import personal, queries

MOST = 12


@page(verb="website.read")
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """A patient's own list: articles her record asks for, each with why she sees it."""
    viewer = viewer_of(request)
    if viewer.role != "patient":
        return redirect("home")  # the list is made from one's own record; staff have the records of others
    own = door.patients(viewer).items
    line = door.timeline(own[0].id, viewer) if own else None
    found = personal.suggested(line, viewer.language) if line else []
    return render(request, "website/mine.jinja", {"found": found, "has_chart": line is not None, "tongue": viewer.language})


@page(verb="website.hand")
@require_safe
def hand(request: HttpRequest, patient_id: int) -> HttpResponse:
    """A sheet with the articles chosen for a patient and a code for her phone; the code names articles, never her."""
    viewer = viewer_of(request)
    try:
        who = door.person(patient_id, viewer)
    except door.NotHere as error:
        raise Http404 from error
    suggested = personal.suggested(door.timeline(patient_id, viewer), viewer.language)
    every = {str(one.translation_key): one for one in queries.articles(viewer.language)}
    keys = [key for key in request.GET.getlist("article") if key in every][:MOST]
    chosen = [(every[key], _code(request.build_absolute_uri(every[key].url_path))) for key in keys]
    return render(request, "website/hand.jinja", {
        "who": who, "suggested": suggested, "others": sorted(every.values(), key=lambda one: one.title), "chosen": chosen,
        "keys": keys, "printed": request.GET.get("print") == "1", "today": timezone.localdate()})


def _code(address: str) -> str:
    return segno.make(address, error="m").svg_data_uri(scale=4, border=2)


@page(verb="website.edit")
@require_safe
def unserved(request: HttpRequest) -> HttpResponse:
    """Groups of patients and how many of each no article is written for; numbers alone, small ones not shown."""
    return render(request, "website/unserved.jinja", {"groups": personal.unserved(viewer_of(request)), "least": 5})


@page(verb="website.edit")
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Published articles nobody stands for now."""
    return render(request, "website/reviews.jinja", {"overdue": queries.overdue(timezone.localdate())})
