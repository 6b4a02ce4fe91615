"""Pages of a door: one field, one large answer; who came, how many, undone and exported."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.modules.academy.frame import activity_of, done, told
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.ui.words import language

from . import actions, queries, scanning
from .frame import exported, found, number

LATEST = 12


@page(verb="academy.teach")
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, activity_id: int, door_id: int) -> HttpResponse:
    """Scan or type, and read the answer; the desk may let somebody in with a reason."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    list_ = found(queries.door, door_id, one)
    answer = None
    if request.method == "POST":
        who = number(request.POST.get("who", ""))
        answer = scanning.choose(list_, who, viewer, request.POST.get("why", "")) if who else \
            scanning.scan(list_, request.POST.get("text", "")[:200], viewer)
    shown = render(request, "academydesk/door.jinja", {
        "one": one, "door": list_, "answer": answer, "latest": queries.check_ins(list_, viewer, LATEST),
        "counts": queries.counts(list_, viewer), "behind": queries.behind(list_), "told": told(request)})
    shown["Cache-Control"] = "no-store"
    return shown


@page(verb="academy.teach")
@require_GET
def counts(request: HttpRequest, activity_id: int, door_id: int) -> HttpResponse:
    """The numbers alone, asked for again while the page is open."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    list_ = found(queries.door, door_id, one)
    return render(request, "academydesk/_counts.jinja", {"counts": queries.counts(list_, viewer)})


@page(verb="academy.teach")
@require_POST
def undo(request: HttpRequest, activity_id: int, door_id: int, check_in_id: int) -> HttpResponse:
    """Take a check-in back, with the reason."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    row = found(queries.check_in, check_in_id, found(queries.door, door_id, one), viewer)
    return done(request, lambda: actions.undo(row, request.POST.get("why", ""), viewer),     # type: ignore[no-any-return]
                _("Undone; it stays on record."), "academydesk-door", one.pk, row.door_id)


@page(verb="academy.teach")
@require_POST
def attendance(request: HttpRequest, activity_id: int, door_id: int) -> HttpResponse:
    """Enter who came as attendance of the sessions behind this door."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    list_ = found(queries.door, door_id, one)
    return done(request, lambda: actions.enter_attendance(list_, viewer),     # type: ignore[no-any-return]
                _("Entered as attendance."), "academydesk-door", one.pk, list_.pk)


@page(verb="academy.teach")
@require_GET
def came(request: HttpRequest, activity_id: int, door_id: int) -> HttpResponse:
    """Who came in and when, as CSV, with what was undone and why."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    list_ = found(queries.door, door_id, one)
    head = [_("Name"), _("Hospital or city"), _("Category"), _("Came in at"), _("Let in because"), _("Undone at"),
            _("Undone because")]
    lines: list[list[Any]] = [head, *([row.registration.enrolment.name, row.registration.enrolment.place,
                                       row.registration.category.words[language()], _moment(row.at), row.why,
                                       _moment(row.undone_at), row.undone_why]
                                      for row in queries.check_ins(list_, viewer))]
    return exported(lines, f"list-{list_.pk}", viewer, f"check-in list {list_.pk} of activity {one.pk}")


def _moment(when: Any) -> str:
    return f"{timezone.localtime(when):%Y-%m-%d %H:%M}" if when else ""
