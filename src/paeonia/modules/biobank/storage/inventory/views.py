"""Counting a box: scan everything in it, then look at the differences on its map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ...camera import with_camera
from ..forms import CountForm
from ..frame import container_or_404, show
from . import actions, queries

LARGEST = 20 * 2**20


@page(verb="bank.see")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def inventory(request: HttpRequest, container_id: int) -> HttpResponse:
    """The form, the checks so far, and the one that is chosen on the map; whoever works at the bench may add one."""
    viewer = viewer_of(request)
    box = container_or_404(container_id, viewer)
    works = may(viewer, "bank.work", box)
    form = CountForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        data = given.read(LARGEST) if given else form.cleaned_data["codes"].encode()
        try:
            made = actions.check(box, actions.lines(data), viewer)
            return redirect(f"{request.path}?check={made.pk}")
        except Refused as refused:
            form.add_error(None, refusal(refused)[:20])
    rows = queries.checks(box, viewer)
    chosen = next((one for one in rows if str(one.pk) == request.GET.get("check")), rows[0] if rows else None)
    return show(request, "inventory", {
        "one": box, "form": form, "rows": rows, "chosen": queries.shown(box, chosen) if chosen else None,
        "may_work": works}, 422 if form.is_bound else 200)
