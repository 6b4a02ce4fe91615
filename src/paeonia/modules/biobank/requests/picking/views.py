"""Pages of picking: the list with scan-to-confirm, letting go, taking back."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from paeonia.people.pages import page
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.shapes import Filter, Option
from paeonia.ui.words import refusal

from ...camera import with_camera
from ...frame import form_page, leaf, minute, page_number, sought
from ...measures import units
from ...wordlist import word
from .. import queries
from ..choices import PickState
from ..forms import BackForm, OrderForm
from ..frame import row, say, show
from ..models import Line, Request
from . import actions
from .actions import Give


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def pick(request: HttpRequest, request_id: int) -> HttpResponse:
    """Choose, put aside, scan, take off; the page is the list to print."""
    viewer = viewer_of(request)
    one = row(Request, request_id, viewer, "requester")
    if request.method == "POST":
        try:
            _do(request, one, viewer)
        except Refused as refused:
            say(request, refused)
        return redirect(request.get_full_path() if "tube" in request.POST else reverse("bankreq-pick", args=[one.pk]))
    told = queries.sheet(one, viewer)
    return show(request, "pick", {
        "one": one, "sheet": told, "places": queries.places(told.picks, viewer), **_stock(request, one, viewer),
        "confirmed": sum(line.state == PickState.CONFIRMED for line in told.picks)})


def _stock(request: HttpRequest, one: Request, viewer: Viewer) -> dict[str, Any]:
    """What is in stock for an approved request, as far as it was narrowed."""
    if one.state != "approved":
        return {"offer": queries.Offer()}
    text = sought(request, 80)
    said = {name: value for name, value in (("q", text), ("kind", request.GET.get("kind", ""))) if value}
    offer = queries.candidates(one, viewer, said, page_number(request))
    narrow = [Filter("q", gettext("Label, barcode or donor"), "search", chosen=(text,) if text else ())]
    if len(offer.kinds) > 1:
        narrow.append(Filter("kind", gettext("Type"), chosen=(said["kind"],) if "kind" in said else (), options=tuple(
            Option(kind, word("types", kind)) for kind in offer.kinds)))
    return {"offer": offer, "narrow": narrow, "narrowed": bool(said),
            "pages": leaf(offer, len(offer.rows), queries.MOST, said)}


def _do(request: HttpRequest, one: Request, viewer: Viewer) -> None:
    said = request.POST
    if "code" in said:
        found = actions.scan(one, said["code"], viewer)
        messages.success(request, gettext("%(label)s is confirmed.") % {"label": found.label})
    elif "off" in said:
        for held in queries.sheet(one, viewer).picks:
            if said["off"] == str(held.pk):
                actions.take_off(held, viewer)
    else:
        ids = [int(pk) for pk in said.getlist("tube")[:500] if pk.isdecimal() and len(pk) < 10]
        actions.put_aside(one, queries.tubes(one, ids, viewer), viewer)


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, request_id: int) -> HttpResponse:
    """Let go of what was scanned, whole or in part."""
    viewer = viewer_of(request)
    one = row(Request, request_id, viewer, "requester")
    picks = [held for held in queries.sheet(one, viewer).picks if held.state == PickState.CONFIRMED]
    form = OrderForm(request.POST or None, initial={"at": minute()})
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            order = actions.distribute(one, {held.pk: _given(request, held.pk) for held in picks
                                             if f"take-{held.pk}" in request.POST},
                                       told["at"], viewer, exit_certificate=told["exit_certificate"],
                                       complete=told["complete"])
            messages.success(request, gettext("Order %(number)s is executed.") % {"number": order.number})
            return redirect("bankreq-request", one.pk)
        except (Refused, InvalidOperation) as fault:
            form.add_error(None, refusal(fault) if isinstance(fault, Refused) else gettext(
                "A quantity cannot be read. Write it in digits, or leave it empty for the whole tube."))
    return show(request, "give", {"one": one, "picks": picks, "form": form, "sent": request.POST, "units": units,
                                   "tubes": {tube.pk: tube for tube in queries.tubes(
                                       one, [held.specimen_id for held in picks], viewer)}},
                422 if request.method == "POST" else 200)


def _given(request: HttpRequest, pk: int) -> Give:
    quantity = request.POST.get(f"quantity-{pk}", "").strip()[:20]
    return Give(Decimal(quantity) if quantity else None, request.POST.get(f"unit-{pk}", "").strip()[:20],
                f"close-{pk}" in request.POST)


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest, line_id: int) -> HttpResponse:
    """A specimen came back."""
    viewer = viewer_of(request)
    line = row(Line, line_id, viewer, "order__request")
    form = BackForm(request.POST or None, initial={"at": minute()})
    address = reverse("bankreq-request", args=[line.order.request_id])
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            actions.take_back(line, told["quantity"], told["at"], told["condition"], viewer)
            return redirect(address)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Back: %(label)s") % {"label": line.label}, back=address)
