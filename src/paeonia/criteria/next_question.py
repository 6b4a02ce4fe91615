"""The next best question: which missing fact would settle most, for one patient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from paeonia.criteria.nodes import Leaf, variable_of
from paeonia.criteria.person import Reason, unsettled


@dataclass(frozen=True)
class NextQuestion:
    """A variable that is missing, how many sentences it alone would settle, and how many it takes part in."""

    variable: str
    settles: int
    touches: int
    leaf: Leaf


def next_questions(reasons: Iterable[Reason]) -> list[NextQuestion]:
    """Missing variables of one patient's undecided sentences, best first: settled alone, then touched, then name."""
    alone, touched, leaf_of = Counter[str](), Counter[str](), dict[str, Leaf]()
    for reason in reasons:
        missing = {variable_of(leaf): leaf for leaf in unsettled(reason)}
        for name, leaf in missing.items():
            leaf_of.setdefault(name, leaf)
            touched[name] += 1
            alone[name] += len(missing) == 1
    found = [NextQuestion(name, alone[name], touched[name], leaf_of[name]) for name in touched]
    return sorted(found, key=lambda q: (-q.settles, -q.touches, q.variable))
