"""The page of the optional helper: whether it is off, what it would be sent, what it proposed and what was refused."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from paeonia.modules.trials.proposing.endpoint import setup
from paeonia.modules.trials.proposing.propose import AT_ONCE
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import language, refusal

from .. import queries
from ..choices import State
from ..messages import refuse
from .asking import Asked, ask, open_lines


@transaction.non_atomic_requests    # a model may think for a minute; the database must not wait with us
@page(verb="curation.write")
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Choose lines and ask; nothing is asked by opening the page."""
    viewer, draft, found = viewer_of(request), queries.draft_of(draft_id), setup()
    asked: Asked | None = None
    wrong: list[str] = []
    if request.method == "POST":
        try:
            if found.endpoint is None or found.problem:
                raise Refused([found.problem] if found.problem else [])
            if draft.state != State.OPEN:
                raise refuse("curation-not-open")
            chosen = {int(text) for text in request.POST.getlist("line") if text.isdecimal() and len(text) < 12}
            asked = ask(draft, chosen, found.endpoint, viewer)
        except Refused as refused:
            wrong = refusal(refused)
    shown: dict[str, Any] = {
        "draft": draft, "endpoint": found.endpoint, "off": found.problem.text(language()) if found.problem else "",
        "lines": open_lines(draft) if draft.state == State.OPEN else [], "asked": asked, "wrong": wrong, "most": AT_ONCE,
        "texts": lambda problems: [one.text(language()) for one in problems]}
    return render(request, "curation/proposals.jinja", shown, status=422 if wrong else 200)
