"""Pages of a call: one's own abstracts, those to read without names, the committee's table, the book."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.modules.academy import queries as academy
from paeonia.modules.academy.frame import activity_of, done, tell, told
from paeonia.modules.academy.models import Activity
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused, refuse
from paeonia.ui.words import refusal

from . import actions, book, queries
from .choices import Decision
from .forms import AbstractForm, CallForm
from .models import Abstract, Call


def _call(activity: Activity) -> Call:
    found = queries.call_of(activity)
    if found is None:
        raise Http404
    return found


def _abstract(request: HttpRequest, activity: Activity, number: int) -> Abstract:
    try:
        return queries.abstract(number, activity, viewer_of(request))
    except academy.NotHere:
        raise Http404 from None


@page(verb="academy.learn")
@require_GET
def abstracts(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Everything about the call that concerns this reader: hers, those she reads, and the committee's table."""
    viewer, one = viewer_of(request), activity_of(request, activity_id)
    call, runs = queries.call_of(one), academy.teaches(viewer, one)
    if call is None and not runs:
        raise Http404
    shown: dict[str, Any] = {"mine": [], "reading": [], "judged": [], "takes": False}
    if call is not None:
        shown = {"mine": queries.mine(call, viewer), "takes": queries.takes(call) and academy.is_for(viewer, one),
                 "reading": queries.to_read(call, viewer) if queries.reads(call, viewer) else [],
                 "judged": queries.judged(call, viewer) if runs else []}
    return render(request, "summit/abstracts.jinja", {
        "one": one, "call": call, "runs": runs, "decisions": Decision.choices, "told": told(request), **shown})


@page(verb="academy.teach")
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Open the call, close it, let it be read, and say who reads."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    held = queries.call_of(one)
    first = {"opens": held.opens, "closes": held.closes, "phase": held.phase,
             "readers": "\n".join(queries.readers(held))} if held else {}
    form, lines = CallForm(request.POST or None, initial=first), []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.announce(one, said["opens"], said["closes"], said["phase"], said["readers"].split(), viewer)
        except Refused as refused:
            lines = refusal(refused)
        else:
            return redirect("summit", one.pk)
    return render(request, "summit/form.jinja", {"one": one, "form": form, "title": _("Call for abstracts"), "lines": lines,
                                                 "sending": False}, status=422 if form.errors or lines else 200)


@page(verb="academy.learn")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, activity_id: int, abstract_id: int | None = None) -> HttpResponse:
    """Write an abstract, keep it as a draft, send it."""
    viewer, one = viewer_of(request), activity_of(request, activity_id)
    asked, held = _call(one), None
    if abstract_id is not None:
        held = _abstract(request, one, abstract_id)
        if held.user_id != viewer.user_id:
            raise Http404
    form, lines = AbstractForm(asked, request.POST or None, instance=held), []
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in AbstractForm.Meta.fields}
        try:
            parts = queries.filled(asked, form.cleaned_data)
            made = actions.write(asked, fields, parts, "send" in request.POST, viewer, held)
        except Refused as refused:
            lines = refusal(refused)
        else:
            draft = _("Kept as a draft; it is not sent yet.")
            tell(request, _("Sent. You are told when decisions are out.") if made.sent_at else draft)
            return redirect("summit", one.pk)
    return render(request, "summit/form.jinja", {"one": one, "form": form, "title": _("Abstract"), "lines": lines,
                                                 "sending": True}, status=422 if form.errors or lines else 200)


@page(verb="academy.learn")
@require_http_methods(["GET", "POST"])
def abstract(request: HttpRequest, activity_id: int, abstract_id: int) -> HttpResponse:
    """One abstract: its author sees her names, a reader does not and gives an opinion."""
    viewer, one = viewer_of(request), activity_of(request, activity_id)
    row = _abstract(request, one, abstract_id)
    hers, runs = row.user_id == viewer.user_id, academy.teaches(viewer, one)
    judging = not hers and queries.reads(row.call, viewer)
    if request.method == "POST":
        score = request.POST.get("score", "")
        given = int(score) if score in ("1", "2", "3", "4", "5") else None
        conflict, remark = request.POST.get("conflict") == "yes", request.POST.get("remark", "")
        return done(request, lambda: actions.judge(row, given, conflict, remark, viewer),       # type: ignore[no-any-return]
                    _("Your opinion is kept."), "summit", one.pk)
    return render(request, "summit/abstract.jinja", {
        "one": one, "row": row, "hers": hers, "judging": judging, "named": hers or (runs and not judging),
        "said": queries.opinion(row, viewer), "texts": list(zip(row.call.headings, row.parts, strict=True)),
        "sessions": one.sessions.all() if runs and row.decision == Decision.TALK else [], "told": told(request)})


@page(verb="academy.teach")
@require_POST
def decide(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Keep the decisions of the table; release them all at once when asked to."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    asked = _call(one)
    said = {int(name[9:]): value for name, value in request.POST.items()
            if name.startswith("decision-") and name[9:].isascii() and name[9:].isdigit() and len(name) < 27}   # noqa: PLR2004

    def deed() -> None:
        actions.decide(asked, said, viewer)
        if "release" in request.POST:
            actions.release(asked, viewer)

    told_them = _("Decisions are out.") if "release" in request.POST else _("Kept; no author sees it yet.")
    return done(request, deed, told_them, "summit", one.pk)       # type: ignore[no-any-return]


@page(verb="academy.teach")
@require_POST
def place(request: HttpRequest, activity_id: int, abstract_id: int) -> HttpResponse:
    """Put an accepted talk into the programme."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    row = _abstract(request, one, abstract_id)
    number, at = request.POST.get("session", ""), parse_time(request.POST.get("at", ""))
    session = one.sessions.filter(pk=int(number[:18])).first() if number.isascii() and number.isdigit() else None

    def deed() -> None:
        if session is None or at is None:
            raise refuse("summit-when")
        actions.place(row, session, at, viewer)

    return done(request, deed, _("It stands in the programme."), "summit", one.pk)       # type: ignore[no-any-return]


@page(verb="academy.learn")
@require_GET
def book_page(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The book of abstracts, once decisions are out."""
    one = activity_of(request, activity_id)
    found = queries.accepted(_call(one))
    if not found:
        raise Http404
    answer = HttpResponse(book.pdf(one, found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="abstracts-{one.pk}.pdf"'
    return answer
