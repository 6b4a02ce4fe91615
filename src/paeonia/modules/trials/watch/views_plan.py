"""Feasibility of a protocol: a structured trial, or a sentence somebody pastes; nothing of it is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from paeonia.criteria.nodes import Node
from paeonia.criteria.read import sentence
from paeonia.guidance.preparing import preparing
from paeonia.guidance.questions import questions
from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import trials
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.views_trial import READING, step_words
from paeonia.modules.trials.watch import feasibility, queries
from paeonia.modules.trials.watch.frame import tabs
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.charts.bars import Step
from paeonia.ui.shapes import Option, Progress
from paeonia.ui.words import language

LONGEST = 50_000    # letters of a pasted sentence
MONTHS = 12
SEEN = {"either": {"en": "an appointment or a fact of that time", "zh": "期间有就诊或有病历记录"},
        "visit": {"en": "an appointment", "zh": "期间有就诊"}, "fact": {"en": "a fact of that time", "zh": "期间有病历记录"}}


@page(verb="watch.plan")
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The form, and under it how the protocol would have done."""
    viewer = viewer_of(request)
    given = request.POST if request.method == "POST" else request.GET
    slug, text = given.get("trial", "")[:60], given.get("sentence", "")
    months = int(given["months"]) if given.get("months") in map(str, feasibility.MONTHS) else MONTHS
    by = given.get("seen") if given.get("seen") in SEEN else "either"
    wrong, node = _read(slug, text)
    named, asked = queries.namer(), questions(FAMILY)
    shown: dict[str, Any] = {
        "tabs": tabs(viewer, "watch-plan"), "slug": slug, "text": text[:LONGEST], "months": months, "seen": by,
        "wrong": wrong, "plan": None, "work": None, "named": named(slug) if slug and not text.strip() else None,
        "trials": [Option(id, named(id)) for id in sorted(trials(), key=str.casefold) if id in asked],
        "spans": [Option(str(n), _("%(n)s months") % {"n": n}) for n in feasibility.MONTHS],
        "sights": [Option(key, said) for key, said in SEEN.items()]}
    if node is not None:
        waiting = preparing(viewer, FAMILY)
        if waiting is not None:
            # A pasted sentence cannot be asked for again by an address: its reader presses the button once more.
            poll = request.get_full_path() if request.method == "GET" else ""
            shown["work"] = Progress(READING, "running", since=waiting.since, poll=poll)
        else:
            found = feasibility.plan(node, viewer, months, by)
            shown |= {"plan": found, "steps": [Step(step_words(step.node), step.possible, step.lost,
                                                    step.possible - step.certain) for step in found.funnel]}
    fragment = request.headers.get("HX-Request") == "true" and request.method == "GET"
    return render(request, "watch/_plan.jinja" if fragment else "watch/plan.jinja", shown, status=422 if wrong else 200)


def _read(slug: str, text: str) -> tuple[list[str], Node | None]:
    """(what is wrong in the reader's language, with lines; the sentence); a pasted one counts before a chosen trial."""
    if len(text) > LONGEST:
        return [_("The sentence is longer than %(n)s characters.") % {"n": LONGEST}], None
    if text.strip():
        try:
            return [], sentence(text.replace("\0", "�"), dictionary())
        except Refused as refused:
            return [problem.text(language()) for problem in refused.problems], None
        except RecursionError:
            return [_("The sentence is nested too deeply.")], None
    question = questions(FAMILY).get(slug) if slug else None
    if slug and question is None:
        return [_("There is no such trial.")], None
    return [], question.node if question else None
