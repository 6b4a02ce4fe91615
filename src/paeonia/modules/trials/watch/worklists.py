"""Worklists: a clinic day pair by pair, and the patients for whom one missing fact settles most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from paeonia.chart import door
from paeonia.chart.cards import Person
from paeonia.guidance.said import questions_asked, to_ask_words
from paeonia.guidance.survey import survey
from paeonia.guidance.verdicts import Verdict
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials import queries as trial_queries
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.watch import queries, tally
from paeonia.modules.trials.watch.models import Dismissal
from paeonia.modules.trials.watch.queries import PAGE, Aside, Page, Words
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.viewer import Viewer

SHOWN = ("", "fits", "one", "open", "aside")      # fits or one fact away; each alone; all undecided; what is set aside
WITHIN = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Pair:
    """A patient and a trial on a worklist; `back` when the pair was set aside once and returned by itself."""

    slug: str
    trial: Words
    answer: str
    missing: tuple[Words, ...]
    back: Aside | None
    aside: bool


@dataclass(frozen=True)
class InClinic:
    """A patient of a clinic day with her pairs."""

    visit: Any
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class ClinicDay:
    """A clinic day, and the doctors who hold it."""

    rows: tuple[InClinic, ...]
    doctors: Mapping[int, str]
    pairs: int


@dataclass(frozen=True)
class Away:
    """A patient, the one fact to get for her, and the trials it would settle."""

    person: Person
    variable: str
    fact: Words
    trials: tuple[tuple[str, Words], ...]


@dataclass(frozen=True)
class AwayList:
    """One page of them, with the facts and trials that can be chosen and how many patients wait for each."""

    page: Page
    facts: tuple[tuple[str, Words, int], ...]
    trials: tuple[tuple[str, Words, int], ...]
    everybody: int


def clinic(viewer: Viewer, day: date, doctor: int | None, shown: str) -> ClinicDay:
    """Who is expected on a day with the trials to act on; pairs set aside are left out unless asked for."""
    expected = trial_queries.today(viewer, day)
    doctors = {one.visit.clinician_id for one in expected if one.visit.clinician_id}
    names = {user.pk: user.name(viewer.language) for user in User.objects.filter(pk__in=doctors)}
    expected = [one for one in expected if doctor is None or one.visit.clinician_id == doctor]
    aside = queries.set_aside_pairs([one.visit.person.id for one in expected], viewer)
    wanted = {one.visit.person.id: tuple(_wanted(one, shown, aside)) for one in expected}
    back = queries.returned([(id, verdict.question.id) for id, found in wanted.items() for verdict in found], viewer)
    asks = questions_asked(verdict.question.node for one in expected for verdict in one.open)
    named = queries.namer()
    rows = tuple(InClinic(one.visit, tuple(_pair(one, verdict, aside, back, asks, named) for verdict in found))
                 for one in expected if (found := wanted[one.visit.person.id]))
    return ClinicDay(rows, names, sum(len(row.pairs) for row in rows))


def _wanted(one: trial_queries.Expected, shown: str, aside: frozenset[tuple[int, str]]) -> Iterator[Verdict]:
    near = [verdict for verdict in one.open if len(verdict.settle) == 1]
    among = {"": (*one.fits, *near), "fits": one.fits, "one": near, "open": one.open, "aside": (*one.fits, *one.open)}
    for verdict in among[shown]:
        if ((one.visit.person.id, verdict.question.id) in aside) == (shown == "aside"):
            yield verdict


def _pair(one: trial_queries.Expected, verdict: Verdict, aside: frozenset[tuple[int, str]],
          back: Mapping[tuple[int, str], Aside], asks: Mapping[str, Any],
          named: Callable[[str], Words]) -> Pair:
    key = one.visit.person.id, verdict.question.id
    return Pair(verdict.question.id, named(verdict.question.id), verdict.answer.word,
                tuple(to_ask_words(name, one.timeline.dictionary, asks) for name in verdict.settle), back.get(key),
                key in aside)


def away(viewer: Viewer, fact: str = "", trial: str = "", within: str = "", asking: bool = False, page: int = 1,
         size: int = PAGE) -> AwayList:
    """Patients for whom one missing fact settles most undecided trials: those with most trials first.

    With `asking`, questions that only a person answers may be open beside it: one test away, the rest is a talk.
    """
    held = survey(viewer, FAMILY)
    hits = _without_aside(tally.hits(held, asking), held.place, viewer)
    n = len(held.columns)
    names = list(dict.fromkeys(name for name, _ in hits))
    counts = np.zeros((len(names), n), np.int16)
    for (name, slug), found in hits.items():
        if not trial or slug == trial:
            counts[names.index(name), found] += 1
    if fact:
        counts = np.where(np.array([name == fact for name in names], bool).reshape(-1, 1), counts, 0)
    most = counts.max(axis=0) if names else np.zeros(n, np.int16)
    wanted = np.flatnonzero(most)
    if within in WITHIN:
        soon = expected(viewer, WITHIN[within])
        wanted = np.array([i for i in wanted if held.columns.ids[i] in soon], np.intp)
    order = wanted[np.lexsort((wanted, -most[wanted]))] if len(wanted) else wanted
    pages = max(1, -(-len(order) // size))
    page = min(max(1, page), pages)
    rows = _rows(held.columns.ids, order[(page - 1) * size:page * size], names, counts, hits, viewer, held.asked)
    return AwayList(Page(tuple(rows), len(order), page, pages), _facts(hits, held.asked), _trials(hits), n)


def _without_aside(hits: tally.Hits, place: Mapping[Any, int], viewer: Viewer) -> tally.Hits:
    """Pairs set aside are nobody's task."""
    with acting(viewer):
        rows = Dismissal.objects.filter(ended_at=None).values_list("patient_id", "question")
        aside: dict[str, list[int]] = {}
        for id, slug in rows:
            if id in place:
                aside.setdefault(slug, []).append(place[id])
    return {key: found[~np.isin(found, aside[key[1]])] if key[1] in aside else found for key, found in hits.items()}


def _rows(ids: list[Any], chosen: Any, names: list[str], counts: Any, hits: tally.Hits, viewer: Viewer,
          asked: Mapping[str, Any]) -> Iterator[Away]:
    people = door.people([ids[i] for i in chosen], viewer)
    words, asks, named = dictionary(), _asks(asked), queries.namer()
    for i in chosen:
        if ids[i] not in people:
            continue
        name = names[int(counts[:, i].argmax())]
        slugs = [slug for (other, slug), found in hits.items() if other == name and i in found]
        yield Away(people[ids[i]], name, to_ask_words(name, words, asks), tuple((s, named(s)) for s in slugs))


def _asks(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    return questions_asked(question.node for question in asked.values())


def _facts(hits: tally.Hits, asked: Mapping[str, Any]) -> tuple[tuple[str, Words, int], ...]:
    found: dict[str, set[int]] = {}
    for (name, _), rows in hits.items():
        found.setdefault(name, set()).update(rows.tolist())
    words, asks = dictionary(), _asks(asked)
    listed = [(name, to_ask_words(name, words, asks), len(rows)) for name, rows in found.items() if rows]
    return tuple(sorted(listed, key=lambda one: (-one[2], one[0])))


def _trials(hits: tally.Hits) -> tuple[tuple[str, Words, int], ...]:
    found: dict[str, int] = {}
    for (_, slug), rows in hits.items():
        found[slug] = found.get(slug, 0) + len(rows)
    named = queries.namer()
    return tuple(sorted(((slug, named(slug), many) for slug, many in found.items() if many),
                        key=lambda one: one[1]["en"].casefold()))


def expected(viewer: Viewer, days: int) -> set[int]:
    """Patients with an appointment today or in the days that follow."""
    from django.utils import timezone

    today = timezone.localdate()
    return {visit.person.id for ahead in range(days) for visit in door.visits(viewer, today + timedelta(days=ahead))}
