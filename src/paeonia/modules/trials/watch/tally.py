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
_MATCHERS = Kept(Matcher, most=2)
_HELD: dict[int, tuple[weakref.ref[Survey], Hits]] = {}


def hits(held: Survey) -> Hits:
    """Computed once for each state of the record."""
    known = _HELD.get(id(held))
    if known and known[0]() is held:
        return known[1]
    made = _hits(held)
    for key in [key for key, (ref, _) in _HELD.items() if ref() is None]:
        _HELD.pop(key, None)
    _HELD[id(held)] = weakref.ref(held), made
    return made


def _hits(held: Survey) -> Hits:
    parts = {slug: flat_parts(held.asked[slug].node) for slug in trials() if slug in held.asked}
    places: dict[Node, int] = {}
    for nodes in parts.values():
        for node in nodes:
            places.setdefault(node, len(places))
    said = _MATCHERS.of(f"parts of {held.version}", list(places)).match(held.columns)
    order, found = held.order, {}
    for slug, nodes in parts.items():
        undecided = held.verdicts.answers(order.index(slug)) == UNKNOWN
        missing: dict[str, Any] = {}
        for node in nodes:
            open_here = undecided & (said.answers(places[node]) == UNKNOWN)
            name = _subject(node)
            missing[name] = missing[name] | open_here if name in missing else open_here
        several = missing.pop("", np.zeros(len(held.columns), bool))
        single = undecided & ~several & (sum((row.astype(np.int16) for row in missing.values()), np.int16(0)) == 1)
        for name, row in missing.items():
            if (rows := np.flatnonzero(single & row)).size:
                found[name, slug] = rows
    return found


def _subject(node: Node) -> str:
    """The one variable a criterion is about; empty when it is about several: no single fact is sure to settle it."""
    names = {variable_of(leaf) for leaf in leaves(node)}
    return names.pop() if len(names) == 1 else ""
