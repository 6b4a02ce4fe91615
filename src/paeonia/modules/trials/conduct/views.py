"""Pages of studies at the site: the list, opening one, and one study with its subjects by code."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import actions, beginning, finding, queries
from .choices import Status
from .columns import DUE, SUBJECTS
from .forms import ScheduleForm
from .frame import form_page, moved, open_to, tabs
from .models import Study
from .plan import PROCEDURES, SAMPLES
from .rules import rules
from .ui_words import said

WEEK = timedelta(days=7)


def study_or_404(study_id: int, viewer: Viewer, verb: str = "conduct.see") -> Study:
    """The study, or the page that says there is none."""
    try:
        return queries.study(study_id, viewer, verb)
    except queries.NotHere:
        raise Http404 from None


@page(verb="conduct.see")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The studies of my hospitals, by state or by words in them, and the visits of this week in those."""
    viewer, today = viewer_of(request), timezone.localdate()
    held = finding.with_states(queries.studies(viewer), today)
    wanted = finding.chosen(request.GET)
    rows = finding.found(held, wanted)
    found = queries.calendar(queries.subjects_of(row.study for row in rows), today)
    return render(request, "conduct/list.jinja", {
        "rows": rows, "held": bool(held), "filters_": finding.filters(held, wanted),
        "due": queries.due(found, today + WEEK), "today": today,
        "columns": DUE, "may_write": may(viewer, "conduct.write")})


@page(verb="conduct.write")
@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest) -> HttpResponse:
    """Open a trial at the site."""
    viewer, (known, wrong) = viewer_of(request), rules()
    number, plan = request.GET.get("trial", "").replace("\0", "")[:60], request.GET.get("plan", "21")
    form = ScheduleForm(request.POST or None, initial=beginning.begin_with(number, plan, viewer))
    form.fields["principal"].queryset = queries.physicians(viewer)
    form.fields["hospital"].choices = queries.hospitals(viewer)
    form.fields["rules"].choices = [(rule.id, said(rule.words)) for rule in known.values()]
    if request.method == "POST" and form.is_valid():
        told = form.said()
        number, schedule, chosen = told.pop("number"), told.pop("schedule"), told.pop("rules")
        hospital = told.pop("hospital")
        try:
            made = actions.open_study(number, told, schedule, [known[id] for id in chosen], viewer, hospital)
            return moved(request, redirect("conduct-study", made.pk))
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, {"problems": wrong, "codes": [*(PROCEDURES | SAMPLES).items()], "plan": plan,
                                     "cycles": beginning.CYCLES, "others": beginning.others(viewer)},
                     "conduct/opening.jinja")


@page(verb="conduct.see")
@require_GET
def study(request: HttpRequest, study_id: int) -> HttpResponse:
    """One study: where each subject stands, by code, and what is to be done next."""
    viewer = viewer_of(request)
    one, today = study_or_404(study_id, viewer), timezone.localdate()
    people = queries.subjects_of([one])
    chosen = request.GET.get("status", "")
    found = queries.calendar(people, today)
    waiting: dict[int, Any] = {}
    for due in queries.due(found, today + WEEK):
        waiting.setdefault(due.subject_id, due)
    return render(request, "conduct/study.jinja", {
        "study": one, "columns": SUBJECTS, "tabs": tabs(one, viewer, "subjects"), "today": today, "waiting": waiting,
        "people": [person for person in people if chosen in ("", person.status)], "total": len(people),
        "states": [(state, label, sum(person.status == state for person in people)) for state, label in Status.choices],
        "chosen": chosen, "reconsent": queries.reconsent_due(people, today),
        "may_write": open_to(viewer, "conduct.write", one)})
