"""Test patients of a trial under its draft: their answers as the draft stands, their form, and suggestions."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.knowledge.dictionary import dictionary
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.shapes import Option
from paeonia.ui.words import language, refusal

from .. import queries
from ..choices import Expected, State
from ..freezing import of_group, whole
from ..models import Draft
from . import actions, running
from .boundary import Suggestion, suggestions
from .example import fitting
from .invented import MOST, invented
from .reading import shown

FIELDS = ("name", "facts", "expected", "group", "why")


@page(verb="curation.see")
@require_GET
def patients(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Every test patient with her answer; those answered otherwise than expected come first, with the reasons."""
    draft = queries.draft_of(draft_id)
    found = running.of_draft(draft)
    return render(request, "curation/patients.jinja", {
        **_shared(request, draft), "failing": [one for one in found if not one.passed],
        "passing": [one for one in found if one.passed]})


@page(verb="curation.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, draft_id: int) -> HttpResponse:
    """A new one: an empty form, or one filled by the synthetic generator (`draw`)."""
    return _form(request, queries.draft_of(draft_id), None)


@page(verb="curation.write")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, draft_id: int, test_id: int) -> HttpResponse:
    """Change one."""
    return _form(request, queries.draft_of(draft_id), test_id)


def _form(request: HttpRequest, draft: Draft, test_id: int | None) -> HttpResponse:
    row = draft.dossier.test_patients.filter(pk=test_id).first() if test_id else None
    if test_id and row is None:
        raise Http404(test_id)
    wrong: list[str] = []
    told = {"name": "", "facts": "", "expected": "", "group": "", "why": ""}
    if row:
        told = {"name": row.name, "facts": shown(row.facts), "expected": row.expected, "group": row.group, "why": row.why}
    elif drawn := request.GET.get("draw", ""):
        seed = int(drawn) if drawn.isdecimal() and drawn.isascii() and len(drawn) < 8 else 1
        told["facts"] = shown(invented(seed))
    if request.method == "POST":
        told = {name: request.POST.get(name, "").replace("\0", "\ufffd") for name in FIELDS}
        try:
            actions.keep(draft.pk, test_id, told, viewer_of(request))
        except Refused as refused:
            wrong = refusal(refused)
        else:
            return redirect("curation-patients", draft.pk)
    return render(request, "curation/patient.jinja", {
        **_shared(request, draft), "row": row, "told": told, "wrong": wrong, "seed": 1 + secrets.randbelow(MOST - 1),
        "answers": [Option(value, label) for value, label in Expected.choices],
        "groups": [Option(one.code, one.words) for one in draft.groups.all()]}, status=422 if wrong else 200)


@page(verb="curation.write")
@require_POST
def remove(request: HttpRequest, draft_id: int, test_id: int) -> HttpResponse:
    """Remove one."""
    try:
        actions.remove(draft_id, test_id, viewer_of(request))
    except Refused as refused:
        for said in refusal(refused):
            messages.error(request, said)
    return redirect("curation-patients", draft_id)


@page(verb="curation.write")
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Patients on the edges of the criteria; those that are chosen are kept."""
    draft = queries.draft_of(draft_id)
    given = request.POST if request.method == "POST" else request.GET
    group = given.get("group", "")[:40]
    found, wrong = _suggested(draft, group), []
    if request.method == "POST":
        keys = set(request.POST.getlist("key"))
        try:
            many = actions.accept(draft_id, [one for one in found if one.key in keys], language(), viewer_of(request), group)
        except Refused as refused:
            wrong = refusal(refused)
        else:
            messages.success(request, ngettext("%(num)s test patient kept.", "%(num)s test patients kept.", many) % {
                "num": many})
            return redirect("curation-patients", draft_id)
    return render(request, "curation/suggest.jinja", {
        **_shared(request, draft), "found": found, "wrong": wrong, "group": group, "groups": list(draft.groups.all())},
        status=422 if wrong else 200)


def _suggested(draft: Draft, code: str) -> list[Suggestion]:
    """From somebody made to fit, else from a kept patient who does."""
    lines, group = list(draft.lines.all()), draft.groups.filter(code=code).first() if code else None
    node = of_group(lines, group) if group else whole(lines)
    base: Any = fitting(node, dictionary(), timezone.localdate().isoformat())
    if base is None:
        kept = running.run(lines, list(draft.groups.all()), draft.dossier.test_patients.filter(expected="yes", group=code))
        base = next((one.patient.facts for one in kept if one.passed), None)
    return suggestions(node, base, dictionary()) if base is not None else []


def _shared(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    return {"draft": draft, "opened": draft.state == State.OPEN and may(viewer_of(request), "curation.write"),
            "labels": dict(Expected.choices)}


