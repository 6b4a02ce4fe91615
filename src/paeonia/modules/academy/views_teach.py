"""Pages of those who run activities: planning, who takes part, the code on the screen, the test's bank, the report."""

from __future__ import annotations

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.access import record_access
from paeonia.people.context import acting
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import actions, codes, queries, reports
from .deeds import DEEDS, row_of
from .forms import ActivityForm
from .frame import activity_of, done, session_of, tell, told


@page(verb="academy.teach")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Plan a new activity."""
    return _plan(request, None)


@page(verb="academy.teach")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Change an activity."""
    return _plan(request, activity_id)


def _plan(request: HttpRequest, activity_id: int | None) -> HttpResponse:
    viewer = viewer_of(request)
    held = activity_of(request, activity_id, teaching=True) if activity_id is not None else None
    form = ActivityForm(viewer, request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        made = actions.plan({name: form.cleaned_data[name] for name in form.fields}, viewer, held)
        return redirect("academy-run", made.pk)
    back = reverse("academy-run", args=[held.pk]) if held else reverse("academy")
    return render(request, "academy/form.jinja", {
        "form": form, "title": _("Change the activity") if held else _("Plan an activity"), "back": back, "one": held},
        status=422 if form.errors else 200)


@page(verb="academy.teach")
@require_GET
def run(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Everybody in an activity, who is stuck and where, its sessions and its bank."""
    one = activity_of(request, activity_id, teaching=True)
    learners = queries.learners(one, viewer_of(request))
    return render(request, "academy/run.jinja", {
        "one": one, "learners": learners, "sessions": one.sessions.prefetch_related("items"), "bank": queries.bank(one),
        "counts": reports.counts(learners), "lessons": any(row.parts for row in learners), "stuck": reports.stuck,
        "stuck_words": reports.STUCK, "told": told(request)})


@page(verb="academy.teach")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, activity_id: int, deed: str) -> HttpResponse:
    """Enter a session, a talk or a question; `of` names the row to change (for a talk, its session)."""
    one = activity_of(request, activity_id, teaching=True)
    asked = request.GET.get("of", "")
    if deed not in DEEDS or (asked and not (asked.isascii() and asked.isdigit() and len(asked) < 19)):     # noqa: PLR2004
        raise Http404
    row = row_of(deed, one, int(asked) if asked else None)
    if row is None:
        raise Http404
    form, lines = DEEDS[deed].form(request.POST or None, instance=row), []
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep(form.save(commit=False), one, viewer_of(request))
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Kept."))
            return redirect("academy-run", one.pk)
    return render(request, "academy/form.jinja", {
        "form": form, "title": DEEDS[deed].title, "back": reverse("academy-run", args=[one.pk]), "one": one, "lines": lines},
        status=422 if form.errors or lines else 200)


@page(verb="academy.teach")
@require_POST
def decide(request: HttpRequest, activity_id: int, enrolment_id: int) -> HttpResponse:
    """Accept or refuse somebody who asked, or take a place back."""
    one = activity_of(request, activity_id, teaching=True)
    everybody = queries.learners(one, viewer_of(request))
    found = next((row.enrolment for row in everybody if row.enrolment.pk == enrolment_id), None)
    if found is None:
        raise Http404
    accepted = request.POST.get("answer") == "yes"
    return done(request, lambda: actions.decide(found, accepted, viewer_of(request)),      # type: ignore[no-any-return]
                _("Accepted.") if accepted else _("Not accepted."), "academy-run", one.pk)


@page(verb="academy.teach")
@require_POST
def by_hand(request: HttpRequest, session_id: int) -> HttpResponse:
    """Note that somebody came whose code did not work."""
    session = session_of(request, session_id)
    who = request.POST.get("enrolment", "")
    key = int(who[:18]) if who.isascii() and who.isdigit() else 0
    return done(request, lambda: actions.attend_by_hand(session, key, request.POST.get("why", ""), viewer_of(request)),  # type: ignore[no-any-return]
                _("Noted."), "academy-run", session.activity_id)


@page(verb="academy.teach")
@require_GET
def screen(request: HttpRequest, session_id: int) -> HttpResponse:
    """The code to show in the room; the picture alone is fetched again every ten seconds."""
    session = session_of(request, session_id)
    address = request.build_absolute_uri(reverse("academy-here", args=[codes.shown(session.pk)]))
    with acting(viewer_of(request)):
        came = queries.came(session)
    picture = {"code": segno.make(address, error="m").svg_data_uri(scale=8, border=3), "came": came, "session": session,
               "address": address}
    name = "academy/_code.jinja" if request.headers.get("hx-request") else "academy/screen.jinja"
    answer = render(request, name, picture)
    answer["Cache-Control"] = "no-store"
    return answer


@page(verb="academy.teach")
@require_POST
def revoke(request: HttpRequest, serial: str) -> HttpResponse:
    """Say that a certificate no longer holds."""
    found = queries.certificate(serial)
    if found is None or not queries.teaches(viewer_of(request), found.enrolment.activity):
        raise Http404
    return done(request, lambda: actions.revoke(found, request.POST.get("why", ""), viewer_of(request)),  # type: ignore[no-any-return]
                _("The certificate no longer holds."), "academy-run", found.enrolment.activity_id)


@page(verb="academy.teach")
@require_GET
def report(request: HttpRequest, activity_id: int, kind: str) -> HttpResponse:
    """The list for the education office, as CSV, XLSX or PDF; that it left the house is written down."""
    one, viewer = activity_of(request, activity_id, teaching=True), viewer_of(request)
    if kind not in reports.KINDS:
        raise Http404
    with acting(viewer):
        record_access("exported", viewer, f"learners of activity {one.pk}")
    body, content = reports.KINDS[kind](one, queries.learners(one, viewer))
    answer = HttpResponse(body, content_type=content)
    answer["Content-Disposition"] = f'attachment; filename="activity-{one.pk}.{kind}"'
    return answer
