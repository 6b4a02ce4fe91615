"""Pages of human genetic resources: the register with its bars, one approval, yearly reports, releases of information."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.countries import country
from paeonia.ui.words import refusal

from ..wordlist import word
from . import actions, queries
from .forms import ApprovalForm, ReleaseForm, ReportForm
from .picture import validity

LEVELS = {"fine": "leaf", "watch": "stone", "near": "amber", "full": "peony", "over": "peony", "month": "amber",
          "quarter": "stone"}
STATES = {"in_force": "leaf", "ended": "peony", "to_come": "stone", "applied": "stone", "suspended": "amber",
          "revoked": "peony"}


def _or_404(pk: int, viewer: Viewer, verb: str = "bank.see") -> queries.Entry:
    try:
        return queries.approval(pk, viewer, verb)
    except queries.NotHere:
        raise Http404 from None


def _form_page(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "bankhgr/form.jinja", {"form": form, "lead": "", **context}, status=status)


@page(verb="bank.see")
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """What holds how long, how full the headcounts are, and what is owed."""
    viewer, today = viewer_of(request), timezone.localdate()
    found = queries.register(viewer, today)
    return render(request, "bankhgr/register.jinja", {
        "found": found, "today": today, "picture": validity(found.entries, today), "levels": LEVELS, "states": STATES,
        "standing": queries.standing, "country": country, "may_manage": may(viewer, "bank.manage")})


@page(verb="bank.see")
@require_GET
def approval(request: HttpRequest, approval_id: int) -> HttpResponse:
    """One approval with what it covers and the reports under it."""
    viewer, today = viewer_of(request), timezone.localdate()
    one = _or_404(approval_id, viewer)
    return render(request, "bankhgr/approval.jinja", {
        "one": one, "state": queries.standing(one, today), "states": STATES, "today": today, "word": word,
        "reports": queries.reports(one, viewer), "may_manage": may(viewer, "bank.manage", one.row)})


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, approval_id: int = 0) -> HttpResponse:
    """Enter an approval, or change what is said of one."""
    viewer = viewer_of(request)
    one = _or_404(approval_id, viewer, "bank.manage") if approval_id else None
    offered = queries.protocols(viewer)
    start: dict[str, Any] = {"kind": request.GET.get("kind", ""), "status": "approved"}
    if one is not None:
        names = [name for name in ApprovalForm.base_fields if name != "protocols"]
        start = {name: getattr(one.row, name) for name in names} | {
            "partners": "\n".join(one.row.partners), "protocols": [str(pk) for pk in one.permit.protocols]}
    form = ApprovalForm(request.POST or None, protocols=offered, initial=start)
    back = reverse("bankhgr-approval", args=[approval_id]) if one else reverse("bankhgr")
    if request.method == "POST" and form.is_valid():
        chosen = [held for held in offered if str(held.pk) in form.cleaned_data["protocols"]]
        try:
            if one is None:
                made = actions.enter(form.said(), chosen, viewer.hospital_ids[0], viewer)
            else:
                made = actions.change(one.row, form.said(), chosen, viewer)
            messages.success(request, gettext("Kept."))
            return redirect("bankhgr-approval", made.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return _form_page(request, form, back=back, title=gettext("Change a document") if one else gettext("Enter a document"))


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Say that a yearly report was handed in."""
    viewer, today = viewer_of(request), timezone.localdate()
    one = _or_404(approval_id, viewer, "bank.manage")
    form = ReportForm(request.POST or None, initial={"year": today.year - 1, "handed_in_on": today})
    back = reverse("bankhgr-approval", args=[one.row.pk])
    if request.method == "POST" and form.is_valid():
        try:
            actions.reported(one.row, viewer=viewer, **form.said())
            messages.success(request, gettext("Kept."))
            return redirect(back)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return _form_page(request, form, back=back, title=gettext("Yearly report"), lead=one.row.number)


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest) -> HttpResponse:
    """Give genetic information to somebody: every gate is asked first."""
    viewer = viewer_of(request)
    form = ReleaseForm(request.POST or None, initial={"on_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        codes = list(dict.fromkeys(line.strip() for line in form.cleaned_data["labels"].splitlines() if line.strip()))
        known, lost = queries.scanned(codes, viewer)
        if lost:
            form.add_error("labels", gettext("Not in this bank: %(codes)s. Correct these lines.") % {
                "codes": ", ".join(lost[:10])})
        else:
            try:
                actions.release(known, form.said(), viewer)
                messages.success(request, gettext("Kept."))
                return redirect("bankhgr")
            except Refused as refused:
                form.add_error(None, refusal(refused))
    return _form_page(request, form, back=reverse("bankhgr"), title=gettext("Give genetic information"), lead=gettext(
        "It is refused unless consent, prior report, backup receipt and, above 500 people, the security review are there."))
