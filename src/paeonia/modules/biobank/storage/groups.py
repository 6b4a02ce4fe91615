"""Sample types and the groups above them, from the bank's list: a box for tissue takes a core needle biopsy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import yaml

from paeonia.knowledge.dictionary import root


@cache
def sample_types() -> Mapping[str, Mapping[str, Any]]:
    """The bank's list of sample types; empty where it is not installed."""
    path = root() / "biobank" / "sample_types.yaml"
    return yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}


def kinds_over(kind: str) -> list[str]:
    """A type, and every group it belongs to."""
    found, ask = [], [kind]
    while ask:
        one = ask.pop()
        if one and one not in found:
            found.append(one)
            above = sample_types().get(one, {}).get("under", [])
            ask += [above] if isinstance(above, str) else list(above)
    return found


def kind_words(kinds: Iterable[str]) -> dict[str, str]:
    """Types in both languages; one the list does not know stands as its code."""
    rows = [sample_types().get(kind, {"en": kind, "zh": kind}) for kind in kinds]
    return {"en": ", ".join(str(row["en"]) for row in rows), "zh": "、".join(str(row["zh"]) for row in rows)}
