"""What follows from the facts of a whole population, by the dictionary's own rules; says what `criteria.derive` says."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from paeonia.criteria.columns import Column, Columns, DayColumn
from paeonia.criteria.derive import Derivation
from paeonia.criteria.nodes import Aged, Event, Leaf, Node, children
from paeonia.criteria.population import Matcher
from paeonia.record.dates import months_before
from paeonia.record.dictionary import Dictionary

from .formulas import FORMULAS, Givens, completed_years, six_digits
from .latest import episodes, scalar
from .tables import Array, Said, Tables

_SHIFT = 1 << 20  # above every ordinal day that a patient's life can have


def derive(tables: Tables, dictionary: Dictionary) -> Tables:
    """The same tables with derived values before the recorded ones, so that on one day the recorded value stands."""
    made = Tables(tables.n, tables.as_of, dict(tables.states), tables.events, tables.reviews, tables.undated)
    for rule in dictionary.derivations:
        new = _new(rule, made, dictionary)
        if new:
            made.states[rule.variable] = [*new, *made.states.get(rule.variable, [])]
    return made


def _new(rule: Derivation, tables: Tables, dictionary: Dictionary) -> list[Said]:
    """One table for each moment counted from the last, the oldest first."""
    matcher = Matcher([node for node, _ in rule.rules]) if rule.rules else None
    found = []
    for patient, day in _moments(rule, tables, dictionary):
        on = np.full(tables.n, 0, np.int64)
        on[patient] = day
        columns = Columns(range(len(patient)), tables.as_of, _inputs(rule, tables, dictionary, on, patient))  # type: ignore[arg-type]
        if rule.formula:
            said = _reckoned(rule, columns, day, dictionary)
        else:
            assert matcher is not None
            said = _ruled(rule, matcher, columns, day)
        has = said[1] >= 0 if said[0] else np.isfinite(said[1])
        if has.any():
            found.append(Said(patient[has], said[1][has], day[has], said[0]))
        if rule.rules:
            break       # a state counts as its newest inputs leave it; a number stays with the day it was reckoned on
    return found[::-1]


def _moments(rule: Derivation, tables: Tables, dictionary: Dictionary) -> Iterator[tuple[Array, Array]]:
    """Patients with their last day on which an input was said, then with the last but one, and so on."""
    keys = []
    for name in rule.inputs:
        if name not in tables.undated:
            keys += [layer.patient * np.int64(_SHIFT) + layer.day for layer in tables.states.get(name, ())]
        keys += [block.patient * np.int64(_SHIFT) + block.start for block in tables.events.get(name, ())]
    if not keys:
        return
    every = np.sort(np.concatenate(keys), kind="stable")  # runs already in order: quicker than np.unique
    every = every[np.append(True, every[1:] != every[:-1])]
    patient, day = every // _SHIFT, every % _SHIFT
    while len(patient):
        last = np.append(patient[1:] != patient[:-1], True)
        yield patient[last], day[last]
        patient, day = patient[~last], day[~last]


def _inputs(
    rule: Derivation, tables: Tables, dictionary: Dictionary, on: Array, patient: Array
) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    fields = {test.field for leaf in _leaves(rule) if isinstance(leaf, Event) for test in leaf.tests}
    for name in dict.fromkeys((*rule.inputs, "birth_date", "sex")):
        kind = dictionary[name]
        column: Column | None
        event = kind.kind == "event"
        column = episodes(tables, kind, on, patient, fields) if event else scalar(tables, kind, on, patient)
        if column is not None:
            columns[name] = column
    return columns


def _leaves(rule: Derivation) -> Iterator[Leaf]:
    def below(node: Node) -> Iterator[Leaf]:
        parts = children(node)
        if not parts:
            yield node  # type: ignore[misc]
        for part in parts:
            yield from below(part)

    for node, _ in rule.rules:
        yield from below(node)


def _ruled(rule: Derivation, matcher: Matcher, columns: Columns, day: Array) -> tuple[tuple[str, ...], Array]:
    if any(isinstance(leaf, Aged) for leaf in _leaves(rule)):
        _age_then(columns, day)
    answers = matcher.match(columns)
    names = tuple(dict.fromkeys(value for _, value in rule.rules))
    index = np.full(len(day), -1, np.int16)
    for number in reversed(range(len(rule.rules))):
        index[answers.answers(number) == 2] = names.index(rule.rules[number][1])
    return names, index


def _age_then(columns: Columns, day: Array) -> None:
    """Move each birth so that the age asked today is the age on her own day."""
    born = columns.by_name.get("birth_date")
    if isinstance(born, DayColumn):
        known = born.first == born.last
        years = completed_years(np.where(known, born.first, 1), day).clip(0, 200)
        moved = np.array([months_before(columns.as_of, 12 * n) for n in range(201)], np.int32)[years]
        columns.by_name["birth_date"] = DayColumn(
            np.where(known, moved, born.first), np.where(known, moved, born.last), born.day
        )


def _reckoned(
    rule: Derivation, columns: Columns, day: Array, dictionary: Dictionary
) -> tuple[tuple[str, ...], Array]:
    value = FORMULAS[str(rule.formula)](Givens(columns.by_name, day))
    kind = dictionary[rule.variable].value
    if kind and kind.plausible:
        value = np.where((value >= kind.plausible[0]) & (value <= kind.plausible[1]), value, np.nan)
    return (), six_digits(value)
