"""How letters went out, for administrators: no text, no address in clear; what did not go can be tried again."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.chrome import Link
from paeonia.ui.shapes import Column
from paeonia.ui.words import refusal

from . import actions, queries
from .choices import State, Why
from .frame import number, pages, tell, told

COLUMNS = (Column("when", gettext_lazy("Last change")), Column("who", gettext_lazy("To whom")),
           Column("what", gettext_lazy("About what")), Column("state", gettext_lazy("How far")),
           Column("tries", gettext_lazy("Attempts so far"), "number"), Column("do", gettext_lazy("What can be done")))


@page(verb="post.log")
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """Deliveries to people of the reader's hospitals, newest first."""
    viewer, wanted, state = viewer_of(request), number(request), request.GET.get("state", "")
    state = state if state in State.values else ""
    found, many = queries.log(viewer, state, wanted)
    return render(request, "post/log.jinja", {
        "found": found, "parts": parts(state, queries.counts(viewer)), "columns": COLUMNS, "whys": dict(Why.choices),
        "pages": pages(wanted, many, state=state), "told": told(request)})


def parts(state: str, counts: Mapping[str, int]) -> list[Link]:
    """All deliveries, and those in each state with their number in the last thirty days."""
    here = reverse("post-log")
    return [Link(_("all deliveries"), here, current=not state),
            *(Link(words, f"{here}?state={value}", current=state == value, count=counts.get(value, 0))
              for value, words in State.choices)]


@page(verb="post.log")
@require_POST
def again(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Try one delivery once more."""
    try:
        actions.again(delivery_id, viewer_of(request))
    except queries.NotHere:
        raise Http404 from None
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
    else:
        tell(request, _("It is tried again now."))
    return redirect("post-log")
