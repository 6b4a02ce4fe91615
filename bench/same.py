"""Do two sentences mean the same, or does one follow from the other? By form, else by asking some thousand patients."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bench.people import people
from paeonia.criteria.columns import Columns, DayColumn, NumberColumn
from paeonia.criteria.lint_sets import pushed
from paeonia.criteria.nodes import (
    Aged,
    All,
    AnyOf,
    AtLeast,
    Bound,
    CodeTest,
    Compare,
    Event,
    Is,
    Node,
    Not,
    TimeTest,
    leaves,
    variable_of,
)
from paeonia.criteria.population import Matcher
from paeonia.record.dates import Span, months_before
from paeonia.record.dictionary import Dictionary

PATIENTS = 6000
EDGE = 60           # patients whose value is exactly a threshold


class Pairs:
    """Pairs of sentences, all asked of the same invented patients at once."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.pairs: list[tuple[Node, Node]] = []
        self.following: set[int] = set()

    def add(self, one: Node, other: Node, follows: bool = False) -> int:
        """Note a pair; its number finds the answer later. `follows`: `one` may say less than `other`, but nothing else."""
        self.pairs.append((one, other))
        if follows:
            self.following.add(len(self.pairs) - 1)
        return len(self.pairs) - 1

    def settle(self) -> list[bool]:
        """For each pair whether the two are equivalent; sentences that answer everybody alike prove nothing."""
        formed = [self._formed(index) for index in range(len(self.pairs))]
        doubtful = [index for index, same in enumerate(formed) if not same]
        # Equal answers need equal variables; most pairs are told apart by that alone.
        doubtful = [index for index in doubtful if _about(self.pairs[index][0]) & _about(self.pairs[index][1])]
        nodes = list(dict.fromkeys(node for index in doubtful for node in self.pairs[index]))
        if not nodes:
            return formed
        place = {node: number for number, node in enumerate(nodes)}
        verdicts = Matcher(nodes).match(_on_the_edge(people(PATIENTS, nodes, self.dictionary, seed=5), nodes))
        answers = [verdicts.answers(number) for number in range(len(nodes))]
        for index in doubtful:
            one, other = (answers[place[node]] for node in self.pairs[index])
            if index in self.following:     # whoever meets the whole demand meets this part of it, and somebody does not
                formed[index] = bool((other <= one).all()) and one.min() < other.max() and one.min() == 0
            else:
                formed[index] = bool(np.array_equal(one, other)) and one.min() != one.max()
        return formed

    def _formed(self, index: int) -> bool:
        one, other = (plain(node, self.dictionary) for node in self.pairs[index])
        return one == other or index in self.following and _demands(one) <= _demands(other)


def _demands(form: object) -> frozenset[object]:
    return form[1] if isinstance(form, tuple) and form[0] == "All" else frozenset((form,))


def _on_the_edge(columns: Columns, nodes: list[Node]) -> Columns:
    """Some patients get exactly the value that a sentence asks about: nothing else tells `at least` from `more than`."""
    chance = np.random.default_rng(9)
    asked = {leaf for node in nodes for leaf in leaves(node) if isinstance(leaf, (Compare, Aged))}
    for leaf in sorted(asked, key=repr):
        column = columns.by_name.get(variable_of(leaf))
        for bound in (leaf.low, leaf.high):
            if bound is None:
                continue
            who = chance.choice(len(columns.ids), EDGE, replace=False)
            if isinstance(leaf, Aged) and isinstance(column, DayColumn) and isinstance(bound, int):
                days = np.arange(-1, EDGE - 1) % 3 - 1      # on the birthday, the day before and the day after
                column.first[who] = column.last[who] = months_before(columns.as_of, bound) + days
            elif isinstance(column, NumberColumn) and isinstance(bound, Bound):
                ends = (column.over_uln_low, column.over_uln_high) if bound.times_uln else (column.low, column.high)
                for end in ends:
                    end[who] = bound.number
    return columns


def _about(node: Node) -> set[str]:
    return {variable_of(leaf) for leaf in leaves(node)}


def plain(node: Node, dictionary: Dictionary) -> object:
    """A form in which the order of a list, nested lists and the name of a window make no difference."""
    return _plain(pushed(node), dictionary)


def _plain(node: Node, dictionary: Dictionary) -> object:
    if isinstance(node, (All, AnyOf)):
        parts: set[object] = set()
        for child in node.of:
            inner = _plain(child, dictionary)
            if isinstance(inner, tuple) and inner[0] == type(node).__name__:
                parts |= inner[1]
            else:
                parts.add(inner)
        return next(iter(parts)) if len(parts) == 1 else (type(node).__name__, frozenset(parts))
    if isinstance(node, Not):
        if isinstance(node.of, Event) and (apart := _apart(node.of)):
            return ("All", frozenset(("Not", _plain(one, dictionary)) for one in apart))
        return ("Not", _plain(node.of, dictionary))
    if isinstance(node, AtLeast):
        return ("AtLeast", node.k, tuple(_plain(child, dictionary) for child in node.of))
    if isinstance(node, Is):
        return ("Is", node.variable, node.yes, node.window)
    if isinstance(node, Event):
        if apart := _apart(node):
            return ("AnyOf", frozenset(_plain(one, dictionary) for one in apart))
        return _event(node, dictionary)
    return node


def _apart(node: Event) -> list[Event]:
    """One drug of several, without a count, is the same as several sentences of one drug each."""
    if node.count is not None:
        return []
    for index, test in enumerate(node.tests):
        if isinstance(test, CodeTest) and not test.negated and len(test.values) > 1:
            return [replace(node, tests=(*node.tests[:index], replace(test, values=(value,)), *node.tests[index + 1:]))
                    for value in test.values]
    return []


def _event(node: Event, dictionary: Dictionary) -> object:
    tests = []
    for test in node.tests:
        field = dictionary[node.variable].fields.get(test.field)
        tests.append(replace(test, field=field.same_as) if field is not None and field.same_as else test)
    return ("Event", node.variable, frozenset(tests),
            frozenset(replace(t, span=_days(t.span)) if isinstance(t, TimeTest) else t for t in node.times), node.count)


def _days(span: Span) -> Span:
    return Span(span.amount * 7, "day") if span.unit == "week" else span
