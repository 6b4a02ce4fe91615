"""Pages of collection protocols: opening one, its time points and requirements, publishing, the next edition."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from .. import queries
from ..forms import PointForm, ProtocolForm, RequirementForm
from ..frame import form_page, row_or_404, show
from ..models import Edition, Protocol, Requirement, TimePoint
from . import actions


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a protocol."""
    viewer = viewer_of(request)
    form = ProtocolForm(request.POST or None, hospital_ids=viewer.hospital_ids, initial={"principal": viewer.user_id})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("bank-protocol", actions.open_protocol(form.said(), viewer.hospital_ids[0], viewer).pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Open a collection protocol"), back=reverse("bank"))


@page(verb="bank.see")
@require_GET
def protocol(request: HttpRequest, protocol_id: int) -> HttpResponse:
    """A protocol with its editions; the newest stands open."""
    viewer = viewer_of(request)
    found = row_or_404(Protocol, protocol_id, viewer, "principal", "hospital")
    return show(request, "protocol", {
        "protocol": found, "editions": queries.editions(found, viewer), "may_manage": may(viewer, "bank.manage", found),
        "may_collect": may(viewer, "bank.collect", found), "reads_trials": may(viewer, "trials.read"),
        "today": timezone.localdate()})


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, protocol_id: int) -> HttpResponse:
    """Change what is said of a protocol."""
    viewer = viewer_of(request)
    found = row_or_404(Protocol, protocol_id, viewer, "principal")
    initial = {name: getattr(found, name) for name in ProtocolForm.base_fields}
    form = ProtocolForm(request.POST or None, hospital_ids=(found.hospital_id,), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(found, form.said(), viewer)
            return redirect("bank-protocol", found.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Change the protocol"), back=reverse("bank-protocol", args=[found.pk]))


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Add a time point to a draft."""
    viewer = viewer_of(request)
    edition = row_or_404(Edition, edition_id, viewer, "protocol")
    form = PointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.time_point(edition, form.said(), viewer)
            return redirect("bank-protocol", edition.protocol_id)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Add a time point"),
                     back=reverse("bank-protocol", args=[edition.protocol_id]))


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def requirement(request: HttpRequest, point_id: int, parent_id: int = 0) -> HttpResponse:
    """Add what is wanted at a time point, or what is to be made of it."""
    viewer = viewer_of(request)
    held = row_or_404(TimePoint, point_id, viewer, "edition__protocol")
    parent = row_or_404(Requirement, parent_id, viewer) if parent_id else None
    if parent is not None and parent.time_point_id != held.pk:
        raise Http404
    form = RequirementForm(request.POST or None, initial={"kind": parent.kind, "unit": parent.unit} if parent else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.requirement(held, parent, {**form.said(), "lineage": "primary"}, viewer)
            return redirect("bank-protocol", held.edition.protocol_id)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    title = gettext("Made of %(code)s") % {"code": parent.code} if parent else gettext("Wanted at %(code)s") % {
        "code": held.code}
    return form_page(request, form, title=title, back=reverse("bank-protocol", args=[held.edition.protocol_id]))


@page(verb="bank.manage")
@require_POST
def remove(request: HttpRequest, what: str, thing_id: int) -> HttpResponse:
    """Take a time point or a requirement out of a draft."""
    viewer = viewer_of(request)
    kinds: dict[str, Any] = {"point": TimePoint, "requirement": Requirement}
    if what not in kinds:
        raise Http404(what)
    related = ("edition__protocol",) if what == "point" else ("time_point__edition__protocol",)
    thing = row_or_404(kinds[what], thing_id, viewer, *related)
    edition = thing.edition if what == "point" else thing.time_point.edition
    _try(request, lambda: actions.remove(thing, viewer))
    return redirect("bank-protocol", edition.protocol_id)


@page(verb="bank.manage")
@require_POST
def publish(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Publish a draft from today on."""
    viewer = viewer_of(request)
    edition = row_or_404(Edition, edition_id, viewer, "protocol")
    changes = request.POST.get("changes", "").replace("\0", "")[:2000]
    _try(request, lambda: actions.publish(edition, timezone.localdate(), changes, viewer))
    return redirect("bank-protocol", edition.protocol_id)


@page(verb="bank.manage")
@require_POST
def begin(request: HttpRequest, protocol_id: int) -> HttpResponse:
    """Begin the next edition as a copy of the latest."""
    viewer = viewer_of(request)
    found = row_or_404(Protocol, protocol_id, viewer)
    _try(request, lambda: actions.next_edition(found, viewer))
    return redirect("bank-protocol", found.pk)


def _try(request: HttpRequest, deed: Any) -> None:
    try:
        deed()
    except Refused as refused:
        for line in refusal(refused):
            messages.error(request, line)
