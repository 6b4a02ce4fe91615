"""One patient against a thousand sentences: the circuit asked lazily, cheap criteria first, each leaf at most once.

The meaning is the person engine's own: every leaf that is needed is asked of `leaf_answer`.
"""

from __future__ import annotations

from collections.abc import Sequence

from paeonia.criteria.circuit import plan
from paeonia.criteria.kleene import NO, UNKNOWN, YES, Answer
from paeonia.criteria.leaf import leaf_answer
from paeonia.criteria.nodes import Aged, Compare, Event, Is, Leaf, Node
from paeonia.record.timeline import Timeline

ANSWERS = (NO, UNKNOWN, YES)
_COST: dict[type, int] = {Is: 0, Aged: 0, Compare: 1, Event: 3}
_GATE = 4


class Quick:
    """Sentences made ready to be asked of one patient after another."""

    def __init__(self, sentences: Sequence[Node]) -> None:
        made = plan(sentences)
        places: dict[Leaf, int] = {}
        self.literals = [(places.setdefault(leaf, len(places)), negated) for leaf, negated in made.literals]
        self.leaves = list(places)
        self.roots = made.roots
        cost = [_COST.get(type(leaf), 2) for leaf, _ in made.literals]
        self.gates = [(k, tuple(sorted(of, key=lambda r: cost[r] if r >= 0 else _GATE))) for k, of in made.gates]

    def ask(self, line: Timeline) -> list[Answer]:
        """The answer of each sentence for one patient."""
        asked = _Asking(self, line)
        return [ANSWERS[asked.value(root)] for root in self.roots]


class _Asking:
    """The answers known so far about one patient."""

    def __init__(self, quick: Quick, line: Timeline) -> None:
        self.quick, self.line = quick, line
        self.leaves: list[int | None] = [None] * len(quick.leaves)
        self.gates: list[int | None] = [None] * len(quick.gates)

    def value(self, reference: int) -> int:
        if reference >= 0:
            place, negated = self.quick.literals[reference]
            said = self.leaves[place]
            if said is None:
                said = self.leaves[place] = leaf_answer(self.quick.leaves[place], self.line)
            return 2 - said if negated else said
        said = self.gates[~reference]
        if said is None:
            said = self.gates[~reference] = self._gate(*self.quick.gates[~reference])
        return said

    def _gate(self, k: int, of: tuple[int, ...]) -> int:
        """At least k of n: decided as soon as enough say yes, or too few are left that might."""
        certain, possible = 0, len(of)
        if k > possible:
            return 0
        for child in of:
            said = self.value(child)
            if said == 2:
                certain += 1
                if certain >= k:
                    return 2
            elif said == 0:
                possible -= 1
                if possible < k:
                    return 0
        return 2 if certain >= k else 1
