"""Tubes in somebody's hands, and rack scans: lists of codes that come from a scanner."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ..camera import with_camera
from . import actions, queries
from .files import Line
from .forms import HandForm, ScanFileForm
from .frame import bytes_of, say_kept, show, tabs
from .scans import actions as scans
from .scans import reading

SHOWN = 200
SIGNED = TimestampSigner(salt="bankstore.scan")


@page(verb="bank.see")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def hand(request: HttpRequest) -> HttpResponse:
    """Who has which tube, the overdue ones first; check out, check in, take out by scanning."""
    viewer = viewer_of(request)
    works = may(viewer, "bank.work")
    form = HandForm(request.POST if request.method == "POST" and works else None)
    if form.is_bound and form.is_valid():
        told = form.said()
        try:
            many = _handed(told, viewer)
            messages.success(request, ngettext("Kept for %(num)s tube.", "Kept for %(num)s tubes.", many) % {"num": many})
            return redirect("bankstore-hand")
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return show(request, "hand", {
        "form": form, "rows": queries.checked_out(viewer.hospital_ids), "now": timezone.now(), "may_work": works,
        "tabs": tabs("bankstore-hand")}, 422 if form.is_bound else 200)


def _handed(told: dict[str, Any], viewer: Viewer) -> int:
    codes = [line.strip() for line in told["codes"].replace("\0", "").splitlines() if line.strip()]
    tubes = [queries.specimen_called(viewer.hospital_ids, code) for code in codes[:500]]
    at = told["at"] or timezone.now()
    if told["do"] == "out":
        actions.check_out(tubes, told["back_by"], told["why"], at, viewer)
    elif told["do"] == "in":
        actions.check_in(tubes, at, viewer)
    else:
        actions.take_out(tubes, told["why"], at, viewer)
    return len(tubes)


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest) -> HttpResponse:
    """A rack scanner's file: looked at first; then everything, or the good rows by choice.

    Between the two steps the rows travel through the page, signed, so that what is kept is what was looked at.
    """
    viewer = viewer_of(request)
    form = ScanFileForm(request.POST or None, request.FILES or None)
    report, held, kept = None, "", request.POST.get("rows", "")
    if kept:
        return _kept(request, kept, viewer)
    if request.method == "POST" and form.is_valid():
        try:
            named = form.cleaned_data["box"]
            box = queries.container_called(viewer.hospital_ids, named) if named else None
            rows = reading.lines(bytes_of(form))
            report = reading.looked_at(rows, viewer, timezone.now(), box=box, moving=form.cleaned_data["moving"])
            held = SIGNED.sign_object({"rows": [(one.number, dict(one.cells)) for one in rows],
                                       "box": box.pk if box else 0, "moving": form.cleaned_data["moving"]}, compress=True)
        except Refused as refused:
            form.add_error(None, refusal(refused)[:SHOWN])
    wrong = refusal(Refused(list(report.wrong[:SHOWN]))) if report else []
    return show(request, "file", {
        "form": form, "report": report, "wrong": wrong, "held": held, "tabs": tabs("bankstore-file")},
        422 if request.method == "POST" and report is None else 200)


def _kept(request: HttpRequest, kept: str, viewer: Viewer) -> HttpResponse:
    try:
        told = SIGNED.unsign_object(kept, max_age=3600)
    except BadSignature:
        return redirect("bankstore-file")
    rows = [Line(number, cells) for number, cells in told["rows"]]
    box = queries.container(told["box"]) if told["box"] else None
    try:
        report = scans.put(rows, timezone.now(), viewer, box=box, moving=told["moving"],
                           keep_good=request.POST.get("good") == "yes")
        many = len(report.going)
        say_kept(request, [one.specimen for one in report.going],
                 ngettext("%(num)s tube stored.", "%(num)s tubes stored.", many) % {"num": many}, viewer)
    except Refused as refused:
        for line in refusal(refused)[:20]:
            messages.error(request, line)
    return redirect("bankstore-file")
