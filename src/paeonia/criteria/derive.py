"""Facts made from facts: a HER2 group from IHC and ISH, a stage from T, N and M, a clearance from creatinine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from paeonia.criteria.formulas import FORMULAS, Inputs
from paeonia.criteria.kleene import YES
from paeonia.criteria.nodes import Node
from paeonia.criteria.person import answer
from paeonia.record.dates import FAR, days, iso
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


def derive(facts: tuple[Fact, ...], dictionary: Dictionary, as_of: int | None = None) -> tuple[Fact, ...]:
    """The facts with all that follows from them added; each derived fact is dated by its newest input.

    A value somebody recorded for the same day stands, unless the derived one says the same more exactly.
    Facts after `as_of` are not seen: what they say of a later day must not unsay an earlier one.
    """
    recorded = [fact for fact in facts if not fact.source.startswith("derived:")]
    known: dict[str, list[Fact]] = {}
    for fact in recorded:
        known.setdefault(fact.variable, []).append(fact)
    made: list[Fact] = []
    for rule in dictionary.derivations:
        new = _new(rule, known, dictionary, FAR if as_of is None else as_of)
        if new:     # behind the recorded ones: of two on one day the later in the list is read, here the more exact
            known.setdefault(rule.variable, []).extend(new)
            made += new
    return (*recorded, *made)


def _new(rule: Derivation, known: Mapping[str, list[Fact]], dictionary: Dictionary, as_of: int) -> list[Fact]:
    moments = _moments(rule, known, as_of)
    if not moments:
        return []
    made: list[Fact] = []
    read = {*rule.inputs, "birth_date", "sex", rule.variable}
    line = Timeline([fact for name in read for fact in known.get(name, ())], dictionary, 0)
    for moment in moments:
        value = _value(rule, line.at(moment))
        if value is None and rule.formula is None:
            # The inputs of today leave it open; what older ones said (HER2 of the last biopsy) holds no longer.
            # A number reckoned on its own day stays, as a measurement of that day would.
            made.clear()
        elif value is not None and not _contradicted(rule.variable, value, moment, known, dictionary):
            made.append(Fact(rule.variable, {"value": value}, iso(moment), f"derived: {', '.join(rule.inputs)}"))
    return made


def _moments(rule: Derivation, known: Mapping[str, list[Fact]], as_of: int) -> list[int]:
    """The days from which an input is seen: an event from its own day and its `start`, whichever is later."""
    written = {(fact.on, fact.fields.get("start")) for name in rule.inputs for fact in known.get(name, ())}
    seen = {max(days(text).first for text in pair if text) for pair in written if any(pair)}
    return sorted(day for day in seen if day <= as_of)


def _value(rule: Derivation, line: Timeline) -> Any:
    if rule.formula:
        value = FORMULAS[rule.formula](Inputs(line))
        kind = line.dictionary[rule.variable].value
        if value is None or (kind and kind.plausible and not kind.plausible[0] <= value <= kind.plausible[1]):
            return None
        return float(f"{value:.6g}")
    return next((value for node, value in rule.rules if answer(node, line) == YES), None)


def _contradicted(variable: str, value: Any, moment: int, known: Mapping[str, list[Fact]],
                  dictionary: Dictionary) -> bool:
    kind = dictionary[variable].value
    broader = kind.codes.above(str(value)) if kind and kind.codes else frozenset[str]()
    return any(fact.value not in broader for fact in known.get(variable, ())
               if fact.on and days(fact.on).first == moment)
