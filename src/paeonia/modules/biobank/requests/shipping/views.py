"""Pages of shipments: packing, the manifest on paper and as a file, sending, receiving."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ...camera import with_camera
from ...frame import form_page, minute, plain
from .. import queries
from ..choices import ENDS, Difference, Way
from ..forms import ReceiveForm, ShipForm
from ..frame import row, say, show
from ..logger import actions as loggers
from ..logger.conditions import CONDITIONS
from ..logger.queries import logs
from ..logger.views import say_read
from ..models import Order, Shipment
from . import actions

RELATED = ("request", "request__requester")
SCANNED = "bankreq-scanned"


@page(verb="bank.work")
@require_POST
def pack(request: HttpRequest, order_id: int) -> HttpResponse:
    """Begin a shipment of an order."""
    viewer = viewer_of(request)
    order = row(Order, order_id, viewer, "request")
    try:
        made = actions.pack(order, viewer)
        return redirect("bankreq-shipment", made.pk)
    except Refused as refused:
        say(request, refused)
    return redirect("bankreq-request", order.request_id)


@page(verb="bank.catalogue")
@require_http_methods(["GET", "HEAD", "POST"])
def shipment(request: HttpRequest, shipment_id: int) -> HttpResponse:
    """A parcel: its manifest, its way, and what did not match; differences are settled here."""
    viewer = viewer_of(request)
    one = row(Shipment, shipment_id, viewer, *RELATED)
    items, odd = queries.parcel(one, viewer)
    if request.method == "POST":
        try:
            for item in items:
                if request.POST.get("out") == str(item.pk):
                    actions.unpack(item, viewer)
            for found in odd:
                if request.POST.get("settle") == str(found.pk):
                    actions.settle(found, request.POST.get("how", "")[:20], request.POST.get("why", ""), viewer)
        except Refused as refused:
            say(request, refused)
        return redirect("bankreq-shipment", one.pk)
    own = one.request.requester_id == viewer.user_id
    return show(request, "shipment", {
        "one": one, "items": items, "odd": [(found, ENDS[Difference(found.kind)]) for found in odd],
        "may_work": may(viewer, "bank.work"), "may_receive": own or may(viewer, "bank.work"), "logs": logs(one, viewer),
        "sent_as": CONDITIONS.get(one.condition)})


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def ship(request: HttpRequest, shipment_id: int) -> HttpResponse:
    """Hand a parcel to its courier."""
    viewer = viewer_of(request)
    one = row(Shipment, shipment_id, viewer, *RELATED)
    form = ShipForm(request.POST or None, initial={"at": minute(), "exit_certificate": one.exit_certificate})
    address = reverse("bankreq-shipment", args=[one.pk])
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            actions.ship(one, told, told.pop("at"), viewer)
            return redirect(address)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Ship %(number)s") % {"number": one.number}, back=address)


@page(verb="bank.catalogue")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def receive(request: HttpRequest, shipment_id: int) -> HttpResponse:
    """Open a parcel: scan every tube."""
    viewer = viewer_of(request)
    one = row(Shipment, shipment_id, viewer, *RELATED)
    actions.recipient(one, viewer)
    if one.state != Way.SHIPPED and request.method != "POST":
        raise Http404
    scanned = request.session.get(SCANNED, {}).get(str(one.pk), {})
    form = ReceiveForm(request.POST or None, request.FILES or None, initial={
        "at": minute(), "condition": one.condition, **scanned})
    address = reverse("bankreq-shipment", args=[one.pk])
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            given = loggers.opened(told["file"], told["condition"], told["unit"], told["days"]) if told["file"] else None
            codes, damaged = told["codes"].splitlines(), told["damaged"].splitlines()
            done, log = loggers.received(one, codes, damaged, told["at"], given, viewer)
            _remember(request, one.pk, {} if done.received else {name: told[name] for name in ("codes", "damaged")})
            if done.received:
                messages.success(request, gettext("Received: every tube is accounted for."))
            else:
                messages.error(request, gettext("Nothing is received yet: settle each difference below, then receive"
                                                " it again; what was scanned is kept."))
            if log:
                say_read(request, log)
            return redirect(address)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Receive %(number)s") % {"number": one.number}, back=address)


def _remember(request: HttpRequest, parcel: int, codes: dict[str, str]) -> None:
    """What was scanned of a parcel stays with whoever scanned it, until it is received: one difference costs no new scan."""
    held = {pk: kept for pk, kept in request.session.get(SCANNED, {}).items() if pk != str(parcel)}
    request.session[SCANNED] = {**held, str(parcel): codes} if codes else held


@page(verb="bank.catalogue")
@require_GET
def manifest(request: HttpRequest, shipment_id: int) -> HttpResponse:
    """The manifest as a file; a cell that a spreadsheet would take for a formula is kept as text."""
    viewer = viewer_of(request)
    one = row(Shipment, shipment_id, viewer, *RELATED)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["shipment", "label", "barcode", "type", "quantity", "unit"])
    for item in queries.parcel(one, viewer)[0]:
        writer.writerow([_text(cell) for cell in (one.number, item.label, item.barcode, item.line.kind,
                                                  plain(item.line.quantity), item.line.unit)])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{one.number}.csv") or ""
    return answer


def _text(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
