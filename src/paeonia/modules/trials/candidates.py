"""The candidates of one trial over everybody a viewer may see, and where the others were lost."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils import timezone

from paeonia.chart import door
from paeonia.chart.cards import Person
from paeonia.criteria.kleene import NO, UNKNOWN, YES, Answer
from paeonia.criteria.nodes import All, Node
from paeonia.criteria.read import sentence
from paeonia.guidance.questions import Question
from paeonia.guidance.survey import FunnelStep, Survey, funnel, part_answers, survey
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials import asides
from paeonia.modules.trials.asides import SetAside
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.cohorts import named
from paeonia.modules.trials.deciding import flat_parts
from paeonia.modules.trials.queries import said
from paeonia.modules.trials.slots import queries as slots
from paeonia.modules.trials.slots.states import NO_PLACE
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

PAGE = 50
CHOICES = ("", "fits", "one", "open", "aside")     # everybody, fits, one criterion open, any number open, set aside
KEPT = 12       # trials whose candidates are kept ready in one process


@dataclass(frozen=True)
class Candidate:
    """A patient on a trial's worklist and the criteria that are not settled for her."""

    person: Person
    answer: str
    missing: tuple[Mapping[str, str], ...]
    aside: SetAside | None = None
    no_place: bool = False
    hears: bool = False     # said that she would like to hear about trials


@dataclass(frozen=True)
class Worklist:
    """One page of candidates with the counts of the whole; `one` are those with a single open criterion,
    `aside` those left out because somebody set them aside."""

    candidates: tuple[Candidate, ...]
    everybody: int
    fits: int
    one: int
    open: int
    refused: int
    total: int
    page: int
    pages: int
    aside: int = 0


@dataclass(frozen=True)
class _Counted:
    """What a trial's page needs of a survey, computed once for each state of the record."""

    answers: Any
    criteria: tuple[Node, ...]
    parts: Any              # [criterion, patient]
    order: Any              # candidates: those who fit, then those with least open
    missing: Any
    funnel: tuple[FunnelStep, ...]
    hears: Any              # patients who would like to hear about trials


_HELD: dict[tuple[int, str], tuple[weakref.ref[Survey], Question, _Counted]] = {}


def _counted(held: Survey, slug: str) -> _Counted:
    question = held.asked[slug]
    known = _HELD.get((id(held), slug))
    if known and known[0]() is held and known[1] is question:
        return known[2]
    made = _count(held, slug, question)
    for key in [key for key, (ref, *_) in _HELD.items() if ref() is None] + list(_HELD)[:max(0, len(_HELD) - KEPT + 1)]:
        _HELD.pop(key, None)
    _HELD[id(held), slug] = (weakref.ref(held), question, made)
    return made


def _count(held: Survey, slug: str, question: Question) -> _Counted:
    answers = held.verdicts.answers(held.order.index(slug))
    criteria, parts = part_answers(held.columns, All(flat_parts(question.node)))
    missing = (parts == UNKNOWN).sum(axis=0)
    wanted = (answers > NO).nonzero()[0]
    order = wanted[np.lexsort((wanted, missing[wanted], -answers[wanted].astype(np.int8)))]
    _, (hears,) = part_answers(held.columns, All((sentence({"consent_contact": "yes"}, dictionary()),)))
    return _Counted(answers, criteria, parts, order, missing, tuple(funnel(held.columns, question.node)), hears == YES)


def worklist(slug: str, viewer: Viewer, chosen: str = "", page: int = 1) -> Worklist:
    """Candidates of one trial: those who fit, then those with least missing."""
    held = survey(viewer, FAMILY)
    counted = _counted(held, slug)
    answers, missing = counted.answers, counted.missing
    aside = asides.of_trial(slug, viewer)
    hidden = np.isin(counted.order, [held.place[id] for id in aside if id in held.place])
    order = counted.order[~hidden]
    wanted = {"": order, "fits": order[answers[order] == YES], "open": order[answers[order] == UNKNOWN],
              "one": order[(answers[order] == UNKNOWN) & (missing[order] == 1)],
              "aside": counted.order[hidden]}
    total = len(wanted[chosen])
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    shown = [int(i) for i in wanted[chosen][(page - 1) * PAGE:page * PAGE]]
    people = door.people([held.columns.ids[i] for i in shown], viewer, why=f"candidates of {slug}")
    full = _no_place(slug, viewer)
    short = named(held.asked[slug])
    words = [short.get(node) or said(node) for node in counted.criteria]
    found = tuple(Candidate(people[held.columns.ids[i]], Answer(int(answers[i])).word,
                            tuple(words[c] for c in np.flatnonzero(counted.parts[:, i] == UNKNOWN)),
                            aside.get(held.columns.ids[i]), people[held.columns.ids[i]].hospital_id in full,
                            bool(counted.hears[i]))
                  for i in shown if held.columns.ids[i] in people)
    yes, unknown = len(wanted["fits"]), len(wanted["open"])
    return Worklist(found, len(answers), yes, len(wanted["one"]), unknown, len(answers) - yes - unknown - int(hidden.sum()),
                    total, page, pages, int(hidden.sum()))


def _no_place(slug: str, viewer: Viewer) -> set[int]:
    """Hospitals of the viewer that were said to have no place in this trial."""
    with acting(viewer):
        here = slots.in_force(viewer.hospital_ids, timezone.localdate(), slug)
    return {id for id, trials in here.items() if slots.best_of(trials.get(slug, {})) in NO_PLACE}


def losses(slug: str, viewer: Viewer) -> tuple[FunnelStep, ...]:
    """Where candidates of a trial are lost, criterion by criterion in the order of the protocol."""
    return _counted(survey(viewer, FAMILY), slug).funnel
