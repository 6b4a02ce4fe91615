"""Sample types and the groups above them: a box for tissue takes a core needle biopsy."""

from __future__ import annotations

from collections.abc import Iterable

from ..vocabulary import vocabulary


def kinds_over(kind: str) -> list[str]:
    """A type, and every group it belongs to; one the list does not know stands alone."""
    types = vocabulary().types
    return [kind, *(types.codes.above(kind) if kind in types else ())]


def kind_words(kinds: Iterable[str]) -> dict[str, str]:
    """Types in both languages; one the list does not know stands as its code."""
    types = vocabulary().types
    return {"en": ", ".join(types.words(kind) for kind in kinds), "zh": "、".join(types.words(kind, "zh") for kind in kinds)}
