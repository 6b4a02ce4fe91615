"""A patient made to fit some criteria: one fact for each, as near to the ordinary as it can be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from paeonia.criteria.kleene import YES
from paeonia.criteria.nodes import (
    Aged,
    All,
    AnyOf,
    Ask,
    AtLeast,
    Bound,
    CodeTest,
    Compare,
    Event,
    Is,
    Node,
    Not,
    NumberTest,
    Ongoing,
    Since,
)
from paeonia.criteria.person import answer
from paeonia.record.dates import days, iso, months_before
from paeonia.record.dictionary import Dictionary, Variable

from .reading import asked_of

ULN = 40
Facts = dict[str, Any]


def fitting(node: Node, dictionary: Dictionary, as_of: str) -> Facts | None:
    """Facts of somebody for whom the answer is yes; None when this simple way finds nobody."""
    maker = _Maker(dictionary, days(as_of).first)
    maker.walk(node, True)
    made = maker.facts()
    line = asked_of(made).line
    return made if line is not None and answer(node, line) == YES else None


class _Maker:
    def __init__(self, dictionary: Dictionary, day: int) -> None:
        self.dictionary, self.day = dictionary, day
        self.kept: list[dict[str, Any]] = []
        self.ranges: dict[str, list[tuple[Bound | None, Bound | None]]] = {}
        self.born: list[tuple[int | None, int | None]] = []
        self.codes: dict[str, list[frozenset[str]]] = {}
        self.lists: set[str] = set()
        self.barred: dict[str, set[str]] = {}

    def walk(self, node: Node, wanted: bool) -> None:
        """Make it so; of alternatives the first."""
        if isinstance(node, Not):
            self.walk(node.of, not wanted)
        elif isinstance(node, (All, AnyOf, AtLeast)):
            for part in _needed(node, wanted):
                self.walk(part, wanted)
        else:
            self._leaf(node, wanted)

    def _leaf(self, leaf: Node, wanted: bool) -> None:
        if isinstance(leaf, Ask):
            self.kept.append({"variable": "ask", "question": leaf.en, "value": "yes" if wanted else "no",
                              "on": iso(self.day)})
        elif isinstance(leaf, Is):
            self.codes.setdefault(leaf.variable, []).append(
                leaf.yes if wanted else self._others(self.dictionary[leaf.variable], leaf.yes | leaf.maybe))
        elif isinstance(leaf, Compare):
            self.ranges.setdefault(leaf.variable, []).append(
                (leaf.low, leaf.high) if wanted else _beyond(leaf.low, leaf.high))
        elif isinstance(leaf, Aged):
            self.born.append((leaf.low, leaf.high) if wanted else (leaf.high, None) if leaf.high else (None, leaf.low))
        elif isinstance(leaf, Since):
            near = leaf.longer != wanted
            at = leaf.span.before(self.day) + (1 if near else -1)
            self.kept.append({"variable": leaf.variable, "value": iso(at), "on": iso(self.day)})
        elif isinstance(leaf, Event):
            self._event(leaf, wanted)

    def _others(self, variable: Variable, not_these: frozenset[str]) -> frozenset[str]:
        kind = variable.value
        if kind is None:
            return frozenset()
        every: Iterable[str] = kind.codes.codes if kind.codes else ("yes", "no")
        return frozenset(every) - not_these

    def _event(self, leaf: Event, wanted: bool) -> None:
        """One that is wanted is written down; the list then counts as complete, so that the others are absent."""
        self.lists.add(leaf.variable)
        if not wanted:
            self.barred.setdefault(leaf.variable, set()).update(
                code for test in leaf.tests if isinstance(test, CodeTest) and not test.negated for code in test.yes)
        if wanted and not (leaf.count and leaf.count.low == 0):
            self.kept += [event_of(leaf, self.dictionary, self.day, n) for n in range(leaf.count.low if leaf.count else 1)]

    def _narrowed(self, fact: dict[str, Any]) -> dict[str, Any]:
        """A class as one of its drugs: of "some endocrine therapy" nobody knows that it was not fulvestrant."""
        variable = self.dictionary.variables.get(fact["variable"])
        if variable is None or variable.kind != "event":
            return fact
        barred, made = self.barred.get(variable.id, set()), dict(fact)
        for name, kind in variable.fields.items():
            code = fact.get(name)
            if kind.codes is None or not isinstance(code, str) or code not in kind.codes:
                continue
            below = [one for one in sorted(kind.codes.below(code)) if one not in barred
                     and len(kind.codes.below(one) - {one}) == 0 and not kind.codes.above(one) & barred]
            if below:
                made[name] = below[0]
        return made

    def facts(self) -> Facts:
        """Everything together."""
        on = iso(self.day)
        made = [self._narrowed(fact) for fact in self.kept]
        for variable, wished in self.codes.items():
            common = frozenset.intersection(*wished)
            if common:
                made.append({"variable": variable, "value": min(common, key=lambda code: (len(code), code)), "on": on})
        for variable, ranges in self.ranges.items():
            made.append({**value_within(self.dictionary[variable], ranges), "on": on})
        if self.born:
            low = max((low for low, _ in self.born if low is not None), default=0)
            high = min((high for _, high in self.born if high is not None), default=low + 480)
            made.append({"variable": "birth_date", "value": iso(months_before(self.day, (low + high) // 2))})
        reviewed = {name: on for name in sorted(self.lists)}
        return {"as_of": on, "facts": made, **({"reviewed": reviewed} if reviewed else {})}


def _needed(node: All | AnyOf | AtLeast, wanted: bool) -> tuple[Node, ...]:
    """The parts that must become so (or not so); where one is enough, the first."""
    if isinstance(node, AtLeast):
        return node.of[:node.k] if wanted else node.of
    return node.of if isinstance(node, All) == wanted else node.of[:1]


def event_of(leaf: Event, dictionary: Dictionary, day: int, number: int = 0) -> dict[str, Any]:
    """One event that passes every test of a criterion."""
    variable = dictionary[leaf.variable]
    fields: dict[str, Any] = {}
    for test in leaf.tests:
        kind = variable.fields[test.field]
        if isinstance(test, NumberTest):
            fields[test.field] = value_within(variable, [(test.low, test.high)])["value"]
        elif isinstance(test, CodeTest):
            among: Iterable[str] = sorted(test.values) if not test.negated else (
                code for code in (kind.codes.codes if kind.codes else ()) if code not in test.possible)
            fields[test.field] = next(iter(among), "")
    if leaf.count and leaf.count.of == "lines":
        fields["line"] = number + 1
    started, stopped, goes_on = _when(leaf, day, number)
    if not variable.interval:
        return {"variable": variable.id, **fields, "on": iso(stopped)}
    ends = {"ongoing": True} if goes_on else {"stop": iso(stopped)}
    return {"variable": variable.id, **fields, "start": iso(started), **ends, "on": iso(started)}


def _when(leaf: Event, day: int, number: int) -> tuple[int, int, bool]:
    """(first day, last day, whether it goes on) that pass the tests of time."""
    started, stopped, goes_on = day - 400 - number, day - 60, False
    for time in leaf.times:
        if isinstance(time, Ongoing):
            goes_on = time.yes
        elif time.what == "ended":
            stopped = time.span.before(day) - (1 if time.longer else 0)
            started = min(started, stopped - 30)
        elif time.what == "started":
            started, stopped = time.span.before(day) + (-1 if time.longer else 1), day
        elif time.longer:
            started = stopped - 2 * time.span.in_days
        else:
            started = stopped - max(0, time.span.in_days - 2)
    return started, stopped, goes_on


def value_within(variable: Variable, ranges: list[tuple[Bound | None, Bound | None]]) -> dict[str, Any]:
    """A number inside every range, with an upper limit of normal where one is asked for."""
    uln = any(end and end.times_uln for ends in ranges for end in ends)
    scale = lambda end: end.number * (ULN if end.times_uln else 1)      # noqa: E731
    low = max((scale(low) for low, _ in ranges if low), default=None)
    high = min((scale(high) for _, high in ranges if high), default=None)
    if low is None and high is None:
        number = 1.0
    elif low is None:
        number = high * 0.8 if high > 0 else high       # type: ignore[operator]  # one of the two is there
    elif high is None:
        number = low * 1.25 if low > 0 else low + 1
    else:
        number = (low + high) / 2
    whole = variable.value is not None and variable.value.type == "whole"
    number = round(number) if whole else round(number, 4)
    return {"variable": variable.id, "value": number, **({"uln": ULN} if uln else {})}


def _beyond(low: Bound | None, high: Bound | None) -> tuple[Bound | None, Bound | None]:
    """The range on the other side of one end."""
    from dataclasses import replace

    if high is not None:
        return replace(high, inclusive=not high.inclusive), None
    assert low is not None
    return None, replace(low, inclusive=not low.inclusive)
