"""A case asked like a record: the course so far as a picture, and a step's sentence answered with its reasons."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from paeonia.chart.picture import course
from paeonia.criteria.derive import derive
from paeonia.criteria.person import explain
from paeonia.guidance.fact_words import fact_words
from paeonia.guidance.said import said
from paeonia.knowledge.dictionary import dictionary
from paeonia.record.timeline import Timeline
from paeonia.ui import shapes
from paeonia.ui.charts.svg import counted
from paeonia.ui.charts.timeline import Course
from paeonia.ui.words import words

from .cases import BEGINNING, Case, CaseStep

_DATE = re.compile(r"(?<!\d)(?:1[89]|20)\d\d-\d\d-\d\d(?!\d)")


def line_of(case: Case, step: CaseStep) -> Timeline:
    """The record as it stood at a step."""
    known = [one for one in case.steps if one.number <= step.number]
    facts = tuple(fact for one in known for fact in one.facts)
    reviewed = {key: on for one in known for key, on in one.reviewed.items()}
    as_of = date.toordinal(BEGINNING) + step.day
    return Timeline(derive(facts, dictionary(), as_of), dictionary(), as_of, reviewed)


def picture(line: Timeline) -> Course:
    """The course so far; days are counted from the beginning of the case."""
    return replace(course(line), since=BEGINNING)


def has_picture(drawn: Course) -> bool:
    """Whether there is anything to draw yet."""
    return bool(drawn.events or drawn.therapies or drawn.receptors)


def found(step: CaseStep) -> list[str]:
    """What a step added to the record, each fact as a line in the reader's language."""
    return [_undated(words(fact_words(fact, dictionary()))) for fact in step.facts if fact.variable != "birth_date"]


def reasons(step: CaseStep, line: Timeline) -> shapes.Reason | None:
    """How the step's sentence is answered from what was known then, and why."""
    return None if step.sentence is None else _through(said(explain(step.sentence, line), line))


def _through(reason: shapes.Reason) -> shapes.Reason:
    """The reasoning with days counted instead of dates."""
    facts = tuple(shapes.FactRead(_said(fact.words, lambda text, on=fact.on: _dated(text, on)), "",     # type: ignore[misc]
                                  {"en": "case", "zh": "病例"} if words(fact.source) == "case" else fact.source)
                  for fact in reason.facts)
    return replace(reason, words=_said(reason.words, _undated), note=_said(reason.note, _undated), facts=facts,
                   children=tuple(map(_through, reason.children)))


def _said(told: Any, speak: Callable[[str], str]) -> str:
    return speak(words(told)) if told else ""


def _dated(text: str, on: Any) -> str:
    return f"{_undated(text)} · {counted(str(on), BEGINNING)}" if on else _undated(text)


def _undated(text: str) -> str:
    return _DATE.sub(lambda hit: counted(hit[0], BEGINNING), text)
