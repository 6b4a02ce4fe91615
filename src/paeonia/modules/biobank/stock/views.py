"""The list of tubes on a page and as a file."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.ui.address import sort_link, with_query
from paeonia.ui.shapes import Column, Filter, Option, Row
from paeonia.ui.words import words

from .. import queries as bank
from ..choices import Availability, Status, Tissue
from ..frame import leaf, page_number, plain, show
from ..measures import measured
from ..models import Specimen
from ..wordlist import word
from . import queries


@page(verb="bank.see")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """What is in the bank, by protocol, type, tissue and state; sorted by what the reader likes."""
    viewer = viewer_of(request)
    said = queries.chosen(request.GET, viewer)
    found = queries.page(said, page_number(request), viewer)
    stock = [(one.kind, one.there) for one in bank.stock(viewer)]
    protocols = [(one.code, tubes) for one, _donors, tubes in bank.protocols(viewer)]
    return show(request, "stock", {
        "filters_": _filters(said, stock, protocols), "columns": _columns(said),
        "pages": leaf(found, len(found.lines), queries.PAGE, said),
        "today": timezone.localdate(),
        "rows": [Row(_cells(line), href=reverse("bank-specimen", args=[line.one.pk])) for line in found.lines],
        "keep": {"sort": said["sort"]} if "sort" in said else {}, "query": with_query(said)})


@page(verb="bank.see")
@require_GET
def file(request: HttpRequest) -> HttpResponse:
    """The same list as a table for a spreadsheet, codes and no names; what it would take for a formula stays text."""
    viewer = viewer_of(request)
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([gettext("Label"), gettext("Barcode"), gettext("Donor"), gettext("Collection protocol"), gettext("Type"),
                     gettext("Tissue"), gettext("Quantity"), gettext("Unit"), gettext("State"), gettext("Made"),
                     gettext("Where it is")])
    for line in queries.everything(queries.chosen(request.GET, viewer), viewer):
        one, who = line.one, line.one.collection.registration
        writer.writerow([_text(cell) for cell in (
            one.label, one.barcode, who.donor.code, who.protocol.code, words(word("types", one.kind)), _tissue(one),
            plain(one.available), one.unit if one.available is not None else "", _state(one),
            f"{timezone.localtime(one.made_at):%Y-%m-%d %H:%M}" if one.made_at else "", line.where)])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"bank-{timezone.localdate():%Y%m%d}.csv") or ""
    return answer


def _filters(said: dict[str, str], stock: list[tuple[str, int]], protocols: list[tuple[str, int]]) -> list[Filter]:
    states = [(queries.HERE, gettext("in the bank")), *((one.value, str(one.label)) for one in Availability
                                                       if one != Availability.AVAILABLE),
              (Status.PLANNED.value, str(Status.PLANNED.label)), (Status.CLOSED.value, str(Status.CLOSED.label))]
    held = {kind for kind, _many in stock} | ({said["kind"]} if "kind" in said else set())
    counts = dict(stock)
    return [
        Filter("q", gettext("Label, barcode or donor"), "search", chosen=_one(said, "q")),
        Filter("protocol", gettext("Collection protocol"), chosen=_one(said, "protocol"),
               options=tuple(Option(code, code, many) for code, many in protocols)),
        Filter("kind", gettext("Type"), options=tuple(Option(kind, words(word("types", kind)), counts.get(kind)) for kind in
                                                      sorted(held, key=lambda kind: -counts.get(kind, 0))),
               chosen=_one(said, "kind")),
        Filter("tissue", gettext("Tissue"), options=tuple(Option(*one) for one in Tissue.choices),
               chosen=_one(said, "tissue")),
        Filter("state", gettext("State"), options=tuple(Option(*one) for one in states),
               chosen=_one(said, "state") or (queries.HERE,)),
    ]


def _one(said: dict[str, str], name: str) -> tuple[str, ...]:
    return (said[name],) if name in said else ()


def _columns(said: dict[str, str]) -> list[Column]:
    asked = {"sort": "-made", **said}
    told = []
    for key, name, kind, sorts in (
            ("label", gettext("Label"), "text", True), ("kind", gettext("Type"), "text", True),
            ("donor", gettext("Donor"), "text", False), ("left", gettext("Quantity"), "text", True),
            ("state", gettext("State"), "text", False), ("made", gettext("Made"), "text", True),
            ("where", gettext("Where it is"), "text", False)):
        link, now = sort_link(asked, key) if sorts else ("", "")
        told.append(Column(key, name, kind, sort=link, sorted=now, optional=key != "label"))
    return told


def _cells(line: queries.Line) -> tuple[Any, ...]:
    one = line.one
    kind, tissue = words(word("types", one.kind)), _tissue(one)
    return (one.label, f"{kind} · {tissue}" if tissue and one.tissue != Tissue.FLUID else kind,
            one.collection.registration.donor.code, measured(one.available, one.unit) or None, _state(one),
            f"{timezone.localtime(one.made_at):%Y-%m-%d}" if one.made_at else None, line.where or "–")


def _state(one: Specimen) -> str:
    if one.status == Status.CLOSED:
        return f"{one.get_status_display()} · {one.get_closed_because_display()}"
    return one.get_availability_display() if one.status == Status.COLLECTED else one.get_status_display()


def _tissue(one: Specimen) -> str:
    return one.get_tissue_display() if one.tissue else ""


def _text(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
