"""Certificates as files for those they were given to, and as a yes or no for anybody who holds their number."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paeonia.people.context import acting
from paeonia.people.pages import open_page, page
from paeonia.people.viewer import viewer_of

from . import queries
from .certificate import masked


@open_page(reason="a certificate is worth something only if a stranger can check it; the name is masked")
@require_safe
def check(request: HttpRequest, serial: str) -> HttpResponse:
    """Whether a certificate holds: valid, revoked or unknown."""
    found = queries.certificate(serial)
    answer = render(request, "academy/check.jinja", {
        "serial": serial[:24], "found": found, "name": masked(found.name) if found else ""},
        status=200 if found else 404)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@page(verb="academy.learn")
@require_safe
def download(request: HttpRequest, serial: str) -> HttpResponse:
    """The file itself, for its owner and for those who run the activity."""
    viewer, found = viewer_of(request), queries.certificate(serial)
    if found is None or not (found.enrolment.user_id == viewer.user_id or queries.teaches(viewer, found.enrolment.activity)):
        raise Http404
    with acting(viewer):
        answer = HttpResponse(queries.file_of(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.serial}.pdf"'
    return answer
