"""News: what changed for whom, told once; and how a person wants to be told."""

from __future__ import annotations

from datetime import time

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paeonia.modules.trials.watch import actions, queries
from paeonia.modules.trials.watch.choices import Kind
from paeonia.modules.trials.watch.frame import ANSWER, chosen, number, pages, tabs
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

TOLD = "watch"


@page(verb="watch.see")
@require_GET
def news(request: HttpRequest) -> HttpResponse:
    """The reader's own news, newest first."""
    viewer = viewer_of(request)
    kind, state = chosen(request, "kind", Kind.values), chosen(request, "state", ("unread",))
    found, counts = queries.news(viewer, kind, state, number(request))
    return render(request, "watch/news.jinja", {
        "tabs": tabs(viewer, "watch-news"), "news": found, "counts": counts, "kinds": list(Kind), "kind": kind,
        "state": state, "pages": pages(found, kind=kind, state=state), "answers": ANSWER,
        "unread": queries.unread(viewer), "manner": queries.manner(viewer), "told": told(request)})


def told(request: HttpRequest) -> list[str]:
    """What the last deed in this room has to say."""
    return [str(line) for line in messages.get_messages(request) if TOLD in line.tags]


@page(verb="watch.see")
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Note items as read: one, all, or one as not read after all."""
    viewer, item = viewer_of(request), request.POST.get("item", "")
    items = item.split(",")
    if item == "all":
        actions.read(viewer)
    elif all(one.isascii() and one.isdecimal() and len(one) < 18 for one in items):
        (actions.unread if request.POST.get("as") == "unread" else actions.read)(viewer, [int(one) for one in items])
    else:
        raise Http404
    return redirect(reverse("watch-news") + (f"?{request.POST['back']}" if _safe(request.POST.get("back", "")) else ""))


def _safe(query: str) -> bool:
    """An address's own query, nothing that leads elsewhere."""
    return bool(query) and len(query) < 200 and all(letter.isalnum() or letter in "=&_-" for letter in query)


@page(verb="watch.see")
@require_POST
def manner(request: HttpRequest) -> HttpResponse:
    """How the reader wants notices."""
    given = {name: _time(request.POST.get(name, "")) for name in ("digest_at", "quiet_from", "quiet_until")}
    if None in given.values():
        messages.error(request, _("Write times as HH:MM."), extra_tags=TOLD)
    else:
        actions.set_manner(viewer_of(request), at_once=request.POST.get("how") == "once", **given)
        messages.success(request, _("Kept."), extra_tags=TOLD)
    return redirect("watch-news")


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        return None
