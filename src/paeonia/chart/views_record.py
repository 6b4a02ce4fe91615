"""Pages on which a person writes into a chart: a fact, a correction, a list looked through."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from paeonia.knowledge.dictionary import dictionary
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.dictionary import Variable
from paeonia.record.problems import Refused

from . import actions, door
from .cards import Kept
from .headings import heading
from .picture import band
from .recording import choices, chosen, fact_of, given_of, often, questions
from .said import said_words, spoken_source
from .wording import problem_text


@page(verb="chart.write")
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Record one fact: choose what, say it, and see it in the chart."""
    viewer, told = viewer_of(request), request.POST if request.method == "POST" else request.GET
    about = _about(patient_id, viewer)
    asked = told.get("variable", "")[:200]
    variable = chosen(asked, dictionary())
    given = {"on": timezone.localdate().isoformat(), **told.dict()}
    wrong = ""
    if request.method == "POST" and variable is not None:
        try:
            done = actions.record(patient_id, fact_of(variable, told.dict(), viewer.name), viewer)
            return _back(patient_id, done)
        except Refused as refused:
            wrong = _said(refused, viewer)
    page_of = about | _form(variable, given, viewer) | {"asked": asked, "wrong": wrong, "old": None}
    failed = bool(wrong) or bool(asked and variable is None)
    return render(request, "chart/record.jinja", page_of, status=422 if failed else 200)


@page(verb="chart.read")
@require_http_methods(["GET"])
def fact(request: HttpRequest, patient_id: int, fact_id: int) -> HttpResponse:
    """One fact in full: where it stands, who recorded it, and what was said before and after."""
    viewer = viewer_of(request)
    about = _about(patient_id, viewer, "chart.read")
    kept = _kept(patient_id, fact_id, viewer)
    variable = dictionary().variables.get(kept.fact.variable)
    said = [(one, _words(one, variable)) for one in door.history(patient_id, viewer, kept.fact.variable)]
    mine = next(one for one, _ in said if one.id == fact_id)
    more = {"kept": mine, "variable": variable, "value": _words(mine, variable), "said": said}
    more["heading"] = heading(variable.group) if variable else ""
    more["source"] = spoken_source(mine.fact.source)
    return render(request, "chart/fact.jinja", about | more)


@page(verb="chart.write")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, patient_id: int, fact_id: int) -> HttpResponse:
    """Put a better fact in the place of a wrong one; the wrong one stays in the history."""
    viewer = viewer_of(request)
    about = _about(patient_id, viewer)
    kept = _kept(patient_id, fact_id, viewer)
    variable = dictionary().variables.get(kept.fact.variable)
    if variable is None or kept.superseded or kept.void:
        raise Http404
    given, wrong = given_of(kept.fact, variable), ""
    if request.method == "POST":
        given = request.POST.dict()
        better = None if given.get("do") == "withdraw" else fact_of(variable, given, viewer.name)
        try:
            return _back(patient_id, actions.correct(fact_id, better, viewer))
        except Refused as refused:
            wrong = _said(refused, viewer)
    more = {"asked": variable.id, "wrong": wrong, "old": kept, "old_words": _words(kept, variable)}
    page_of = about | _form(variable, given, viewer) | more
    return render(request, "chart/record.jinja", page_of, status=422 if wrong else 200)


@page(verb="chart.write")
@require_POST
def review(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Record that a list was looked through and is complete as of a day."""
    viewer = viewer_of(request)
    about = _about(patient_id, viewer)
    key, on = request.POST.get("key", "")[:200], request.POST.get("on", "")[:10]
    try:
        return _back(patient_id, actions.review(patient_id, key, on, viewer), "reviewed")
    except Refused as refused:
        page_of = about | {"wrong": _said(refused, viewer)}
        return render(request, "chart/not_reviewed.jinja", page_of, status=422)


def _about(patient_id: int, viewer: Viewer, verb: str = "chart.write") -> dict[str, Any]:
    try:
        who = door.person(patient_id, viewer, verb)
        line = door.timeline(patient_id, viewer, why="care", route="record")
    except door.NotHere:
        raise Http404 from None
    return {
        "patient": band(who, line, viewer.language),
        "person": who,
        "language": viewer.language,
        "may_write": may(viewer, "chart.write", who),
        "may_import": may(viewer, "chart.import"),
    }


def _form(variable: Variable | None, given: dict[str, str], viewer: Viewer) -> dict[str, Any]:
    book = dictionary()
    asked = questions(variable, given, viewer.language) if variable else []
    return {
        "variable": variable,
        "questions": asked,
        "choices": choices(book, viewer.language) if variable is None else [],
        "often": often(book) if variable is None else [],
    }


def _kept(patient_id: int, fact_id: int, viewer: Viewer) -> Kept:
    for kept in door.history(patient_id, viewer):
        if kept.id == fact_id:
            return kept
    raise Http404


def _words(kept: Kept, variable: Variable | None) -> Any:
    return said_words(kept.fact, variable) if variable else str(dict(kept.fact.fields))


def _said(refused: Refused, viewer: Viewer) -> str:
    return " ".join(problem_text(p, dictionary(), viewer.language, place=False) for p in refused.problems)


def _back(patient_id: int, done: str, part: str = "") -> HttpResponse:
    address = f"{reverse('patient', args=[patient_id])}?{urlencode({'done': done})}"
    return redirect(address + (f"#{part}" if part else ""))
