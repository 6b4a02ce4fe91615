"""Nonconformities: opened, contained, corrected, closed by another person."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from .. import queries as bank
from ..camera import with_camera
from ..frame import form_page
from ..refusing import refuse
from . import actions, queries
from .forms import MoveForm, NonconformityForm
from .frame import row, show
from .models import Nonconformity

ASKS = {"contain": ("containment",), "correct": ("cause", "correction"), "close": ("checked",), "again": ()}
FROM = {"contain": "open", "correct": "contained", "close": "corrected", "again": "corrected"}


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def new(request: HttpRequest) -> HttpResponse:
    """Open a nonconformity."""
    viewer = viewer_of(request)
    form = NonconformityForm(request.POST or None, initial=None if request.POST else {
        "codes": request.GET.get("codes", "")[:2000], "what": request.GET.get("what", "")[:500]})
    if request.method == "POST" and form.is_valid() and viewer.hospital_ids:
        said = form.said()
        try:
            ids = _called(said.pop("codes"), viewer)
            made = actions.report(said, ids, viewer.hospital_ids[0], viewer)
            return redirect("bankquality-wrong", made.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Report a nonconformity"), back=reverse("bankquality"))


def _called(text: str, viewer: Viewer) -> list[int]:
    found = []
    for code in filter(None, (line.strip() for line in text.splitlines())):
        one = bank.by_code(code, viewer)
        if one is None:
            raise refuse("bank-unknown-code", code=code[:60])
        found.append(one.pk)
    return found


@page(verb="bank.see")
@require_GET
def wrong(request: HttpRequest, row_id: int) -> HttpResponse:
    """One nonconformity from its finding to its end."""
    viewer = viewer_of(request)
    one = row(Nonconformity, row_id, viewer, "by", "closed_by")
    work = may(viewer, "bank.work", one)
    steps = [deed for deed, state in FROM.items() if state == one.state and work]
    return show(request, "wrong", {"one": one, "specimens": queries.of_specimens(one, viewer), "steps": steps})


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, row_id: int, deed: str) -> HttpResponse:
    """Take it one step further."""
    viewer = viewer_of(request)
    one = row(Nonconformity, row_id, viewer, "by")
    if deed not in ASKS or FROM[deed] != one.state:
        raise Http404
    form = MoveForm(request.POST or None, asks=ASKS[deed], initial={"cause": one.cause})
    if request.method == "POST" and (form.is_valid() or not ASKS[deed]):
        try:
            actions.move_on(one, deed, form.said() if ASKS[deed] else {}, viewer)
            return redirect("bankquality-wrong", one.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    title = {"contain": gettext("Contain %(number)s"), "correct": gettext("Correct %(number)s"),
             "close": gettext("Close %(number)s"), "again": gettext("%(number)s did not help: begin again")}[deed]
    return form_page(request, form, title=title % {"number": one.number}, back=reverse("bankquality-wrong", args=[one.pk]))
