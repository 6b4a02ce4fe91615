"""Pages of those who read first: what waits, one text with what to do about it, and the cards of groups."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import actions, queries, reading
from .choices import Deed
from .forms import GroupForm
from .mentors import queries as mentors
from .views import tell, told

DEEDS = (Deed.SHOWN, Deed.DECLINED, Deed.HIDDEN)


@page(verb="community.moderate")
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What waits to be read, dangers first."""
    viewer = viewer_of(request)
    found = [(one, reading.said_of(one.text.dangers)) for one in queries.desk(viewer)]
    return render(request, "community/desk.jinja", {
        "found": found, "cards": queries.to_renew(viewer), "arrange": mentors.waiting(viewer), "told": told(request)})


@page(verb="community.moderate")
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, number: int, reply: int | None = None) -> HttpResponse:
    """One text as it was written and as it would be shown, and what becomes of it."""
    viewer = viewer_of(request)
    try:
        waiting = queries.text_of(number, reply, viewer)
    except queries.NotHere:
        raise Http404 from None
    lines: list[str] = []
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        if deed not in DEEDS:
            raise Http404
        try:
            actions.read(waiting, deed, request.POST.get("shown", ""), request.POST.get("why", ""), viewer)
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Done, and written down."))
            return redirect("community-desk")
    text, many = reading.blacked(waiting.text.said)
    return render(request, "community/read.jinja", {
        "waiting": waiting, "shown": waiting.text.shown or text, "many": many, "lines": lines,
        "advice": reading.said_of(waiting.text.dangers), "history": queries.history(waiting.question, viewer)},
        status=422 if lines else 200)


@page(verb="community.moderate")
@require_POST
def promote(request: HttpRequest, number: int, reply: int) -> HttpResponse:
    """Hand a good answer to the library as a draft, and lead to it."""
    viewer = viewer_of(request)
    try:
        found = queries.text_of(number, reply, viewer)
    except queries.NotHere:
        raise Http404 from None
    if not queries.moderates(viewer, found.question) or found.reply is None:
        raise Http404
    try:
        return redirect(actions.promote(found.question, found.reply, viewer))
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
        return redirect("community-question", number)


@page(verb="community.moderate")
@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, group_id: int | None = None) -> HttpResponse:
    """The card of a group: a new one, or one to renew."""
    viewer = viewer_of(request)
    held = None
    if group_id is not None:
        ours = (one for one in queries.groups(viewer) if one.host_id in viewer.hospital_ids)
        held = next((one for one in ours if one.pk == group_id), None)
        if held is None:
            raise Http404
    form = GroupForm(viewer, request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        actions.keep(form.save(commit=False), viewer)
        tell(request, _("The card is kept."))
        return redirect("community-groups")
    return render(request, "community/card.jinja", {"form": form}, status=422 if form.errors else 200)
