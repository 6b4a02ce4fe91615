"""Many sentences as one circuit: equal leaves and equal gates exist once, and "not" stands only at leaves.

Every gate is "at least k of n" (all = n of n, any = 1 of n), which is monotone, so a circuit can be run on the two
planes `must` and `may` alike. The plan knows nothing of patients and pickles. See docs/decisions/0002.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from paeonia.criteria.nodes import All, AnyOf, AtLeast, Leaf, Node, Not

Literal = tuple[Leaf, bool]             # a leaf, and whether it is negated
Gate = tuple[int, tuple[int, ...]]      # at least k of these references


@dataclass
class Plan:
    """The circuit of some sentences. A reference >= 0 is a literal, below 0 the gate `~reference`."""

    literals: list[Literal] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)     # children always stand before parents
    roots: list[int] = field(default_factory=list)


def plan(sentences: Sequence[Node]) -> Plan:
    """Build the circuit; `roots[i]` is the reference of sentence i."""
    return _Builder().build(sentences)


class _Builder:
    def __init__(self) -> None:
        self.plan = Plan()
        self.literal_of: dict[Literal, int] = {}
        self.gate_of: dict[Gate, int] = {}

    def build(self, sentences: Sequence[Node]) -> Plan:
        self.plan.roots = [self.reference(node, False) for node in sentences]
        return self.plan

    def reference(self, node: Node, negated: bool) -> int:
        if isinstance(node, Not):
            return self.reference(node.of, not negated)
        if isinstance(node, (All, AnyOf, AtLeast)):
            n = len(node.of)
            k = n if isinstance(node, All) else 1 if isinstance(node, AnyOf) else node.k
            # Not at least k of n is: at least n-k+1 of the negations.
            return self.gate(n - k + 1 if negated else k, [self.reference(child, negated) for child in node.of])
        key = (node, negated)
        if key not in self.literal_of:
            self.literal_of[key] = len(self.plan.literals)
            self.plan.literals.append(key)
        return self.literal_of[key]

    def gate(self, k: int, of: list[int]) -> int:
        if k <= 0:
            return self._made((0, ()))      # always yes
        if k > len(of):
            return self._made((1, ()))      # never
        if k == len(of) or k == 1:
            return self._simple(k == len(of), of)
        return self._made((k, tuple(sorted(of))))

    def _simple(self, conjunction: bool, of: list[int]) -> int:
        """All or any: idempotent and associative in three answers too, so nested ones flatten and repeats vanish."""
        if len(of) == 1:
            return of[0]
        flat: set[int] = set()
        for reference in of:
            inner = self._same(reference, conjunction)
            flat.update((reference,) if inner is None else inner)
        if len(flat) == 1:
            return flat.pop()
        if not flat:
            return self._made((0, ()) if conjunction else (1, ()))
        return self._made((len(flat) if conjunction else 1, tuple(sorted(flat))))

    def _same(self, reference: int, conjunction: bool) -> tuple[int, ...] | None:
        """The children of a gate of the same kind, None for anything else; a constant has none."""
        if reference >= 0:
            return None
        k, of = self.plan.gates[~reference]
        if not of:
            neutral = (k == 0) == conjunction
            return () if neutral else None
        return of if (k == len(of) if conjunction else k == 1) and len(of) > 1 else None

    def _made(self, gate: Gate) -> int:
        if gate not in self.gate_of:
            self.plan.gates.append(gate)
            self.gate_of[gate] = ~(len(self.plan.gates) - 1)
        return self.gate_of[gate]


@dataclass(frozen=True)
class Step:
    """One step of a program: put gate (k, slots) into `slot`, or (`root` >= 0) deliver a slot as an answer."""

    slot: int
    k: int
    of: tuple[int, ...]
    root: int = -1


def program(made: Plan) -> tuple[list[Step], int]:
    """The gates in an order that finishes one sentence after another and reuses slots; and how many slots.

    Literals own the first slots. Reuse keeps the working set small: fresh memory costs more than logic.
    """
    return _Program(made).steps()


class _Program:
    def __init__(self, made: Plan) -> None:
        self.plan, self.uses = made, dict[int, int]()
        self.slot_of, self.free = dict[int, int](), list[int]()
        self.top, self.made = len(made.literals), list[Step]()

    def steps(self) -> tuple[list[Step], int]:
        for root in self.plan.roots:
            self._count(root)
        for index, root in enumerate(self.plan.roots):
            self.made.append(Step(self._put(root), 0, (), index))
            self._drop(root)
        return self.made, self.top

    def _count(self, reference: int) -> None:
        self.uses[reference] = self.uses.get(reference, 0) + 1
        if reference < 0 and self.uses[reference] == 1:
            for child in self.plan.gates[~reference][1]:
                self._count(child)

    def _put(self, reference: int) -> int:
        if reference >= 0:
            return reference
        if reference not in self.slot_of:
            k, of = self.plan.gates[~reference]
            slots = tuple(self._put(child) for child in of)
            slot = self.free.pop() if self.free else self._fresh()
            self.made.append(Step(slot, k, slots))
            self.slot_of[reference] = slot
            for child in of:
                self._drop(child)
        return self.slot_of[reference]

    def _fresh(self) -> int:
        self.top += 1
        return self.top - 1

    def _drop(self, reference: int) -> None:
        self.uses[reference] -= 1
        if reference < 0 and not self.uses[reference]:
            self.free.append(self.slot_of[reference])
