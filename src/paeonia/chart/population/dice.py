"""Random draws for a whole population at once, each from one seeded generator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from .tables import Array, Coded, Mask


class Dice:
    """A seeded generator with the draws that a course of disease needs."""

    def __init__(self, n: int, seed: int | tuple[int, int]) -> None:
        self.n = n
        self.rng = np.random.default_rng(seed)

    def chance(self, p: float | Array) -> Mask:
        """True with probability `p`, for everybody or one for each."""
        return self.rng.random(self.n, np.float32) < p

    def of(self, shares: Mapping[str, float]) -> Coded:
        """One of several codes by their shares (which need not add up to one)."""
        names = tuple(shares)
        edges = np.cumsum(np.array(list(shares.values()), float))
        drawn = np.searchsorted(edges / edges[-1], self.rng.random(self.n), side="right")
        return names, np.minimum(drawn, len(names) - 1).astype(np.int16)

    def by(self, group: Array, shares: Sequence[Mapping[str, float]]) -> Coded:
        """One of several codes, with shares that depend on the group; all groups name the same codes."""
        names = tuple(dict.fromkeys(name for each in shares for name in each))
        edges = np.cumsum(
            np.array([[each.get(name, 0.0) for name in names] for each in shares], float), axis=1
        )
        edges /= edges[:, -1:]
        drawn = (self.rng.random(self.n)[:, None] >= edges[group]).sum(axis=1)
        return names, np.minimum(drawn, len(names) - 1).astype(np.int16)

    def about(
        self, middle: float | Array, spread: float, low: float = -np.inf, high: float = np.inf
    ) -> Array:
        """Normal around the middle, kept within limits."""
        return np.clip(middle + spread * self.rng.standard_normal(self.n), low, high)

    def skewed(self, median: float | Array, sigma: float, low: float = 0.0, high: float = np.inf) -> Array:
        """Log-normal around a median, as laboratory values and times to an event are."""
        return np.clip(median * np.exp(sigma * self.rng.standard_normal(self.n)), low, high)

    def between(self, low: float | Array, high: float | Array) -> Array:
        """Evenly between two bounds."""
        return low + (high - low) * self.rng.random(self.n)

    def days(self, low: int | Array, high: int | Array) -> Array:
        """Whole days evenly between two bounds, both included."""
        return np.floor(self.between(low, np.asarray(high) + 0.999)).astype(np.int64)


def is_code(coded: Coded, *wanted: str) -> Mask:
    """Who has one of the wanted codes."""
    return np.isin(coded[1], [i for i, name in enumerate(coded[0]) if name in wanted])


def where(choices: Sequence[tuple[Mask, str]], n: int) -> Coded:
    """The code of the first condition that holds, -1 where none does."""
    names = tuple(dict.fromkeys(name for _, name in choices))
    index = np.full(n, -1, np.int16)
    for mask, name in reversed(choices):
        index[mask] = names.index(name)
    return names, index
