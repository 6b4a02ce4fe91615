"""Words an article is filed under, as filters of the library and as its labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from paeonia.knowledge.dictionary import dictionary
from paeonia.ui.shapes import Filter, Option

from . import queries
from .choices import Level, Stage, Symptom, Topic, Treatment
from .models import ArticlePage

FILED = {"topic": Topic, "stages": Stage, "treatments": Treatment, "symptoms": Symptom, "level": Level}


def asked(query: Mapping[str, str]) -> dict[str, str]:
    """Filters of the address that mean something; others are as if they were not there."""
    return {name: query[name] for name, choices in FILED.items() if query.get(name) in choices.values}


def filters(chosen: Mapping[str, str]) -> list[Filter]:
    """The library's filters, with what is chosen."""
    words = {"topic": _("About"), "stages": _("Stage of care"), "treatments": _("Treatment"), "symptoms": _("Symptom"),
             "level": _("Reading level")}
    return [Filter(name, words[name], options=tuple(Option(value, said) for value, said in choices.choices),
                   chosen=(chosen[name],) if name in chosen else ())
            for name, choices in FILED.items()]


def filed(page: ArticlePage) -> list[tuple[str, str, str]]:
    """What an article is filed under: filter, value, words."""
    found = [("topic", page.topic)]
    for name in ("stages", "treatments", "symptoms"):
        found += [(name, value) for value in getattr(page, name)]
    return [(name, value, str(FILED[name](value).label)) for name, value in found if value in FILED[name].values]


def medicines(page: ArticlePage, tongue: str) -> list[str]:
    """The medicines an article is about, in the reader's language."""
    field = dictionary()["therapy"].field("drug")
    assert field is not None and field.codes is not None
    return [field.codes.codes[code].words[tongue] for code in page.drugs if code in field.codes]


def topics(tongue: str) -> list[tuple[str, Any, int]]:
    """Each topic with the number of its articles."""
    counts: dict[str, int] = {}
    for topic in queries.articles(tongue).order_by().values_list("topic", flat=True):
        counts[topic] = counts.get(topic, 0) + 1
    return [(value, said, counts[value]) for value, said in Topic.choices if counts.get(value)]
