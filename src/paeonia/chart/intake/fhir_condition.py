"""Conditions: the breast cancer itself, its metastases, other diseases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from paeonia.chart.intake.concepts import find, spoken
from paeonia.chart.intake.context import Content, Context, Said, extensions, first, status, what
from paeonia.chart.intake.events import event
from paeonia.fhir import codings, dates
from paeonia.record.dictionary import Variable
from paeonia.record.facts import Fact
from paeonia.record.problems import Problem

_DOUBTED = ("provisional", "differential", "unconfirmed", "refuted", "entered-in-error", "unknown")
_OVER = ("resolved", "inactive")
# SNOMED: malignant neoplastic disease, primary malignant neoplasm; where it sits stands in bodySite alone.
_ANY_CANCER = ("363346000", "372087000")


def condition(content: Content, context: Context, source: str) -> Iterator[Said]:
    """A secondary cancer, the primary cancer or another disease, told apart by the dictionary's own lists."""
    label, doubt = what(content), status(content, "verificationStatus")
    if doubt in _DOUBTED:
        yield Problem("fhir-not-a-fact", "", {"what": label, "status": doubt})
        return
    code = content.get("code")
    lists = context.dictionary.codelists
    histology = context.dictionary.variables.get("histology")
    on = dates.begins(content, "onset") or dates.day(content.get("recordedDate")) or dates.day(content.get("dateRecorded"))
    if "sites" in lists and find(lists["sites"], {"coding": _coded(code)}):
        yield from _metastasis(content, context, on, source)
    elif histology and histology.value and histology.value.codes and _of_the_breast(content, context, histology):
        yield from _primary(content, context, histology, on, source)
    else:
        yield from _other(content, context, on, source, label)


def _of_the_breast(content: Content, context: Context, histology: Variable) -> bool:
    """A breast cancer by its code, or any cancer whose site is the breast; one that sits elsewhere is another illness."""
    assert histology.value is not None and histology.value.codes is not None
    sites = context.dictionary.codelists.get("sites")
    bodies = _coded_all(content.get("bodySite"))
    site = find(sites, {"coding": bodies}) if sites and bodies else None
    here = sites is not None and site is not None and (site == "breast" or "breast" in sites.above(site))
    if any(coding.code in _ANY_CANCER for coding in codings.codings(content.get("code"))):
        return here
    return find(histology.value.codes, content.get("code")) is not None and (here or site is None)


def _coded_all(concepts: Any) -> list[dict[str, str]]:
    listed = concepts if isinstance(concepts, list) else [concepts]
    return [code for concept in listed if concept for code in _coded(concept)]


def _coded(concept: Any) -> list[dict[str, str]]:
    """Only the codes of a concept: a site may not be guessed from words such as “pain in breast”."""
    items = first(concept).get("coding") if isinstance(first(concept), dict) else None
    listed = items if isinstance(items, list) else [items] if items else []
    return [{"system": str(i.get("system", "")), "code": str(i.get("code", ""))} for i in listed if isinstance(i, dict)]


def _metastasis(content: Content, context: Context, on: str | None, source: str) -> Iterator[Said]:
    sites = context.dictionary.codelists["sites"]
    by_body = find(sites, content.get("bodySite")) if content.get("bodySite") else None
    site = by_body if by_body and by_body != "breast" else find(sites, {"coding": _coded(content.get("code"))})
    yield from event(context, "metastasis", on, source, {"site": site, **_lasting(content)})


def _primary(content: Content, context: Context, histology: Variable, on: str | None, source: str) -> Iterator[Said]:
    assert histology.value is not None and histology.value.codes is not None
    codes, stated = histology.value.codes, find(histology.value.codes, content.get("code"))
    finer = None
    for extension in extensions(content, "histology-morphology-behavior"):
        concept = extension.get("valueCodeableConcept")
        finer = find(codes, concept)
        if finer is None and concept:
            yield Problem("fhir-unreadable-value", "", {
                "value": codings.shown(concept), "variable": "histology", "what": "histology-morphology-behavior"})
    if finer or stated:
        yield Fact("histology", {"value": finer or stated}, on, source)
    side = _side(content, context)
    if side:
        yield Fact("laterality", {"value": side}, on, source)
    if on and "diagnosis_date" in context.dictionary:
        yield Fact("diagnosis_date", {"value": on}, on, source)
    yield from _stage(content, context, on, source)


def _side(content: Content, context: Context) -> str | None:
    variable = context.dictionary.variables.get("laterality")
    codes = variable.value.codes if variable and variable.value else None
    if codes is None:
        return None
    for extension in extensions(content, "laterality-qualifier"):
        if found := find(codes, extension.get("valueCodeableConcept")):
            return found
    bodies = content.get("bodySite")
    for body in bodies if isinstance(bodies, list) else []:
        for extension in extensions(body, "laterality-qualifier") if isinstance(body, dict) else ():
            if found := find(codes, extension.get("valueCodeableConcept")):
                return found
    said = [*codings.words(content.get("bodySite")), *codings.words(content.get("code"))]
    sides = {found for text in said for word in text.split() if len(word) > 1 and (found := codes.find(word))}
    return sides.pop() if len(sides) == 1 else None


def _stage(content: Content, context: Context, on: str | None, source: str) -> Iterator[Said]:
    """A stage group stated on the condition alone; with an assessment, the observation says it better."""
    listed = content.get("stage")
    variable = context.dictionary.variables.get("stage_anatomic")
    for item in listed if isinstance(listed, list) else [listed]:
        if not isinstance(item, dict) or item.get("assessment") or not item.get("summary"):
            continue
        codes = variable.value.codes if variable and variable.value else None
        found = find(codes, item["summary"]) if codes else None
        if found:
            yield Fact("stage_anatomic", {"value": found}, on, source)
        else:
            yield Problem("fhir-unreadable-value", "", {
                "value": codings.shown(item["summary"]), "variable": "stage_anatomic", "what": "stage"})


def _other(content: Content, context: Context, on: str | None, source: str, label: str) -> Iterator[Said]:
    for name in ("condition", "adverse_event"):
        variable = context.dictionary.variables.get(name)
        primary = variable.fields.get(variable.primary or "") if variable else None
        if variable and primary and primary.codes and (code := find(primary.codes, content.get("code"))):
            yield from event(context, name, on, source, {variable.primary or "": code, **_lasting(content)})
            return
    for coding in codings.codings(content.get("code")):
        if found := context.concepts.stated.get((coding.system, coding.code)):
            yield Fact(found[0], {"value": found[1]}, on, source)
            return
    yield Problem("fhir-unknown-condition", "", {"what": label})


def _lasting(content: Content) -> dict[str, Any]:
    """Start, end, and whether it goes on, as far as the condition says.

    FHIR's `active` only means that it is on the problem list; a doctor's “active disease” is more, so no status.
    """
    start = dates.begins(content, "onset")
    stop = dates.begins(content, "abatement") or dates.period(content, "onset")[1]
    state = status(content, "clinicalStatus")
    ongoing = state in ("active", "recurrence", "relapse") and not stop
    return {"start": start, "stop": stop, "ongoing": True if ongoing else None,
            "status": "resolved" if state in _OVER else None}


def side_of(context: Context, field: Any, *concepts: Any) -> str | None:
    """The side some concepts name, for a field with sides."""
    if field is None or field.codes is None:
        return None
    for concept in concepts:
        if found := find(field.codes, concept):
            return found
        for text in codings.words(concept):
            for word in text.split():
                if len(word) > 1 and (found := spoken(field.codes, word)):
                    return found
    return None
