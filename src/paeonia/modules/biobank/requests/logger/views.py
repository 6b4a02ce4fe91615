"""The page on which a parcel's logger is read after it was opened."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ...frame import form_page
from ..forms import LoggerForm
from ..frame import row
from ..models import ParcelLog, Shipment
from ..shipping.actions import recipient
from . import actions


@page(verb="bank.catalogue")
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, shipment_id: int) -> HttpResponse:
    """Read a file of the temperature logger."""
    viewer = viewer_of(request)
    one = row(Shipment, shipment_id, viewer, "request", "request__requester")
    recipient(one, viewer)
    form = LoggerForm(request.POST or None, request.FILES or None, initial={"condition": one.condition})
    address = reverse("bankreq-shipment", args=[one.pk])
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            given = actions.opened(told["file"], told["condition"], told["unit"], told["days"])
            say_read(request, actions.keep(one, given, timezone.now(), viewer))
            return redirect(address)
        except Refused as refused:
            form.add_error("file", refusal(refused))
    return form_page(request, form, title=gettext("Temperature logger of %(number)s") % {"number": one.number}, back=address,
                     lead=gettext("CSV or XLSX, as the logger exports it. Good rows are kept; the others are named."))


def say_read(request: HttpRequest, log: ParcelLog) -> None:
    """What came of a file, on the next page."""
    if log.outside:
        messages.error(request, gettext("The parcel left its limits on the way: each tube now says so. See the curve."))
    elif log.silent:
        messages.warning(request, gettext(
            "No reading lies outside the limits, but for %(num)s minutes there is none at all.") % {"num": log.silent})
    else:
        messages.success(request, gettext("The parcel kept its limits all the way."))
    if log.bad:
        messages.warning(request, ngettext("%(num)s row of the logger’s file could not be read; it is named below.",
                                           "%(num)s rows of the logger’s file could not be read; they are named below.",
                                           log.bad) % {"num": log.bad})
