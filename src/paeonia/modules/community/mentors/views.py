"""Pages of askers and mentors: who there is, offering oneself, asking, saying yes or no, ending."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui import telling
from paeonia.ui.words import refusal

from .. import reading
from . import actions, queries
from .choices import About
from .forms import AskForm, OfferForm
from .models import Match

TOLD = "mentors"


def tell(request: HttpRequest, line: str, *, good: bool = True) -> None:
    """Say it on this room's next page."""
    telling.tell(request, TOLD, line, good=good)


def match_of(request: HttpRequest, number: int) -> Match:
    """The match, or the page of things that are not there."""
    try:
        return queries.match(number, viewer_of(request))
    except queries.NotHere:
        raise Http404 from None


@page(verb="community.read")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Mentors who may be asked, what the reader asked for, and what is asked of her."""
    viewer, about = viewer_of(request), request.GET.get("about", "")
    asks = may(viewer, "community.ask")
    return render(request, "communitymentors/home.jinja", {
        "found": queries.mentors(viewer, about), "about": about, "topics": About.choices, "asks": asks,
        "wish": queries.wish(viewer) if asks else None, "own": queries.own(viewer) if asks else None,
        "asked": queries.asked_of(viewer) if asks else [], "arranges": may(viewer, "community.moderate"),
        "told": telling.told(request, TOLD)})


@page(verb="community.ask")
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Offer oneself as a mentor."""
    form, lines = OfferForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer(form.cleaned_data, form.cleaned_data["consents"], viewer_of(request))
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Thank you. The team will talk with you before you are shown to anybody."))
            return redirect("mentors")
    return render(request, "communitymentors/form.jinja", {
        "form": form, "lines": lines, "title": _("Become a mentor"), "send": _("Offer myself"),
        "lead": _("You went through it yourself. Somebody at the beginning would like to hear from you.")},
        status=422 if form.errors or lines else 200)


@page(verb="community.ask")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a mentor; words of danger bring the advice to call on the very next page."""
    form, lines = AskForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask(form.cleaned_data, viewer_of(request))
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Thank you. The team looks for somebody who fits and asks you both."))
            return redirect("mentors-match", made.pk)
    return render(request, "communitymentors/form.jinja", {
        "form": form, "lines": lines, "title": _("Ask for a mentor"), "send": _("Send it to the team"),
        "lead": _("Mentors give no medical advice. If you feel ill now, do not wait here: call your team, or 120.")},
        status=422 if form.errors or lines else 200)


@page(verb="community.read")
@require_http_methods(["GET", "POST"])
def match(request: HttpRequest, match_id: int) -> HttpResponse:
    """One match as its asker, its mentor or the team sees it; the two say yes or no here."""
    viewer, one = viewer_of(request), match_of(request, match_id)
    hers, mentor = one.user_id == viewer.user_id, queries.is_mentor(viewer, one)
    lines: list[str] = []
    if request.method == "POST":
        if not (hers or mentor):
            raise Http404
        yes = request.POST.get("answer") == "yes"
        try:
            actions.answer(one, yes, request.POST.get("reach", "")[:200], viewer)
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Thank you, that is noted."))
            return redirect("mentors-match" if yes or hers else "mentors", *([one.pk] if yes or hers else []))
    arranges = queries.arranges(viewer, one)
    return render(request, "communitymentors/match.jinja", {
        "one": one, "hers": hers, "mentor": mentor, "arranges": arranges, "lines": lines,
        "advice": reading.said_of(one.dangers) if hers or arranges else [], "told": telling.told(request, TOLD)},
        status=422 if lines else 200)


@page(verb="community.read")
@require_POST
def end(request: HttpRequest, match_id: int) -> HttpResponse:
    """End it."""
    try:
        actions.end(match_of(request, match_id), request.POST.get("why", ""), viewer_of(request))
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
    else:
        tell(request, _("It is ended. Neither of you sees any more how the other is reached."))
    return redirect("mentors")


@page(verb="community.ask")
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Stop being a mentor."""
    viewer = viewer_of(request)
    own = queries.own(viewer)
    if own is None:
        raise Http404
    actions.stop(own, viewer)
    tell(request, _("Thank you for having been there. You are no longer shown."))
    return redirect("mentors")
