"""Pages of requests: the catalogue, the list, one request, and what its requester and the manager do with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.shapes import Filter, Option
from paeonia.ui.words import refusal

from .. import wishes
from ..choices import Tissue
from ..frame import form_page, leaf, page_number, sought
from ..wordlist import containers, kinds, sites
from . import actions, queries
from .catalogue import SMALL
from .choices import State
from .committee import actions as committee
from .forms import RequestForm, WantedForm
from .frame import row, say, show
from .models import OPEN, Request

FIELDS = ("title_zh", "title_en", "purposes", "ethics_number", "ethics_until", "criteria", "conditions", "recipient",
          "country", "foreign")


@page(verb="bank.catalogue")
@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """What is in the bank, by type, tissue, site or container; numbers that could point at a person are held back."""
    viewer = viewer_of(request)
    by = request.GET.get("by", "kind")
    by = by if by in queries.DIMENSIONS else "kind"
    choices = {"kind": kinds(), "tissue": Tissue.choices, "site": sites(), "container": containers()}
    chosen = {name: request.GET.get(name, "") for name in queries.DIMENSIONS}
    chosen = {name: value if value in dict(choices[name]) else "" for name, value in chosen.items()}
    return show(request, "catalogue", {
        "table": queries.catalogue(viewer, by, chosen), "by": by, "chosen": chosen, "choices": choices, "small": SMALL,
        "names": {name: dict(held) for name, held in choices.items()}, "may_request": may(viewer, "bank.request")})


@page(verb="bank.catalogue")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Requests this viewer sees, by state or by a word in them."""
    viewer, state, text = viewer_of(request), request.GET.get("state", ""), sought(request, 100)
    chosen = {name: said for name, said in (("q", text), ("state", state if state in State.values else "")) if said}
    found = queries.listing(viewer, chosen.get("state", ""), text, page_number(request))
    return show(request, "list", {
        "rows": found.rows, "chosen": chosen, "filters_": _filters(chosen, found.by_state),
        "pages": leaf(found, len(found.rows), queries.PAGE, chosen),
        "may_request": may(viewer, "bank.request"), "review": False,
        "may_manage": may(viewer, "bank.manage"), "may_review": may(viewer, "bank.review")})


def _filters(chosen: dict[str, str], by_state: Mapping[str, int]) -> list[Filter]:
    """Nothing to choose among as long as there is nothing."""
    if not by_state:
        return []
    said = {name: (chosen[name],) if name in chosen else () for name in ("q", "state")}
    return [Filter("q", gettext("Number, title or person"), "search", chosen=said["q"]),
            Filter("state", gettext("State"), chosen=said["state"], options=tuple(
                Option(one.value, str(one.label), by_state[one.value]) for one in State if one.value in by_state))]


@page(verb="bank.catalogue")
@require_GET
def request_page(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request: what is wanted, how far it has come, who decided what, what was given, what came of it."""
    viewer = viewer_of(request)
    return shown(request, row(Request, request_id, viewer, "requester"), viewer)


def shown(request: HttpRequest, one: Request, viewer: Viewer, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a request; a draft is its requester's alone."""
    own = one.requester_id == viewer.user_id and may(viewer, "bank.request")
    if one.state == "draft" and not own:
        raise Http404
    return show(request, "request", {
        "sheet": queries.sheet(one, viewer), "one": one, "own": own, "open": one.state in OPEN,
        "may_manage": may(viewer, "bank.manage"), "may_work": may(viewer, "bank.work"),
        "member": may(viewer, "bank.review") and queries.is_member(one, viewer), **more}, status)


@page(verb="bank.request")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a request, with what a question to the bank has found where one is named."""
    viewer = viewer_of(request)
    wish = wishes.of(request.GET.get("question", ""), viewer)
    form = RequestForm(request.POST or None, initial={
        "title_zh": wish.title_zh, "title_en": wish.title_en, "criteria": wish.criteria} if wish else None)
    if request.method == "POST" and form.is_valid() and viewer.hospital_ids:
        made = actions.draft(form.said(), viewer.hospital_ids[0], viewer)
        for kind, pieces in (wish.pieces.items() if wish else ()):
            actions.want(made, {"kind": kind, "pieces": pieces}, viewer)
        return redirect("bankreq-request", made.pk)
    return form_page(request, form, title=gettext("Request specimens"), back=reverse("bankreq"))


@page(verb="bank.request")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, request_id: int) -> HttpResponse:
    """Change a request that is still open."""
    viewer = viewer_of(request)
    one = _own(request_id, viewer)
    form = RequestForm(request.POST or None, initial={name: getattr(one, name) for name in FIELDS})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(one, form.said(), viewer)
            return redirect("bankreq-request", one.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Change %(number)s") % {"number": one.number},
                     back=reverse("bankreq-request", args=[one.pk]))


@page(verb="bank.request")
@require_http_methods(["GET", "HEAD", "POST"])
def want(request: HttpRequest, request_id: int) -> HttpResponse:
    """Add a line of what is wanted, or take one out."""
    viewer = viewer_of(request)
    one = _own(request_id, viewer)
    back = reverse("bankreq-request", args=[one.pk])
    drop = request.POST.get("drop", "")
    form = WantedForm(None if drop else request.POST or None)
    try:
        if drop:
            for line, _given in queries.sheet(one, viewer).wanted:
                if str(line.pk) == drop:
                    actions.unwant(line, viewer)
            return redirect(back)
        if request.method == "POST" and form.is_valid():
            actions.want(one, form.said(), viewer)
            return redirect(back)
    except Refused as refused:
        if drop:
            say(request, refused)
            return redirect(back)
        form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Wanted for %(number)s") % {"number": one.number}, back=back)


@page(verb="bank.request")
@require_POST
def submit(request: HttpRequest, request_id: int) -> HttpResponse:
    """Hand a request in."""
    viewer = viewer_of(request)
    one = _own(request_id, viewer)
    return _done(request, one, lambda: actions.submit(one, viewer), gettext("Submitted."))


@page(verb="bank.request")
@require_POST
def withdraw(request: HttpRequest, request_id: int) -> HttpResponse:
    """Take a request back."""
    viewer = viewer_of(request)
    one = _own(request_id, viewer)
    return _done(request, one, lambda: actions.withdraw(one, request.POST.get("why", ""), viewer), gettext("Withdrawn."))


@page(verb="bank.manage")
@require_POST
def decide(request: HttpRequest, request_id: int) -> HttpResponse:
    """The manager puts a request before the committee, returns it, closes a round or the request."""
    viewer = viewer_of(request)
    one = row(Request, request_id, viewer)
    why = request.POST.get("why", "")
    deeds = {"take_up": lambda: actions.take_up(one, viewer), "give_back": lambda: actions.give_back(one, why, viewer),
             "prolong": lambda: actions.prolong(one, _day(request.POST.get("until", "")), why, viewer),
             "decide": lambda: committee.decide(one, viewer), "fulfil": lambda: actions.fulfil(one, why, viewer)}
    return _done(request, one, deeds.get(request.POST.get("do", ""), lambda: None), gettext("Kept."))


def _day(text: str) -> date | None:
    try:
        return parse_date(text[:10])
    except ValueError:      # as 2026-02-30
        return None


def _own(pk: int, viewer: Viewer) -> Request:
    one: Request = row(Request, pk, viewer)
    if one.requester_id != viewer.user_id:
        raise Http404
    return one


def _done(request: HttpRequest, one: Request, deed: Any, good: str) -> HttpResponse:
    try:
        deed()
        messages.success(request, good)
    except Refused as refused:
        say(request, refused)
    return redirect("bankreq-request", one.pk)
