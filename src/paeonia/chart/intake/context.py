"""What every reader of a FHIR resource is given, and what it may answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import paeonia.chart.intake.messages  # noqa: F401 - declares what can go wrong
from paeonia.chart.intake.concepts import Concepts, Mentions
from paeonia.chart.intake.courses import Dose
from paeonia.fhir import codings, references
from paeonia.fhir.entries import Resource
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact, Identity, Review
from paeonia.record.problems import Problem

Said = Fact | Review | Identity | Dose | Problem
Content = Mapping[str, Any]


@dataclass
class Context:
    """The dictionary with its indexes, and the resources that others point at."""

    dictionary: Dictionary
    concepts: Concepts = field(init=False)
    medications: dict[str, Content] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.concepts = Concepts(self.dictionary)

    @cached_property
    def drugs(self) -> Mentions:
        """Finds drug names in free text."""
        return Mentions(self.dictionary.codelists["agents"])

    def pointed_at(self, reference: Any, inside: Content) -> Content | None:
        """The medication a reference means, contained or met before."""
        name = references.target(reference)
        return references.contained(inside, name) if name.startswith("#") else self.medications.get(name)


def what(content: Content, name: str = "code") -> str:
    """How a resource is named to a person: its words and codes."""
    return codings.shown(content.get(name)) or str(content.get("resourceType") or "—")


def status(content: Content, name: str = "status") -> str:
    """A status, lower case; concept-shaped statuses (Condition) give their code."""
    value = content.get(name)
    if isinstance(value, str):
        return value.strip().lower()
    found = codings.codings(value)
    return found[0].code.lower() if found else ""


def first(value: Any) -> Any:
    """The first item of a list; older exports write one object where a list belongs."""
    if isinstance(value, list):
        return value[0] if value else None
    return value


def extensions(content: Content, ending: str) -> Iterator[Content]:
    """Extensions whose address ends so; mCODE moved host and version more than once, the endings stayed."""
    listed = content.get("extension")
    for item in listed if isinstance(listed, list) else []:
        if isinstance(item, dict) and str(item.get("url", "")).lower().endswith(ending):
            yield item


def place_of(resource: Resource) -> str:
    """File, entry and resource, as a person would look for it."""
    name = f"{resource.kind}/{resource.id}" if resource.id else resource.kind
    return f"{resource.place} ({name})"
