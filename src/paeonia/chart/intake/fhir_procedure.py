"""Procedures: operations, radiotherapy, and treatment recorded as a procedure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from paeonia.chart.intake.concepts import find
from paeonia.chart.intake.context import Content, Context, Said, extensions, status, what
from paeonia.chart.intake.courses import Dose
from paeonia.chart.intake.events import event, has, read_parts
from paeonia.chart.intake.fhir_condition import side_of
from paeonia.fhir import dates
from paeonia.record.problems import Problem

_NEVER = ("entered-in-error", "not-done", "cancelled", "aborted", "nullified")
_PLANNED = ("preparation", "planned", "draft", "requested", "on-hold")


def procedure(content: Content, context: Context, source: str) -> Iterator[Said]:
    """Radiotherapy if the dictionary says so, else an operation of the list, else a treatment named as procedure."""
    label, state = what(content), status(content)
    if content.get("notPerformed") is True or state == "not-done":
        yield Problem("fhir-negated", "", {"what": label})
    elif state in _NEVER:
        yield Problem("fhir-not-a-fact", "", {"what": label, "status": state})
    elif state in _PLANNED:
        yield Problem("fhir-planned", "", {"what": label, "status": state})
    else:
        yield from _done(content, context, source, label, state)


def _done(content: Content, context: Context, source: str, label: str, state: str) -> Iterator[Said]:
    code = content.get("code")
    start = dates.begins(content, "performed") or dates.begins(content, "occurrence")
    stop = dates.period(content, "performed")[1]
    events = [v.id for v in context.concepts.variables(code) if v.kind == "event"]
    if "radiotherapy" in events:
        yield from _radiotherapy(content, context, source, start, stop, state)
        return
    for name in [*events, "procedure", "therapy"]:
        variable = context.dictionary.variables.get(name)
        primary = variable.fields.get(variable.primary or "") if variable else None
        found = find(primary.codes, code) if primary and primary.codes else None
        if variable is None or found is None:
            continue
        if name == "therapy":
            intent = read_parts(variable, {"intent": _intent(content)})[0]
            yield Dose(found, start, stop, intent, True, source)
        else:
            side = side_of(context, variable.fields.get("side"), content.get("bodySite"), code)
            yield from event(context, name, start, source, {
                variable.primary or "": found, "side": side, "intent": _intent(content), "start": None})
        return
    yield Problem("fhir-unknown-procedure", "", {"what": label})


def _radiotherapy(content: Content, context: Context, source: str, start: str | None, stop: str | None,
                  state: str) -> Iterator[Said]:
    if not has(context, "radiotherapy"):
        yield Problem("fhir-no-variable", "", {"what": "radiotherapy", "variable": "radiotherapy"})
        return
    variable = context.dictionary["radiotherapy"]
    parts: dict[str, Any] = {
        "site": content.get("bodySite"), "intent": _intent(content), "technique": _technique(content),
        "side": side_of(context, variable.fields.get("side"), content.get("bodySite"))}
    sessions = next((e.get("valueUnsignedInt") for e in extensions(content, "radiotherapy-sessions")), None)
    dose, fractions = _delivered(content)
    parts |= {"dose": dose, "fractions": fractions or sessions}
    fields, trouble = read_parts(variable, parts)
    # Neither site nor technique known is still radiotherapy; sessions are gathered into courses later.
    yield Dose("", start, stop, fields, state == "completed", source)
    told = {name for name in trouble if name != "technique" or any(extensions(content, "modality-and-technique"))}
    yield from (trouble[name] for name in told)


def _delivered(content: Content) -> tuple[Any, Any]:
    """Total dose and fractions of the volume that got most; boosts and nodes come as further volumes."""
    best: tuple[Any, Any] = (None, None)
    for volume in extensions(content, "dose-delivered-to-volume"):
        dose = next((e.get("valueQuantity") for e in extensions(volume, "totaldosedelivered")), None)
        fractions = next((e.get("valueUnsignedInt") for e in extensions(volume, "fractionsdelivered")), None)
        told = isinstance(dose, dict) and dose.get("value") is not None
        if told and (best[0] is None or dose["value"] > best[0]["value"]):  # type: ignore[index]
            best = (dose, fractions)
    return best


def _technique(content: Content) -> Any:
    for both in extensions(content, "modality-and-technique"):
        found = [e.get("valueCodeableConcept") for name in ("radiotherapy-technique", "radiotherapy-modality")
                 for e in extensions(both, name)]
        if found:
            return [*found, content.get("code")]
    return content.get("code")


def _intent(content: Content) -> Any:
    for ending in ("procedure-intent", "treatmentintent"):
        for extension in extensions(content, ending):
            return extension.get("valueCodeableConcept")
    return None
