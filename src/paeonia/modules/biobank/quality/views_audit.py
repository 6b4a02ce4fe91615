"""Audits: samples drawn at random, looked at one by one, and what share was right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from .. import queries as bank
from ..frame import form_page, row_or_404
from ..models import Protocol, Specimen
from . import actions, queries
from .choices import Check
from .forms import DrawForm, LookForm
from .frame import row, show
from .models import Draw


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Draw samples for an audit."""
    viewer = viewer_of(request)
    named = [(str(one.pk), one.code) for one, _donors, _tubes in bank.protocols(viewer)]
    form = DrawForm(request.POST or None, protocols=named, viewer=viewer)
    if request.method == "POST" and form.is_valid() and viewer.hospital_ids:
        said = form.said()
        protocol = row_or_404(Protocol, int(said["protocol"]), viewer) if said["protocol"] else None
        try:
            made = actions.draw(said["title"], said["many"], viewer, viewer.hospital_ids[0], protocol=protocol,
                                kind=said["kind"])
            return redirect("bankquality-audit", made.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Draw samples for an audit"), back=reverse("bankquality"))


@page(verb="bank.see")
@require_GET
def audit(request: HttpRequest, draw_id: int) -> HttpResponse:
    """An audit: its samples, what was found, the shares with their intervals."""
    viewer = viewer_of(request)
    one = row(Draw, draw_id, viewer, "by", "protocol")
    return show(request, "audit", {"audit": queries.audit(one, viewer), "one": one, "checks": dict(Check.choices),
                                   "may_work": may(viewer, "bank.work", one)})


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, draw_id: int, specimen_id: int) -> HttpResponse:
    """Enter what was found at one drawn sample."""
    viewer = viewer_of(request)
    one = row(Draw, draw_id, viewer)
    tube = row_or_404(Specimen, specimen_id, viewer)
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.said()
        try:
            actions.look(one, tube, said, said.pop("note"), viewer)
            return redirect("bankquality-audit", one.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Audit of %(label)s") % {"label": tube.label},
                     back=reverse("bankquality-audit", args=[one.pk]))
