"""Which patient a resource speaks of, whatever way it points at her."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from paeonia.chart.intake.context import place_of
from paeonia.chart.intake.fhir_patient import identity
from paeonia.fhir import references
from paeonia.fhir.entries import Resource
from paeonia.record.problems import Problem


class People:
    """Patients met so far: every spelling of a reference to one leads to the same key, her logical id."""

    def __init__(self) -> None:
        self._key: dict[str, str] = {}
        self._document: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._numbers: dict[tuple[str, str], tuple[str, str]] = {}

    def meet(self, item: Resource) -> str:
        """Note a Patient and return her key."""
        spellings = references.names(item.content, item.full_url)
        key = item.id or (references.logical_id(spellings[0]) if spellings else str(item.place))
        for spelling in spellings:
            self._key[spelling] = key
        self._document[item.document].add(key)
        return key

    def doubts(self, item: Resource) -> Iterator[Problem]:
        """Record numbers that another patient of this import already has."""
        key, who = self.meet(item), identity(item.content)
        for number in {("", who.mrn), *who.identifiers}:
            if number[0] == "fhir" or not number[1]:
                continue
            known = self._numbers.setdefault(number, (key, place_of(item)))
            if known[0] != key:
                yield Problem("fhir-same-number", "", {
                    "number": number[1], "first": known[1], "second": place_of(item)})
                return

    def key(self, item: Resource) -> str | None:
        """The key of the patient a resource names; None if it names none that can be told now."""
        target = references.target(_subject(item.content))
        if not target or target.startswith("#"):
            return None
        if target in self._key:
            return self._key[target]
        if target.startswith("Patient/"):
            return references.logical_id(target)  # she may come with another file, or be on record already
        return None

    def only(self, document: tuple[str, int] | None, item: Resource) -> str | None:
        """The patient of a bundle that holds one only, for a resource that forgot to name its subject."""
        target = references.target(_subject(item.content))
        if target and "/" in target and not target.startswith("Patient/"):
            return None  # it speaks of a group, a device, a relative
        if target and not target.startswith("#") and "/" not in target and "?" not in target:
            return target  # an urn:uuid whose patient is not in this import
        present = self._document.get(document, set()) if document else set()
        return next(iter(present)) if len(present) == 1 else None


def _subject(content: Any) -> Any:
    found = content.get("subject") or content.get("patient") or content.get("individual")
    return found[0] if isinstance(found, list) and found else found
