"""Trials whose cohorts have criteria of their own: one question out of them, and each cohort's own answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paeonia.criteria.kleene import YES, Answer
from paeonia.criteria.nodes import All, AnyOf, Node
from paeonia.criteria.person import Reason, explain
from paeonia.guidance.questions import Question
from paeonia.knowledge.cohorts import Cohort
from paeonia.record.timeline import Timeline

__all__ = ["Answered", "Cohort", "CohortQuestion", "answered", "base_of", "cohorts_of", "fitting", "joined", "named",
           "with_cohorts"]


@dataclass(frozen=True)
class CohortQuestion(Question):
    """A question made of what holds for the whole trial and of its cohorts."""

    base: Node = All(())
    cohorts: tuple[Cohort, ...] = ()


@dataclass(frozen=True)
class Answered:
    """One cohort for one patient, its own criteria and the whole trial's together."""

    cohort: Cohort
    answer: Answer
    reason: Reason      # of its own criteria alone

    @property
    def said(self) -> str:
        """`closed` for a cohort that enrols nobody, whatever the criteria say; else `yes`, `unknown` or `no`."""
        return "closed" if self.cohort.closed else self.answer.word


def joined(base: Node, cohorts: Sequence[Cohort]) -> Node:
    """Fits the trial and one cohort that is not closed.

    When all are closed all are asked: she is told which would have suited her, not that she does not fit.
    """
    asked = _asked(cohorts)
    if not asked:
        return base
    return All((*(base.of if isinstance(base, All) else (base,)), _own(asked)))


def _asked(cohorts: Sequence[Cohort]) -> list[Cohort]:
    return [one for one in cohorts if not one.closed] or list(cohorts)


def _own(asked: Sequence[Cohort]) -> Node:
    return asked[0].criteria if len(asked) == 1 else AnyOf(tuple(one.criteria for one in asked))


def named(question: Question) -> dict[Node, dict[str, str]]:
    """The criterion that stands for several cohorts, in few words: their criteria one after the other nobody would read."""
    asked = _asked(cohorts_of(question))
    codes = [one.code for one in asked]
    if len(asked) < 2:
        return {}
    return {_own(asked): {"en": f"Which cohort she fits: {', '.join(codes[:-1])} or {codes[-1]}",
                          "zh": f"适合哪个队列：{'、'.join(codes[:-1])}或{codes[-1]}"}}


def with_cohorts(question: Question, cohorts: Sequence[Cohort]) -> Question:
    """The question of a trial whose own sentence holds for all of its cohorts; without cohorts it stays as it is."""
    if not cohorts:
        return question
    return CohortQuestion(
        question.id, question.words, joined(question.node, cohorts), question.version, question.source,
        question.checked_on, question.confidence, question.node, tuple(cohorts))


def cohorts_of(question: Question) -> tuple[Cohort, ...]:
    """The cohorts a question is made of; none once another sentence was put in its place."""
    if isinstance(question, CohortQuestion) and question.node == joined(question.base, question.cohorts):
        return question.cohorts
    return ()


def base_of(question: Question) -> Node:
    """What holds for the whole trial."""
    return question.base if isinstance(question, CohortQuestion) and cohorts_of(question) else question.node


def answered(question: Question, line: Timeline) -> tuple[Answered, ...]:
    """Each cohort's own answer for one patient, in the order of the protocol."""
    cohorts = cohorts_of(question)
    if not cohorts:
        return ()
    whole = explain(base_of(question), line).answer
    reasons = ((one, explain(one.criteria, line)) for one in cohorts)
    return tuple(Answered(one, min(whole, reason.answer), reason) for one, reason in reasons)


def fitting(question: Question, line: Timeline) -> tuple[str, ...]:
    """Codes of the cohorts that she fits; closed ones are not among them unless every cohort is closed."""
    found = answered(question, line)
    every = all(one.cohort.closed for one in found)
    return tuple(one.cohort.code for one in found if one.answer == YES and (every or not one.cohort.closed))
