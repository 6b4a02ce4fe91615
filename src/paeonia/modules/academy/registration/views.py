"""Pages of somebody who registers: the categories, the form, and the confirmation with her code."""

from __future__ import annotations

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.modules.academy import queries as academy
from paeonia.modules.academy.choices import HERE, Standing
from paeonia.modules.academy.frame import activity_of, tell, told
from paeonia.people.pages import page
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import actions, codes, queries
from .forms import RegisterForm


@page(verb="academy.learn")
@require_GET
def mine(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Her own confirmation, to be printed and shown at the desk; or the categories to choose from."""
    viewer, one = viewer_of(request), activity_of(request, activity_id)
    held, offered = queries.mine(one, viewer), queries.choices(one, viewer)
    if held is None and not offered:
        raise Http404
    here = held is not None and held.row.enrolment.standing in HERE
    shown = {"code": "", "spelt": "", "reference": ""}
    if held is not None and here:
        shown = {"code": segno.make(held.row.badge, error="m").svg_data_uri(scale=5, border=3),
                 "spelt": codes.shown(held.row.badge), "reference": codes.shown(held.row.reference)}
    return render(request, "academydesk/mine.jinja", {
        "one": one, "held": held, "here": here, "offered": offered, "pay_to": queries.pay_to(one), "told": told(request),
        "is_open": academy.is_open(one) and academy.is_for(viewer, one), **shown})


@page(verb="academy.learn")
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, activity_id: int, category_id: int) -> HttpResponse:
    """The form of one category."""
    viewer, one = viewer_of(request), activity_of(request, activity_id)
    choice = next((found for found in queries.choices(one, viewer) if found.category.pk == category_id), None)
    if choice is None:
        raise Http404
    category, asks = choice.category, bool(choice.category.proof["zh"])
    form, lines = RegisterForm(asks, request.POST or None, initial=_known(viewer)), []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.register(one, category, form.cleaned_data, viewer)
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _said(made.enrolment.standing))
            return redirect("academydesk", one.pk)
    return render(request, "academydesk/register.jinja", {
        "one": one, "form": form, "category": category, "choice": choice, "lines": lines, "changing": False},
        status=422 if request.method == "POST" else 200)


@page(verb="academy.learn")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Change what she needs and the invoice."""
    viewer, one = viewer_of(request), activity_of(request, activity_id)
    held = queries.mine(one, viewer)
    if held is None or held.row.enrolment.standing not in HERE:
        raise Http404
    category, row = held.row.category, held.row
    form, lines = RegisterForm(bool(category.proof["zh"]), request.POST or None, instance=row), []
    for name in ("name", "place"):      # of the enrolment: the certificate and the organiser's list stand on them
        del form.fields[name]
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(row, form.cleaned_data, viewer)
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Changed."))
            return redirect("academydesk", one.pk)
    return render(request, "academydesk/register.jinja", {
        "one": one, "form": form, "category": category, "choice": None, "lines": lines, "changing": True},
        status=422 if request.method == "POST" else 200)


def _known(viewer: Viewer) -> dict[str, str]:
    first = academy.hospital_of(viewer) if viewer.role != "patient" else None
    return {"name": viewer.name, "place": first.words[viewer.language] if first else ""}


def _said(standing: str) -> str:
    if standing == Standing.WAITING:
        return _("All places of this category are taken: you are on the waiting list and move up when one comes free.")
    return _("You are registered. Keep this page or print it.") if standing == Standing.ENROLLED else _(
        "You have asked for a place; the desk will answer.")
