"""Pages of results: values and files handed in, files given back, publications."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.chart import uploads
from paeonia.people.context import acting
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ..forms import PublicationForm, ResultsForm
from ..frame import row, show
from ..models import Request, ResultFile
from . import actions, files, reading


@page(verb="bank.catalogue")
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, request_id: int) -> HttpResponse:
    """Hand in values or a file."""
    viewer = viewer_of(request)
    one = row(Request, request_id, viewer)
    form = ResultsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        text, upload = form.cleaned_data["rows"], form.cleaned_data["file"]
        try:
            if upload and str(upload.name).lower().endswith(".csv") and upload.size <= files.LARGEST:
                text = f"{text}\n{reading.decoded(upload.read())}".strip("\n")
                upload.seek(0)
            with acting(viewer):    # values and their file together, or neither
                if text.strip() or not upload:
                    actions.values(one, text, viewer)
                if upload:
                    actions.hand_in(one, upload, viewer)
            messages.success(request, gettext("The results are kept."))
            return redirect("bankreq-request", one.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return show(request, "form", {"form": form, "upload": True, "title": gettext("Results of %(number)s") % {
        "number": one.number}, "back": reverse("bankreq-request", args=[one.pk])}, 422 if request.method == "POST" else 200)


@page(verb="bank.catalogue")
@require_http_methods(["GET", "HEAD", "POST"])
def published(request: HttpRequest, request_id: int) -> HttpResponse:
    """Enter a publication."""
    viewer = viewer_of(request)
    one = row(Request, request_id, viewer)
    form = PublicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish(one, form.cleaned_data["found_by"], form.cleaned_data["text"], viewer)
            return redirect("bankreq-request", one.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return show(request, "form", {"form": form, "upload": False, "title": gettext("Publication from %(number)s") % {
        "number": one.number}, "back": reverse("bankreq-request", args=[one.pk])}, 422 if request.method == "POST" else 200)


@page(verb="bank.catalogue")
@require_GET
def file(request: HttpRequest, file_id: int) -> HttpResponse:
    """A file as it was handed in, to be saved and never shown within a page."""
    one = row(ResultFile, file_id, viewer_of(request))
    try:
        held = uploads.whole(one.stored, one.sha256)
    except uploads.Damaged:
        raise Http404 from None
    answer = HttpResponse(held, content_type=one.media)
    answer["Content-Disposition"] = content_disposition_header(True, one.name) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
