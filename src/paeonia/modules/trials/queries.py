"""Questions of this module's pages; every answer is a frozen dataclass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from paeonia.chart import door
from paeonia.criteria.next_question import NextQuestion
from paeonia.criteria.nodes import Node
from paeonia.criteria.person import Reason
from paeonia.guidance import verdicts
from paeonia.guidance.questions import Question, questions
from paeonia.guidance.said import sentence_words
from paeonia.guidance.verdicts import Advice, Verdict
from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import TrialCriteria, trials
from paeonia.modules.trials.asking import FAMILY, computable
from paeonia.modules.trials.catalogue import TrialCard
from paeonia.modules.trials.models import Trial, TrialSite
from paeonia.modules.trials.searching import card_now, cards
from paeonia.modules.trials.slots.queries import Places
from paeonia.people.viewer import Viewer
from paeonia.record.timeline import Timeline


@dataclass(frozen=True)
class Expected:
    """A patient in clinic: the trials that fit, the undecided ones, and what to ask next."""

    visit: Any
    fits: tuple[Verdict, ...]
    open: tuple[Verdict, ...]
    near: tuple[Verdict, ...]
    next: NextQuestion | None
    timeline: Timeline
    no_place: frozenset[str] = frozenset()      # trials she fits that were said to have no place for her


@dataclass(frozen=True)
class Detail:
    """A trial's page: its card, structured criteria or none, and what its registry says."""

    card: TrialCard
    question: Question
    structured: TrialCriteria | None
    record: Mapping[str, Any]
    sites: tuple[TrialSite, ...]
    versions: int


def structured_questions() -> Mapping[str, Question]:
    """The trials whose criteria clinicians have structured: the ones a verdict can be given for."""
    asked = questions(FAMILY)
    return {id: asked[id] for id in computable() if id in asked}


def today(viewer: Viewer, day: date) -> list[Expected]:
    """Patients expected on a day, in the order of the clinic, with the verdicts that matter for each."""
    visits = door.visits(viewer, day)
    lines = door.timelines([visit.person.id for visit in visits], viewer, why="clinic list", as_of=day.toordinal())
    asked = structured_questions()
    places = Places((visit.person.hospital_id for visit in visits), viewer)
    found = []
    for visit in visits:
        line = lines.get(visit.person.id)
        if line is not None:
            advice = verdicts.advise(line, asked)
            found.append(Expected(visit, advice.fits, advice.open, advice.near,
                                  advice.next[0] if advice.next else None, line,
                                  no_place(advice, visit.person.hospital_id, line, places)))
    return found


def no_place(advice: Advice, hospital_id: int, line: Timeline, places: Places) -> frozenset[str]:
    """Trials among those that fit for which it was said that there is no place for her."""
    return frozenset(one.question.id for one in advice.fits if places.none_now(hospital_id, one.question, line))


def advice(patient_id: int, viewer: Viewer) -> tuple[Timeline, Advice]:
    """One patient's verdicts over all structured trials."""
    line = door.timeline(patient_id, viewer, why="trial matching")
    return line, verdicts.advise(line, structured_questions())


def why(patient_id: int, slug: str, viewer: Viewer) -> tuple[Timeline, Question, Reason]:
    """The whole reasoning for one patient and one trial; KeyError for an unknown trial."""
    question = questions(FAMILY)[slug]
    line = door.timeline(patient_id, viewer, why=f"trial {slug}")
    return line, question, verdicts.why(line, question)


def detail(slug: str) -> Detail:
    """Everything about one trial; KeyError when there is none."""
    card = card_now(slug)
    row = Trial.objects.filter(pk=card.trial_id).select_related("current").first() if card.trial_id else None
    sites = tuple(row.sites.order_by("country", "city", "facility")) if row else ()
    content = row.current.content if row and row.current else {}
    return Detail(card, questions(FAMILY)[slug], trials().get(slug), content, sites, row.versions.count() if row else 0)


def slug_of(number: str) -> str | None:
    """The address of a trial that has this number, however it is written; None when there is none."""
    wanted = number.strip().casefold()
    return next((card.slug for card in cards().values() if any(one.casefold() == wanted for one in card.numbers)), None)


def said(node: Node) -> dict[str, str]:
    """A criterion in both languages."""
    return sentence_words(node, dictionary())
