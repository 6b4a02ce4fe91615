"""Shares with their exact interval, and a draw that everybody can repeat; pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

STEPS = 60      # halvings of the unit interval: more than a double can tell apart


@dataclass(frozen=True)
class Share:
    """So many of so many, with the exact 95 % interval of Clopper and Pearson; None where nothing was looked at."""

    many: int
    of: int

    @property
    def value(self) -> float | None:
        """The share."""
        return self.many / self.of if self.of else None

    @property
    def low(self) -> float | None:
        """The smallest share with which so many or more would be seen in one of forty audits."""
        if not self.of:
            return None
        return 0.0 if self.many == 0 else _root(lambda p: _at_least(self.many, self.of, p) > 0.025)

    @property
    def high(self) -> float | None:
        """The greatest share with which so few would be seen in one of forty audits."""
        if not self.of:
            return None
        return 1.0 if self.many == self.of else _root(lambda p: 1 - _at_least(self.many + 1, self.of, p) <= 0.025)


def _at_least(many: int, of: int, share: float) -> float:
    """The chance of `many` or more of `of`."""
    return sum(comb(of, k) * share ** k * (1 - share) ** (of - k) for k in range(many, of + 1))


def _root(above) -> float:  # type: ignore[no-untyped-def]  # a share in, whether it is too great out
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if above(middle) else (middle, high)
    return (low + high) / 2


def drawn(ids: Sequence[int], many: int, seed: int) -> list[int]:
    """So many of some numbers at random; the same seed draws the same of the same numbers."""
    return sorted(random.Random(seed).sample(sorted(ids), many))  # noqa: S311  it must be repeatable, not secret
