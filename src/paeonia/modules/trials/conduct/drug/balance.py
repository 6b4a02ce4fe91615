"""How much study drug is where, counted from movements that stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..choices import Move


@dataclass(frozen=True)
class Balance:
    """Units in stock, returned units waiting, and units in each subject's hands."""

    stock: int
    returned: int
    received: int
    destroyed: int
    out: Mapping[int, int] = field(default_factory=dict)

    @property
    def outside(self) -> int:
        """Units in the hands of subjects."""
        return sum(self.out.values())


def balance(rows: Iterable[Any]) -> Balance:
    """Count the movements of one lot."""
    total = dict.fromkeys(Move, 0)
    out: dict[int, int] = {}
    for row in rows:
        kind = Move(row.kind)
        total[kind] += row.quantity
        if row.subject_id is not None:
            out[row.subject_id] = out.get(row.subject_id, 0) + (row.quantity if kind == Move.DISPENSED else -row.quantity)
    return Balance(
        total[Move.RECEIVED] - total[Move.DISPENSED] - total[Move.DESTROYED_UNUSED],
        total[Move.RETURNED] - total[Move.DESTROYED_RETURNED], total[Move.RECEIVED],
        total[Move.DESTROYED_UNUSED] + total[Move.DESTROYED_RETURNED], out)
