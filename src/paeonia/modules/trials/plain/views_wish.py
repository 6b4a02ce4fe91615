"""Pages of the wish to hear about trials: one patient's, said by her or for her, and the list for staff."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.chart import door
from paeonia.chart.picture import hospital_words
from paeonia.modules.trials.frame import band
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.roles import Role
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.shapes import Option, Pages
from paeonia.ui.words import refusal

from . import actions, hearing
from .hows import HOWS, how_words
from .refusing import refuse


@page(verb="chart.wish")
@require_http_methods(["GET", "POST"])
def wish(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Say, or record for her, whether she would like to hear about trials; everything said before stays to be read."""
    viewer = viewer_of(request)
    try:
        who = door.person(patient_id, viewer, "chart.wish")
        line = door.timeline(patient_id, viewer, why="wish to hear about trials", route="plain-wish")
    except door.NotHere:
        raise Http404 from None
    own, wrong = not may(viewer, "chart.write", who), []
    if request.method == "POST":
        said = request.POST.get("would", "")
        try:
            if said not in ("yes", "no"):
                raise refuse("plain-choose")
            actions.say_wish(patient_id, said == "yes", request.POST.get("how", ""), viewer)
            messages.success(request, _thanks(own, said == "yes"))
            return redirect("plain") if own else redirect("plain-wish", patient_id)
        except Refused as refused:
            wrong = refusal(refused)
    word = hearing.of_one(patient_id, viewer)
    return render(request, "plain/wish.jinja", {
        "patient": band(who, line), "person": who, "own": own, "word": word, "wrong": wrong, "said": request.POST,
        "would": hearing.would(word.value) if word else None, "history": hearing.history(patient_id, viewer),
        "would_of": hearing.would, "how_words": how_words,
        "hows": [Option(one, how_words(one)) for one in HOWS]}, status=422 if wrong else 200)


def _thanks(own: bool, would: bool) -> str:
    if not own:
        return gettext("Recorded in her chart.")
    return gettext("Thank you. Your team sees that you would like to hear about trials.") if would else gettext(
        "Taken back. Nobody will speak to you about trials because of this.")


@page(verb="trials.match")
@require_GET
def wishes(request: HttpRequest) -> HttpResponse:
    """Who would like to hear about trials, at the viewer's hospitals; each one shown counts as a reading."""
    viewer = viewer_of(request)
    number = request.GET.get("page", "1")
    found = hearing.listeners(viewer, int(number) if number.isdecimal() and len(number) < 6 else 1)
    first = (found.page - 1) * hearing.PAGE
    return render(request, "plain/wishes.jinja", {
        "found": found, "how_words": how_words, "hospitals": hospital_words(), "own": viewer.hospital_ids,
        "patient_role": Role.PATIENT, "pages": Pages(found.page, found.pages, found.total, first + 1,
                                                      first + len(found.people), {})})
