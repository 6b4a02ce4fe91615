"""Drugs ordered, given, dispensed or taken: single doses, gathered into courses when everything is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from paeonia.chart.intake.concepts import Mentions
from paeonia.chart.intake.context import Content, Context, Said, extensions, first, status, what
from paeonia.chart.intake.courses import Dose
from paeonia.chart.intake.events import has, read_parts
from paeonia.fhir import codings, dates, references
from paeonia.record.codes import Codelist
from paeonia.record.problems import Problem

_NEVER = ("entered-in-error", "cancelled", "not-done", "not-taken", "nullified")
_PLANNED_STATUS = ("draft", "intended", "preparation", "on-hold")
_PLANNED_INTENT = ("proposal", "plan", "option")
# Words that make another product of a drug: without them in the matched name, the match is not this drug.
_OTHER_PRODUCT = re.compile(r"liposom|protein[- ]bound|albumin|emtansine|deruxtecan|vedotin|govitecan|duocarmazine|"
                            r"micell|脂质体|白蛋白|胶束|偶联", re.I)


def medication(content: Content, context: Context, source: str) -> Iterator[Said]:
    """One dose for every drug of the list that the medication names."""
    label = _label(content)
    state, intent = status(content), status(content, "intent")
    if content.get("doNotPerform") is True or content.get("wasNotGiven") is True or content.get("wasNotTaken") is True:
        yield Problem("fhir-negated", "", {"what": label})
        return
    if state in _NEVER:
        code = "fhir-negated" if state.startswith("not-") else "fhir-not-a-fact"
        yield Problem(code, "", {"what": label, "status": state})
        return
    if state in _PLANNED_STATUS or intent in _PLANNED_INTENT:
        yield Problem("fhir-planned", "", {"what": label, "status": intent if intent in _PLANNED_INTENT else state})
        return
    concept = _concept(content, context)
    if isinstance(concept, Problem):
        yield concept
        return
    found = drugs(concept, context)
    if not found:
        yield Problem("fhir-unknown-drug", "", {"what": codings.shown(concept)})
        return
    yield from _doses(content, context, found, source, state)


def _label(content: Content) -> str:
    said = content.get("medicationCodeableConcept") or content.get("medication")
    return codings.shown(said) or what(content)


def _concept(content: Content, context: Context) -> Any:
    given = content.get("medicationCodeableConcept") or content.get("medication")
    if isinstance(given, dict) and "reference" not in given and codings.shown(given):
        return given
    reference = content.get("medicationReference") or given
    if isinstance(reference, dict) and reference.get("concept"):
        return reference["concept"]
    resource = context.pointed_at(reference, content)
    if resource is not None:
        return resource.get("code") or resource.get("ingredient", [{}])[0].get("itemCodeableConcept")
    if isinstance(reference, dict) and reference.get("display"):
        return {"text": reference["display"]}
    if references.target(reference):
        return Problem("fhir-unresolved", "", {"part": "medication", "reference": references.target(reference)})
    return Problem("fhir-missing-part", "", {"kind": str(content.get("resourceType")), "part": "medication"})


def drugs(concept: Any, context: Context) -> list[str]:
    """Drugs of the list, by code; else by the names found in the words, each drug once and only the narrowest."""
    agents = context.dictionary.codelists.get("agents")
    if agents is None:
        return []
    for coding in codings.codings(concept):
        if found := agents.external.get((coding.system, coding.code)):
            return [found]
    for text in codings.words(concept):
        if listed := _named(text, agents, context.drugs):
            return listed
    return []


def _named(text: str, agents: Codelist, mentions: Mentions) -> list[str]:
    found = mentions.of(text)
    changed = _OTHER_PRODUCT.search(text)
    if changed:
        found = [code for code in found if any(changed[0].lower() in word.lower() for word in _words(agents, code))]
    above = {parent for code in found for parent in agents.above(code)}
    return [code for code in found if code not in above]


def _words(agents: Codelist, code: str) -> list[str]:
    entry = agents.codes[code]
    return [code, *entry.words.values(), *entry.also]


def _doses(content: Content, context: Context, found: list[str], source: str, state: str) -> Iterator[Said]:
    start, stop = _when(content)
    parts: dict[str, Any] = {
        "intent": _intent(content), "stop_reason": content.get("statusReason") or content.get("reasonEnded"),
        "setting": content.get("category"), "ongoing": _goes_on(content, state, stop)}
    fields, trouble = read_parts(context.dictionary["therapy"], parts) if has(context, "therapy") else ({}, {})
    if not has(context, "therapy"):
        yield Problem("fhir-no-variable", "", {"what": "therapy", "variable": "therapy"})
        return
    if "stop_reason" in trouble and state in ("stopped", "completed"):
        yield trouble["stop_reason"]
    if "intent" in trouble:
        yield trouble["intent"]
    given = content.get("resourceType") == "MedicationAdministration"
    for drug in found:
        yield Dose(drug, start, stop, fields, given, source)


def _when(content: Content) -> tuple[str | None, str | None]:
    start, stop = dates.begins(content, "effective"), dates.period(content, "effective")[1]
    start = start or dates.begins(content, "occurence")
    for dosage in _list(content.get("dosageInstruction")) + _list(content.get("dosage")):
        timing = dosage.get("timing") if isinstance(dosage, dict) else None
        repeat = timing.get("repeat") if isinstance(timing, dict) else None
        if isinstance(repeat, dict):
            begun, ended = dates.period(repeat, "bounds")
            start, stop = start or begun, stop or ended
    for name in ("authoredOn", "dateWritten", "whenHandedOver", "whenPrepared", "dateAsserted"):
        start = start or dates.day(content.get(name))
    return start, stop


def _goes_on(content: Content, state: str, stop: str | None) -> bool | None:
    """Only a statement about taking says that a drug goes on; an active order does not."""
    period = content.get("effectivePeriod")
    taking = content.get("resourceType") in ("MedicationStatement", "MedicationUsage")
    open_ended = isinstance(period, dict) and period.get("start") and not period.get("end")
    return True if taking and state == "active" and open_ended and not stop else None


def _intent(content: Content) -> Any:
    for extension in extensions(content, "procedure-intent"):
        return extension.get("valueCodeableConcept")
    for extension in extensions(content, "treatmentintent"):
        return extension.get("valueCodeableConcept")
    return None


def remember(content: Content, names: list[str], context: Context) -> None:
    """Keep a Medication resource for those that point at it."""
    for name in names:
        context.medications[name] = content


def waits(content: Content, context: Context) -> bool:
    """Whether the medication is named only by a resource not met yet."""
    reference = content.get("medicationReference") or content.get("medication")
    target = references.target(reference)
    return bool(target) and not target.startswith("#") and context.pointed_at(reference, content) is None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if first(value) is None else [value]
