"""Allergies and family history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from paeonia.chart.intake.concepts import find
from paeonia.chart.intake.context import Content, Context, Said, status, what
from paeonia.chart.intake.events import event, has
from paeonia.chart.intake.fhir_medication import drugs
from paeonia.fhir import codings, dates
from paeonia.record.facts import Fact
from paeonia.record.problems import Problem

_DOUBTED = ("refuted", "entered-in-error", "unconfirmed", "presumed")
_HEREDITARY = re.compile(r"(?:malignan|cancer|carcinoma|neoplasm|tumou?r).*(?:breast|ovar)|"
                         r"(?:breast|ovar)\w*.*(?:malignan|cancer|carcinoma|neoplasm|tumou?r)|(?:乳腺|卵巢).*癌", re.I)
_SEVERITY = {"mild": 1, "moderate": 2, "severe": 3}
_BENIGN = re.compile(r"benign|良性", re.I)


def allergy(content: Content, context: Context, source: str) -> Iterator[Said]:
    """An allergy against a drug of the list."""
    label, doubt = what(content), status(content, "verificationStatus")
    if doubt in _DOUBTED:
        yield Problem("fhir-not-a-fact", "", {"what": label, "status": doubt})
        return
    reactions = [part for part in _list(content.get("reaction")) if isinstance(part, dict)]
    concepts = [content.get("code"), *(part.get("substance") for part in reactions)]
    agents = list(dict.fromkeys(drug for concept in concepts if concept for drug in drugs(concept, context)))
    if not agents:
        yield Problem("fhir-unknown-entry", "", {"what": label, "kind": "allergy"})
        return
    worst = max((str(part.get("severity") or "") for part in reactions), default="", key=lambda word: _SEVERITY.get(word, 0))
    on = dates.begins(content, "onset") or dates.day(content.get("recordedDate"))
    for agent in agents:
        yield from event(context, "allergy", on, source, {
            "agent": agent, "severity": worst if worst in _SEVERITY else None,
            "ongoing": status(content, "clinicalStatus") == "active" or None})


def family(content: Content, context: Context, source: str) -> Iterator[Said]:
    """Breast or ovarian cancer of a relative; other illnesses of relatives, and none told, say nothing here."""
    label = codings.shown(content.get("relationship")) or "relative"
    if status(content) in ("entered-in-error", "health-unknown"):
        yield Problem("fhir-not-a-fact", "", {"what": label, "status": status(content)})
        return
    told = [part.get("code") for part in _list(content.get("condition")) if isinstance(part, dict)]
    on = dates.day(content.get("date"))
    for concept in told:
        if _hereditary(concept, context) and has(context, "family_history"):
            yield Fact("family_history", {"value": "yes"}, on, source)
            return
    shown = ", ".join(codings.shown(concept) for concept in told) or "—"
    yield Problem("fhir-unknown-entry", "", {"what": f"{label}: {shown}"[:200], "kind": "family history"})


def _hereditary(concept: Any, context: Context) -> bool:
    histology = context.dictionary.variables.get("histology")
    codes = histology.value.codes if histology and histology.value else None
    if codes is not None and any((c.system, c.code) in codes.external for c in codings.codings(concept)):
        return find(codes, concept) is not None
    return any(_HEREDITARY.search(word) and not _BENIGN.search(word) for word in codings.words(concept))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
