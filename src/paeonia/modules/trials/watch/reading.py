"""What a verdict rested on when somebody set it aside, small enough to be kept and compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paeonia.chart.rows import fingerprint
from paeonia.criteria.person import Reason
from paeonia.guidance.questions import Question
from paeonia.record.facts import Fact


def reading(question: Question, reason: Reason) -> dict[str, Any]:
    """The answer, the rule's version, and by variable a digest of the facts that were read."""
    read: dict[str, list[str]] = {}
    for fact in facts_of(reason):
        read.setdefault(fact.variable, []).append(str(fingerprint(dict(fact.fields), fact.on)))
    return {"answer": int(reason.answer), "rule": question.version,
            "facts": {name: sorted(set(marks)) for name, marks in read.items()}}


def facts_of(reason: Reason) -> list[Fact]:
    """Every fact read for a verdict."""
    return [*reason.facts, *(fact for part in reason.of for fact in facts_of(part))]


def difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """What is not as it was; empty while the verdict rests on the same."""
    told: dict[str, Any] = {}
    if before["rule"] != now["rule"]:
        told["rule"] = True
    if before["answer"] != now["answer"]:
        told["answer"] = now["answer"]
    facts = [name for name in {**before["facts"], **now["facts"]} if before["facts"].get(name) != now["facts"].get(name)]
    if facts:
        told["facts"] = sorted(facts)
    return told
