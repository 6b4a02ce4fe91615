"""The bank's first page, and scanning: what is there, what is expected, and the way to any tube."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.ui.words import words

from . import queries
from .camera import with_camera
from .frame import show
from .picture import bars
from .wordlist import word

BARS = 24       # types with a bar of their own


def _by_type(stock: Sequence[queries.InStock]) -> list[tuple[str, int, int]]:
    """A bar for each type, and one for all that are too many to draw: nothing in the bank is left out."""
    made = [(words(word("types", one.kind)), one.there, one.free) for one in stock[:BARS]]
    if rest := stock[BARS:]:
        more = ngettext("%(num)s further type", "%(num)s further types", len(rest)) % {"num": len(rest)}
        made.append((more, sum(one.there for one in rest), sum(one.free for one in rest)))
    return made


@page(verb="bank.see")
@require_GET
@with_camera
def home(request: HttpRequest) -> HttpResponse:
    """Scan a tube; stock by type; protocols; visits that are expected."""
    viewer, today = viewer_of(request), timezone.localdate()
    stock, (due, all_due) = queries.stock(viewer), queries.due(viewer, today)
    return show(request, "home", {
        "stock": stock, "picture": bars(gettext("In the bank by type"), _by_type(stock)) if stock else "",
        "waiting": queries.to_be_processed(viewer, timezone.now()),
        "protocols": queries.protocols(viewer), "due": due, "more_due": all_due - len(due), "today": today,
        "total": sum(one.there for one in stock), "may_manage": may(viewer, "bank.manage"),
        "code": request.GET.get("code", "")[:120]})


@page(verb="bank.see")
@require_GET
def scan(request: HttpRequest) -> HttpResponse:
    """Go to the tube that was scanned; an unknown code is said, and nothing is guessed."""
    code = request.GET.get("code", "").strip()[:120]
    found = queries.by_code(code, viewer_of(request))
    if found is not None:
        return redirect("bank-specimen", found.pk)
    if code:
        messages.error(request, gettext("No specimen of this bank has the code “%(code)s”. Scan again, or look it up by its"
                                        " label.") % {"code": code})
    return redirect("bank")
