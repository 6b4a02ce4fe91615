"""The template of a case: what is asked in the dictionary's own codes, so that it is read in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from paeonia.knowledge.dictionary import dictionary

from .choices import AgeBand

CODED = ("menopausal", "stage_anatomic", "er", "pr", "her2")
MOST_LINES = 12


@dataclass(frozen=True)
class Line:
    """One line of the template as a page shows it; `value` is None where it is not known."""

    name: Any
    value: Any


def choices(variable: str) -> list[tuple[str, dict[str, str]]]:
    """The codes a variable may have, each with its words."""
    codes = dictionary()[variable].value.codes      # type: ignore[union-attr]
    return [(code, dict(one.words)) for code, one in codes.codes.items()] if codes else []


def lines(case: Mapping[str, Any]) -> list[Line]:
    """The template filled in, in its order; what was not said is said to be not known."""
    if not case:
        return []
    band = case.get("age_band", "")
    told = [Line(_("Age"), AgeBand(band).label if band in AgeBand.values else None)]
    for variable in CODED:
        told.append(Line(dict(dictionary()[variable].words), dict(choices(variable)).get(str(case.get(variable, "")))))
    return [*told, Line(_("Lines of treatment for advanced disease"), case.get("lines"))]


def searchable(case: Mapping[str, Any]) -> Iterable[str]:
    """The words of its codes in both languages."""
    for variable in CODED:
        if code := case.get(variable):
            for words in (dict(dictionary()[variable].words), dict(choices(variable)).get(str(code), {})):
                yield from words.values()
