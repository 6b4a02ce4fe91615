"""Sixty-four patients a word: masks into planes, and the threshold gate over planes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
ALL = np.uint64(0xFFFFFFFFFFFFFFFF)


def pack(mask: NDArray[np.bool_], words: int) -> Bits:
    """A mask as 64 patients a word, lowest bit first; lanes past the last patient are 0."""
    packed = np.packbits(mask, bitorder="little")
    if len(packed) != words * 8:
        packed = np.concatenate([packed, np.zeros(words * 8 - len(packed), np.uint8)])
    return packed.view(np.uint64)


def at_least(k: int, planes: Sequence[Bits], shape: int | tuple[int, ...]) -> Bits:
    """Where at least `k` of the planes are set; `reached[j]` is "at least j so far"."""
    if k <= 0:
        return np.full(shape, ALL)
    if k > len(planes):
        return np.zeros(shape, np.uint64)
    reached = [np.zeros(shape, np.uint64) for _ in range(k)]
    for plane in planes:
        for j in range(k - 1, 0, -1):
            reached[j] |= reached[j - 1] & plane
        reached[0] |= plane
    return reached[k - 1]
