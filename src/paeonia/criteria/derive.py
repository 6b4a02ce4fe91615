"""Facts made from facts: a HER2 group from IHC and ISH, a stage from T, N and M, a clearance from creatinine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from paeonia.criteria.formulas import FORMULAS, Inputs
from paeonia.criteria.kleene import YES
from paeonia.criteria.nodes import Node
from paeonia.criteria.person import answer
from paeonia.record.dates import days, iso
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline

__all__ = ["FORMULAS", "Derivation", "derive"]


@dataclass(frozen=True)
class Derivation:
    """A rule that makes one variable from others: ordered sentences with values, or a named formula."""

    variable: str
    inputs: tuple[str, ...]
    rules: tuple[tuple[Node, str], ...]
    formula: str | None
    title: Mapping[str, str]
    source: str
    checked_on: str
    confidence: str
    cases: tuple[Mapping[str, Any], ...] = ()


def derive(facts: tuple[Fact, ...], dictionary: Dictionary) -> tuple[Fact, ...]:
    """The facts with all that follows from them added; each derived fact is dated by its newest input.

    A value somebody recorded for the same day stands, unless the derived one says the same more exactly.
    """
    known = [fact for fact in facts if not fact.source.startswith("derived:")]
    for rule in dictionary.derivations:
        # Behind the recorded ones: of two on one day the later in the list is read, here the more exact.
        known += _new(rule, tuple(known), dictionary)
    return tuple(known)


def _new(rule: Derivation, facts: tuple[Fact, ...], dictionary: Dictionary) -> list[Fact]:
    made: list[Fact] = []
    moments = sorted({days(fact.on).first for fact in facts if fact.variable in rule.inputs and fact.on})
    relevant = [f for f in facts if f.variable in rule.inputs or f.variable in ("birth_date", "sex", rule.variable)]
    line = Timeline(relevant, dictionary, 0)
    for moment in moments:
        value = _value(rule, line.at(moment))
        if value is not None and not _contradicted(rule.variable, value, moment, facts, dictionary):
            made.append(Fact(rule.variable, {"value": value}, iso(moment), f"derived: {', '.join(rule.inputs)}"))
    return made


def _value(rule: Derivation, line: Timeline) -> Any:
    if rule.formula:
        value = FORMULAS[rule.formula](Inputs(line))
        kind = line.dictionary[rule.variable].value
        if value is None or (kind and kind.plausible and not kind.plausible[0] <= value <= kind.plausible[1]):
            return None
        return float(f"{value:.6g}")
    return next((value for node, value in rule.rules if answer(node, line) == YES), None)


def _contradicted(variable: str, value: Any, moment: int, facts: tuple[Fact, ...], dictionary: Dictionary) -> bool:
    kind = dictionary[variable].value
    broader = kind.codes.above(str(value)) if kind and kind.codes else frozenset[str]()
    return any(fact.value not in broader for fact in facts
               if fact.variable == variable and fact.on and days(fact.on).first == moment)
