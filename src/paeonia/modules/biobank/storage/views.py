"""Pages of containers: the tree with how full it is, one container, setting up and moving; a box as a map."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ..camera import with_camera
from ..frame import minute
from . import queries
from .choices import Holds
from .containers import actions
from .filling import forecast
from .forms import ContainerForm, HappeningForm, MoveForm
from .frame import container_or_404, form_page, show, tabs
from .models import Container
from .tree import ruled
from .warmth.queries import latest


@page(verb="bank.see")
@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    """Every container down to the racks, with how full each is."""
    viewer, rows = viewer_of(request), queries.containers()
    return show(request, "tree", {
        "rows": rows, "tabs": tabs("bankstore"), "may_manage": may(viewer, "bank.manage"),
        "warmth": latest([row.id for row in rows]), "overdue": queries.overdue(viewer.hospital_ids)})


@page(verb="bank.see")
@require_GET
@with_camera
def container(request: HttpRequest, container_id: int) -> HttpResponse:
    """A box as a map, or what lies in a larger container and when it will be full."""
    viewer = viewer_of(request)
    one = container_or_404(container_id, viewer)
    rights = {"may_work": may(viewer, "bank.work", one), "may_manage": may(viewer, "bank.manage", one)}
    if one.holds == Holds.SPECIMENS:
        found = queries.box_map(one)
        return show(request, "box", {"map": found, "one": one, "tones": tones(found), "said": "", "wrong": (), "against": (),
                                     **rights})
    return show(request, "container", {
        "one": one, "rules": ruled([one.pk])[one.pk], "rows": queries.containers(one.pk, 1, True)[1:],
        "ahead": forecast(one.pk), "happenings": queries.happenings(one), "warmth": latest([one.pk]).get(one.pk), **rights})


def tones(found: queries.BoxMap) -> dict[str, int]:
    """A colour for each type in a box, the same for the same types."""
    return {kind: number % 8 + 1 for number, (kind, _many) in enumerate(found.kinds)}


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def new(request: HttpRequest, container_id: int = 0) -> HttpResponse:
    """Set up a container, or several alike."""
    viewer = viewer_of(request)
    parent = container_or_404(container_id, viewer) if container_id else None
    usual = {"kind": "box", "holds": "specimens", "rows": 9, "columns": 9} if parent else {"kind": "freezer",
                                                                                      "holds": "containers"}
    form = ContainerForm(request.POST or None, hospital_ids=viewer.hospital_ids, initial=usual)
    if request.method == "POST" and form.is_valid():
        told = form.said()
        many, place = told.pop("pieces"), told.pop("place")
        try:
            if many > 1 and parent:
                actions.set_up_many(told, many, parent, viewer)
            else:
                hospital = parent.hospital_id if parent else viewer.hospital_ids[0]
                actions.set_up(told, parent, hospital, viewer, place=place)
            messages.success(request, ngettext("%(num)s container set up.", "%(num)s containers set up.", many) % {
                "num": many})
            return _to(parent)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    title = gettext("Set up in %(name)s") % {"name": parent.name} if parent else gettext("Set up a container")
    return form_page(request, form, title, _address(parent))


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def change(request: HttpRequest, container_id: int) -> HttpResponse:
    """Change what a container says of itself."""
    viewer = viewer_of(request)
    one = container_or_404(container_id, viewer)
    form = ContainerForm(request.POST or None, hospital_ids=viewer.hospital_ids, new=False, initial={
        name: getattr(one, name) for name in actions.FIELDS})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(one, form.said(), viewer)
            return _to(one)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, gettext("Change %(name)s") % {"name": one.name}, _address(one))


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, container_id: int) -> HttpResponse:
    """Put a container, with everything in it, elsewhere."""
    viewer = viewer_of(request)
    one = container_or_404(container_id, viewer)
    form = MoveForm(request.POST or None, initial={"at": minute()})
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            parent = queries.container_called(viewer.hospital_ids, told["to"])
            actions.move(one, parent, told["at"], viewer, place=told["place"])
            return _to(one)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, gettext("Move %(name)s") % {"name": one.name}, _address(one))


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, container_id: int) -> HttpResponse:
    """Write down what happened to a container."""
    viewer = viewer_of(request)
    one = container_or_404(container_id, viewer)
    form = HappeningForm(request.POST or None, initial={"at": minute()})
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            actions.note(one, told["what"], told["at"], told["note"], viewer, told["until"])
            return _to(one)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, gettext("What happened to %(name)s") % {"name": one.name}, _address(one))


@page(verb="bank.manage")
@require_POST
def in_use(request: HttpRequest, container_id: int) -> HttpResponse:
    """Take a container out of use, or bring it back."""
    viewer = viewer_of(request)
    one = container_or_404(container_id, viewer)
    try:
        if one.archived:
            actions.revive(one, viewer)
        else:
            actions.archive(one, "", viewer)
    except Refused as refused:
        for line in refusal(refused):
            messages.error(request, line)
    return _to(one)


def _address(one: Container | None) -> str:
    return reverse("bankstore-container", args=[one.pk]) if one else reverse("bankstore")


def _to(one: Container | None, **_more: Any) -> HttpResponse:
    return redirect(_address(one))
