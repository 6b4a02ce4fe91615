"""Which single missing fact would settle which undecided trial, for everybody at once."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from typing import Any

import numpy as np

from paeonia.criteria.kleene import UNKNOWN
from paeonia.criteria.nodes import Node, leaves, variable_of
from paeonia.criteria.population import Matcher
from paeonia.guidance.kept import Kept
from paeonia.guidance.survey import Survey
from paeonia.knowledge.trials import trials
from paeonia.modules.trials.deciding import flat_parts

Hits = Mapping[tuple[str, str], Any]        # (variable, trial) -> places of patients
ASK, SEVERAL_ASKS = "ask: ", "asks"
_MATCHERS = Kept(Matcher, most=2)
_HELD: dict[int, tuple[weakref.ref[Survey], tuple[Hits, Hits]]] = {}


def hits(held: Survey, asking: bool = False) -> Hits:
    """Computed once for each state of the record; `asking`: questions that a person answers may be open beside the fact."""
    known = _HELD.get(id(held))
    if known and known[0]() is held:
        return known[1][asking]
    made = _hits(held)
    for key in [key for key, (ref, _) in _HELD.items() if ref() is None]:
        _HELD.pop(key, None)
    _HELD[id(held)] = weakref.ref(held), made
    return made[asking]


def _hits(held: Survey) -> tuple[Hits, Hits]:
    parts = {slug: flat_parts(held.asked[slug].node) for slug in trials() if slug in held.asked}
    places: dict[Node, int] = {}
    for nodes in parts.values():
        for node in nodes:
            places.setdefault(node, len(places))
    said = _MATCHERS.of(f"parts of {held.version}", list(places)).match(held.columns)
    order = held.order
    found: tuple[dict[tuple[str, str], Any], ...] = ({}, {})
    for slug, nodes in parts.items():
        undecided = held.verdicts.answers(order.index(slug)) == UNKNOWN
        missing: dict[str, Any] = {}
        for node in nodes:
            open_here = undecided & (said.answers(places[node]) == UNKNOWN)
            name = _subject(node)
            missing[name] = missing[name] | open_here if name in missing else open_here
        several = missing.pop("", np.zeros(len(held.columns), bool))
        asks = missing.pop(SEVERAL_ASKS, np.zeros(len(held.columns), bool))
        tests = {name: row for name, row in missing.items() if not name.startswith(ASK)}
        for kept, among, barred in ((found[0], missing, several | asks), (found[1], tests, several)):
            single = undecided & ~barred & (sum((row.astype(np.int16) for row in among.values()), np.int16(0)) == 1)
            for name, row in among.items():
                if (rows := np.flatnonzero(single & row)).size:
                    kept[name, slug] = rows
    return found[0], found[1]


def _subject(node: Node) -> str:
    """The one variable a criterion is about; empty when it is about several: no single fact is sure to settle it."""
    names = {variable_of(leaf) for leaf in leaves(node)}
    if len(names) > 1 and all(name.startswith(ASK) for name in names):
        return SEVERAL_ASKS
    return names.pop() if len(names) == 1 else ""
