"""One chart, many questions: what fits, what is not known yet and what would settle it, what only just fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from paeonia.criteria.kleene import NO, UNKNOWN, YES, Answer
from paeonia.criteria.next_question import NextQuestion, next_questions
from paeonia.criteria.person import Reason, explain, settle
from paeonia.criteria.quick import Quick
from paeonia.criteria.when import NearMiss, near_miss
from paeonia.guidance.kept import Kept
from paeonia.guidance.questions import Question, version
from paeonia.record.timeline import Timeline


@dataclass(frozen=True)
class Verdict:
    """The answer to one question for one patient on one day, under one version of the rule."""

    question: Question
    answer: Answer
    as_of: int
    settle: tuple[str, ...] = ()
    near: NearMiss | None = None


@dataclass(frozen=True)
class Advice:
    """All verdicts of one patient in the groups a doctor reads them in."""

    fits: tuple[Verdict, ...]
    open: tuple[Verdict, ...]
    near: tuple[Verdict, ...]
    others: int
    next: tuple[NextQuestion, ...]


def answers(line: Timeline, asked: Mapping[str, Question]) -> dict[str, Answer]:
    """The bare answers of one patient; the circuit of a set of questions is made once and kept."""
    quick = _CIRCUITS.of(version(asked), [question.node for question in asked.values()])
    return dict(zip(asked, quick.ask(line), strict=True))


_CIRCUITS = Kept(Quick, most=9)


def why(line: Timeline, question: Question) -> Reason:
    """The whole reasoning behind one verdict."""
    return explain(question.node, line)


def advise(line: Timeline, asked: Mapping[str, Question]) -> Advice:
    """Every verdict, the undecided with what would settle them, the refused ones that fail by one criterion.

    Kept for as long as the timeline itself is: charts read lately are not asked everything again.
    """
    rules = version(asked)
    held = _ADVICE.get(line)
    if held is None or held[0] != rules:
        held = _ADVICE[line] = rules, _advise(line, asked)
    return held[1]


_ADVICE: WeakKeyDictionary[Timeline, tuple[str, Advice]] = WeakKeyDictionary()


def _advise(line: Timeline, asked: Mapping[str, Question]) -> Advice:
    said = answers(line, asked)
    fits = tuple(Verdict(asked[id], YES, line.as_of) for id, answer in said.items() if answer == YES)
    reasons = {id: explain(asked[id].node, line) for id, answer in said.items() if answer == UNKNOWN}
    unknown = [Verdict(asked[id], UNKNOWN, line.as_of, settle(reason)) for id, reason in reasons.items()]
    near = tuple(_near(line, asked, (id for id, answer in said.items() if answer == NO)))
    return Advice(fits, tuple(sorted(unknown, key=lambda v: (len(v.settle), v.question.id))), near,
                  sum(answer == NO for answer in said.values()) - len(near), tuple(next_questions(reasons.values())))


def _near(line: Timeline, asked: Mapping[str, Question], refused: Iterable[str]) -> Iterable[Verdict]:
    for id in refused:
        miss = near_miss(asked[id].node, line)
        # What time or a new measurement cannot change is no near miss to a doctor.
        if miss and (miss.opens or miss.remeasure):
            yield Verdict(asked[id], NO, line.as_of, near=miss)
