"""Whom an article concerns: its sentence of the criteria language, read and checked against the dictionary."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language

from paeonia.criteria.nodes import Node
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.record.problems import Problem, Refused


@lru_cache(maxsize=2_000)
def _read(text: str, version: str) -> tuple[Node | None, tuple[Problem, ...]]:
    try:
        return sentence(text, dictionary()), ()
    except Refused as refused:
        return None, tuple(refused.problems)


def read(text: str) -> tuple[Node | None, list[str]]:
    """The sentence, or what is wrong with it in the reader's language; nothing at all is neither."""
    if not text.strip():
        return None, []
    node, problems = _read(text, dictionary().version)
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return node, [problem.text(language) for problem in problems]


def unknown_medicines(codes: list[str]) -> dict[str, str | None]:
    """Codes that stand in no list of medicines, each with the nearest that does."""
    field = dictionary()["therapy"].field("drug")
    assert field is not None and field.codes is not None
    medicines = field.codes
    return {code: medicines.nearest(code) for code in codes if code not in medicines}
