"""Why an answer became another: her record, her age, time alone, or the rule."""

from __future__ import annotations

from paeonia.criteria.leaf import leaf_answer
from paeonia.criteria.nodes import Aged, Leaf, Node, leaves, variable_of
from paeonia.guidance.questions import Question
from paeonia.modules.trials.watch.choices import Cause
from paeonia.record.dates import days
from paeonia.record.timeline import Timeline


def cause(question: Question, known_version: str | None, written: bool, line: Timeline, last_day: int) -> Cause:
    """What changed an answer since `last_day`; `written` when something was added to her record since.

    Where both time and a new fact may have done it, the fact is named: somebody can go and look at it.
    """
    if known_version is None:
        return Cause.FACT if written else Cause.AMENDMENT
    if known_version != question.version:
        return Cause.AMENDMENT
    if written or last_day >= line.as_of:
        return Cause.FACT
    turned = turned_by_time(question.node, line, last_day)
    read = {variable_of(leaf) for leaf in turned}
    if any(fact.variable in read and fact.on and days(fact.on).first > last_day for fact in line.facts):
        return Cause.FACT       # written before, but about a day that had not come
    return Cause.BIRTHDAY if turned and all(isinstance(leaf, Aged) for leaf in turned) else Cause.WINDOW


def turned_by_time(node: Node, line: Timeline, last_day: int) -> list[Leaf]:
    """The criteria that answer otherwise today than the same record did on an earlier day."""
    then = line.at(last_day)
    return [leaf for leaf in dict.fromkeys(leaves(node)) if leaf_answer(leaf, line) != leaf_answer(leaf, then)]
