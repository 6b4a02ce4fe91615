"""The other parts of a study: drug, team, site file, set-up; and every form about the study as a whole."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from .binder import queries as binder
from .columns import DELEGATIONS, DOCUMENTS, FINDINGS, FORMS, MONITORS, MOVEMENTS, PLAN, TRAININGS, TURNS
from .deeds import STUDY_DEEDS
from .drug import queries as drug
from .frame import form_page, moved, open_to, tabs
from .life import queries as life
from .plan import PROCEDURES, SAMPLES
from .queries import editions
from .safety import queries as safety
from .views import study_or_404


def _part(request: HttpRequest, study_id: int, here: str, template: str, **more: Any) -> HttpResponse:
    viewer = viewer_of(request)
    study = study_or_404(study_id, viewer)
    told = {name: answer(study) for name, answer in more.items() if callable(answer)}
    return render(request, template, {
        "study": study, "tabs": tabs(study, viewer, here), "today": timezone.localdate(), "now": timezone.now(),
        "may_write": open_to(viewer, "conduct.write", study), "may_sign": open_to(viewer, "conduct.sign", study),
        "principal": viewer.user_id == study.principal_id and study.closed_on is None,
        **{k: v for k, v in more.items() if not callable(v)}, **told})


@page(verb="conduct.see")
@require_GET
def drug_page(request: HttpRequest, study_id: int) -> HttpResponse:
    """Lots, balances, movements."""
    return _part(request, study_id, "drug", "conduct/drug.jinja", lots=drug.lots, columns=MOVEMENTS)


@page(verb="conduct.see")
@require_GET
def team(request: HttpRequest, study_id: int) -> HttpResponse:
    """Delegation log and training log."""
    today = timezone.localdate()
    return _part(request, study_id, "team", "conduct/team.jinja", trainings=binder.trainings,
                 delegations=lambda study: binder.delegations(study, today), columns=(DELEGATIONS, TRAININGS),
                 again=lambda study: life.to_delegate_again(study, today))


@page(verb="conduct.see")
@require_GET
def binder_page(request: HttpRequest, study_id: int) -> HttpResponse:
    """Documents, visits of monitors, findings."""
    today = timezone.localdate()
    return _part(request, study_id, "binder", "conduct/binder.jinja", findings=binder.findings,
                 visits=binder.monitor_visits, shelves=lambda study: binder.shelves(study, today),
                 columns=(FINDINGS, MONITORS, DOCUMENTS))


@page(verb="conduct.see")
@require_GET
def setup(request: HttpRequest, study_id: int) -> HttpResponse:
    """Consent forms, schedule, safety rules."""
    return _part(request, study_id, "setup", "conduct/setup.jinja", forms=binder.forms, plan=binder.schedule,
                 rules=safety.rules_of, known=PROCEDURES | SAMPLES, columns=(FORMS, PLAN, TURNS),
                 editions=editions, turns=life.turns, movers=lambda study: life.movers(study, timezone.localdate()))


@page(verb="conduct.sign")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, study_id: int, what: str, item_id: int = 0) -> HttpResponse:
    """Enter something about the study as a whole."""
    viewer = viewer_of(request)
    study, deed = study_or_404(study_id, viewer, "conduct.sign"), STUDY_DEEDS.get(what)
    if deed is None or deed.item != bool(item_id) or item_id >= 2**31:
        raise Http404
    today = timezone.localdate()
    form = deed.form(request.POST or None, study=study, initial={
        "on_day": today, "from_day": today, "until_day": today if deed.item else None, "valid_from": today,
        "kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        try:
            deed.do(study, form, viewer, item_id)
            return moved(request, redirect(deed.back, study.pk))
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, {"study": study, "deed": deed}, "conduct/enter.jinja")
