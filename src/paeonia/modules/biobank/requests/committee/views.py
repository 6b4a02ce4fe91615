"""Pages of the committee: what waits for a vote, voting, and who sits on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from .. import queries
from ..forms import VoteForm
from ..frame import row, say, show
from ..models import Request
from ..views import shown
from . import actions


@page(verb="bank.review")
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Requests under review."""
    viewer = viewer_of(request)
    return show(request, "list", {"rows": queries.waiting(viewer), "review": True, "may_request": False, "may_review": True,
                                  "may_manage": may(viewer, "bank.manage"), "chosen": {}, "filters_": [], "pages": None})


@page(verb="bank.review")
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, request_id: int) -> HttpResponse:
    """Read a request as a member of the committee, and vote."""
    viewer = viewer_of(request)
    one = row(Request, request_id, viewer, "requester")
    form = VoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.vote(one, form.cleaned_data["said_"], form.cleaned_data["why"], viewer)
            messages.success(request, gettext("Your vote is kept."))
            return redirect("bankreq-review", one.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return shown(request, one, viewer, 422 if request.method == "POST" else 200, vote_form=form)


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def committee(request: HttpRequest) -> HttpResponse:
    """Who sits on the committee, and how many must vote."""
    viewer = viewer_of(request)
    members, many, could = queries.committee(viewer)
    if request.method == "POST":
        if not viewer.hospital_ids:
            raise Http404
        place, said = viewer.hospital_ids[0], request.POST
        try:
            for one in could:
                if said.get("seat") == str(one.pk):
                    actions.seat(one, place, viewer)
            for member in members:
                if said.get("unseat") == str(member.pk):
                    actions.unseat(member, viewer)
            if said.get("quorum", "").isdecimal() and 0 < int(said["quorum"][:3]) < 100:
                actions.set_quorum(int(said["quorum"][:3]), place, viewer)
        except Refused as refused:
            say(request, refused)
        return redirect("bankreq-committee")
    return show(request, "committee", {"members": members, "quorum": many, "could": could})
