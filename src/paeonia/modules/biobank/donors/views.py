"""Pages of donors: registering one, her visits and specimens on a line of time, and collecting at a visit."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from .. import queries
from ..bench import actions as bench
from ..bench.actions import Tube
from ..camera import with_camera
from ..choices import VisitStatus
from ..forms import RegisterForm, TissueForm, VisitForm
from ..frame import form_page, minute, row_or_404, show
from ..models import Collection, Protocol, Registration, Specimen
from ..wordlist import is_tissue
from . import actions


@page(verb="bank.collect")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, protocol_id: int) -> HttpResponse:
    """Register a donor in a protocol."""
    viewer = viewer_of(request)
    protocol = row_or_404(Protocol, protocol_id, viewer)
    form = RegisterForm(request.POST or None, initial={"on_day": timezone.localdate()})
    if not may(viewer, "bank.identify"):
        del form.fields["mrn"]
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            made = actions.register(protocol, told.pop("on_day"), viewer, **told)
            return redirect("bank-donor", made.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Register a donor"), back=reverse("bank-protocol", args=[protocol.pk]),
                     lead=gettext("Leave both numbers empty for somebody who is known by her new code alone."))


@page(verb="bank.see")
@require_GET
def donor(request: HttpRequest, registration_id: int) -> HttpResponse:
    """A donor in a protocol: her visits with everything that was collected."""
    viewer = viewer_of(request)
    found = row_or_404(Registration, registration_id, viewer, "donor", "protocol", "edition")
    return show(request, "donor", {
        "registration": found, "visits": queries.donor(found, viewer), "who": queries.who(found, viewer),
        "points": queries.points_left(found, viewer), "may_collect": may(viewer, "bank.collect", found),
        "today": timezone.localdate()})


@page(verb="bank.collect")
@require_http_methods(["POST"])
def plan(request: HttpRequest, registration_id: int) -> HttpResponse:
    """Make ready a visit with its labelled tubes."""
    viewer = viewer_of(request)
    found = row_or_404(Registration, registration_id, viewer, "protocol", "edition")
    points = {str(one.pk): one for one in queries.points_left(found, viewer)}
    chosen = points.get(request.POST.get("point", ""))
    if chosen is None:
        messages.error(request, gettext("This is not one of the choices any more. Choose again."))
        return redirect("bank-donor", found.pk)
    return redirect("bank-visit", actions.plan(found, chosen, viewer).pk)


@page(verb="bank.collect")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def visit(request: HttpRequest, collection_id: int) -> HttpResponse:
    """A visit: when it took place, and a line for each tube to be filled. Good lines are kept, the others say why not."""
    viewer = viewer_of(request)
    found = row_or_404(Collection, collection_id, viewer, "registration__protocol", "time_point")
    form = VisitForm(request.POST or None, initial={"at": found.at or minute(), "diagnosis": found.diagnosis,
                                                    "pathology_number": found.pathology_number})
    wrong: dict[int, list[str]] = {}
    if request.method == "POST":
        if request.POST.get("do") in (VisitStatus.MISSED, VisitStatus.NOT_COLLECTED):
            return _nothing(request, found, viewer)
        if form.is_valid():
            wrong = _collected(request, found, form, viewer)
            if not wrong and not form.errors:
                return redirect("bank-donor", found.registration_id)
    rows = queries.of_visit(found, viewer)
    return show(request, "visit", {
        "visit": found, "rows": rows, "form": form, "wrong": wrong, "sent": request.POST,
        "whence": {one.pk: _whence(request, one) for one in queries.still_planned(found, viewer) if is_tissue(one.kind)},
        "registration": found.registration}, 422 if wrong or form.errors else 200)


def _whence(request: HttpRequest, one: Specimen) -> TissueForm:
    """Where a piece of tissue comes from; of blood nobody is asked."""
    return TissueForm(request.POST or None, prefix=f"of-{one.pk}",
                      initial={"tissue": one.tissue, "site": one.site, "side": one.side})


def _nothing(request: HttpRequest, found: Collection, viewer: Viewer) -> HttpResponse:
    why = request.POST.get("why", "").replace("\0", "").strip()[:300]
    try:
        actions.nothing_collected(found, request.POST["do"], why, viewer)
    except Refused as refused:
        for line in refusal(refused):
            messages.error(request, line)
        return redirect("bank-visit", found.pk)
    return redirect("bank-donor", found.registration_id)


def _collected(request: HttpRequest, found: Collection, form: VisitForm, viewer: Viewer) -> dict[int, list[str]]:
    told = form.said()
    at: datetime = told.pop("at")
    try:
        actions.completed(found, at, viewer, **told)
    except Refused as refused:
        form.add_error("at", refusal(refused))
        return {}
    wrong: dict[int, list[str]] = {}
    done = 0
    for one in queries.still_planned(found, viewer):
        if f"take-{one.pk}" not in request.POST:
            continue
        whence = _whence(request, one)
        if is_tissue(one.kind) and not whence.is_valid():
            wrong[one.pk] = [str(line) for lines in whence.errors.values() for line in lines]
            continue
        try:
            bench.collect(one, at, _tube(request.POST, one, whence.said() if is_tissue(one.kind) else {}), viewer)
            done += 1
        except Refused as refused:
            wrong[one.pk] = refusal(refused)
    if done:
        messages.success(request, ngettext("%(num)s specimen collected.", "%(num)s specimens collected.", done) % {
            "num": done})
    return wrong


def _tube(sent: Any, one: Specimen, more: dict[str, Any]) -> Tube:
    text = sent.get(f"quantity-{one.pk}", "").strip()
    try:
        quantity = Decimal(text) if text else None
    except InvalidOperation:
        quantity = Decimal("NaN")       # refused in words by the bench
    return Tube(quantity, one.unit, sent.get(f"barcode-{one.pk}", "").replace("\0", "").strip()[:80],
                more={name: value for name, value in more.items() if value})
