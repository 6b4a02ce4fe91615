"""Addresses of other systems: FHIR R4 Specimen read and search, a collection as MIABIS."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

from ...frame import row_or_404
from ...models import Protocol
from . import fhir, queries


def _fhir(told: dict[str, Any], status: int = 200) -> HttpResponse:
    return JsonResponse(told, status=status, content_type="application/fhir+json; charset=utf-8",
                        json_dumps_params={"ensure_ascii": False})


@page(verb="bank.see")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """`GET fhir/Specimen?identifier=&type=&patient=&collected=&status=&_count=&page=`: a searchset."""
    params = [(name, value) for name in request.GET for value in request.GET.getlist(name)]
    try:
        found = queries.search(params, viewer_of(request))
    except queries.WrongSearch as wrong:
        return _fhir(fhir.outcome(str(wrong)), 400)
    here = request.build_absolute_uri()
    following = ""
    if found.more:
        rest = [(name, value) for name, value in params if name != "page"]
        following = request.build_absolute_uri(f"{request.path}?{urlencode([*rest, ('page', str(found.number + 1))])}")
    base = request.build_absolute_uri(reverse("bankexchange-fhir")).removesuffix("Specimen")
    return _fhir(fhir.bundle(found.resources, found.total, here, following, base))


@page(verb="bank.see")
@require_GET
def read(request: HttpRequest, specimen_id: int) -> HttpResponse:
    """`GET fhir/Specimen/17`: one resource."""
    found = queries.one(specimen_id, viewer_of(request))
    return _fhir(fhir.outcome("There is no such specimen.", "not-found"), 404) if found is None else _fhir(found)


@page(verb="bank.see")
@require_GET
def miabis(request: HttpRequest, protocol_id: int) -> HttpResponse:
    """A protocol with its samples as MIABIS Core 3 and Sample 1.1, JSON."""
    viewer = viewer_of(request)
    protocol = row_or_404(Protocol, protocol_id, viewer, "principal")
    told = queries.collection(protocol, viewer, request.build_absolute_uri(reverse("bank-protocol", args=[protocol.pk])))
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="miabis-{protocol.pk}.json"'
    return answer
