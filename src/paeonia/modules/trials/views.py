"""Pages of the morning: today's clinic and the list of trials; and what is wrong with the knowledge."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from paeonia.guidance.questions import questions
from paeonia.guidance.said import questions_asked, to_ask_words
from paeonia.knowledge import dictionary as words_of_knowledge
from paeonia.knowledge import trials as criteria_files
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials import queries, queries_versions
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.catalogue import subtype_words, words_of
from paeonia.modules.trials.filters import chosen, filtered, filters, order, pages, sorts
from paeonia.modules.trials.frame import brief
from paeonia.modules.trials.registry_words import phase_words, setting_words, status_words
from paeonia.modules.trials.slots import queries as slots
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.ui.words import language

WORDS = {"setting_words": setting_words, "subtype_words": subtype_words, "drug_words": words_of,
         "phase_words": phase_words, "status_words": status_words}


@page(verb="trials.match")
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Patients in clinic with the count of trials that fit, and the one fact to ask next."""
    day = _day(request.GET.get("day", ""))
    expected = queries.today(viewer_of(request), day)
    words, asks = dictionary(), questions_asked(q.node for q in queries.structured_questions().values())
    rows = [(one, brief(one.timeline), to_ask_words(one.next.variable, words, asks) if one.next else None)
            for one in expected]
    return render(request, "trials/today.jinja", {
        "day": day, "weekday": date_format(day, "l"), "now": timezone.localdate(), "rows": rows,
        "fitting": sum(bool(one.fits) for one in expected),
        "one_away": sum(one.next is not None and one.next.settles > 0 for one in expected),
        "before": day - timedelta(days=1), "after": day + timedelta(days=1)})


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
    # A day before and after must exist too.
    return day if date.min < day < date.max else timezone.localdate()


@page(verb="trials.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Every trial known, with search and filters in the address bar."""
    wanted, sort = chosen(request.GET), order(request.GET)
    found = filtered(wanted, sort)
    where = pages(len(found), request.GET)
    saving = {name: value for name, value in wanted.items() if value} if may(viewer_of(request), "watch.search") else {}
    return render(request, "trials/list.jinja", {
        "cards": found[where.first - 1 if found else 0:where.last], "filters": filters(wanted), "pages": where,
        "slots": slots.of_trials(viewer_of(request)) if may(viewer_of(request), "trials.match") else {},
        "sorts": sorts(sort), "keep": {"sort": sort} if sort else {},
        "total": len(found), "problems": len(_wrong()), "saving": saving,
        **{name: cache(said) for name, said in WORDS.items()}})


@page(verb="knowledge.read")
@require_GET
def knowledge(request: HttpRequest) -> HttpResponse:
    """What clinicians wrote, how far it has been checked, and every file that could not be read, with its line."""
    words, trials = dictionary(), criteria_files.trials()
    confidence = Counter(trial.confidence for trial in trials.values())
    return render(request, "trials/knowledge.jinja", {
        "wrong": _wrong(), "version": words.version, "variables": len(words.variables),
        "codelists": len(words.codelists), "derivations": len(words.derivations), "structured": len(trials),
        "registered": len(questions(FAMILY)) - len(trials),
        "confidence": [(level, confidence[level]) for level in criteria_files.CONFIDENCE],
        "reread": queries_versions.to_be_reread(),
        "unsigned": sorted((t for t in trials.values() if t.confidence == "low"), key=lambda t: t.id)})


def _wrong() -> list[tuple[str, str]]:
    """(place, what is wrong) of every problem in the knowledge, in the reader's language."""
    return [(problem.place, replace(problem, place="").text(language()))
            for problem in (*words_of_knowledge.problems(), *criteria_files.problems())]
