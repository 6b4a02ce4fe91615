"""A sample as a FHIR R4 Specimen, in the shape that MIABIS on FHIR and the German core data set share; pure.

What is not recorded is left out: an absent element is unknown, never nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...models import CustodyEvent, Specimen
from ...vocabulary import Vocabulary
from .codes import BARCODES, COLD, COLDNESS, DONORS, ICDO3, LABELS, MIABIS, TYPES, UCUM

STEPS = ("fixed", "frozen", "spun", "thawed", "stored")
MADE = ("derived", "aliquoted", "pooled")     # when a sample that was not taken from the donor came to be


def specimen(row: Specimen, donor: str, custody: Iterable[CustodyEvent], words: Vocabulary,
             parent: str = "") -> dict[str, Any]:
    """The resource; `donor` is her code, `parent` the label of what it was made of."""
    made: dict[str, Any] = {
        "resourceType": "Specimen", "id": str(row.pk),
        "identifier": [_identifier(LABELS, row.label)] + ([_identifier(BARCODES, row.barcode)] if row.barcode else []),
        "status": "available" if row.status == "collected" and row.availability != "distributed" else "unavailable",
        "type": _type(row.kind, words),
        "subject": {"type": "Patient", "identifier": _identifier(DONORS, donor)},
    }
    if row.parent_id:
        made["parent"] = [{"reference": f"Specimen/{row.parent_id}", "identifier": _identifier(LABELS, parent)}]
    taken = _collection(row, words)
    if taken:
        made["collection"] = taken
    steps = [_step(event, words) for event in custody if event.deed in STEPS or (
        event.deed in MADE and not {"children", "into"} & event.fields.keys())]
    if steps:
        made["processing"] = steps
    held = _container(row, words)
    if held:
        made["container"] = [held]
    return made


def bundle(resources: Sequence[dict[str, Any]], total: int, here: str, following: str = "",
           base: str = "") -> dict[str, Any]:
    """A page of a search; `total` counts every match."""
    links = [{"relation": "self", "url": here}] + ([{"relation": "next", "url": following}] if following else [])
    return {"resourceType": "Bundle", "type": "searchset", "total": total, "link": links, "entry": [
        {"fullUrl": f"{base}Specimen/{one['id']}", "resource": one, "search": {"mode": "match"}} for one in resources]}


def outcome(said: str, code: str = "invalid") -> dict[str, Any]:
    """What was wrong with a call."""
    return {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": code, "diagnostics": said}]}


def _identifier(system: str, value: str) -> dict[str, str]:
    return {"system": system, "value": value}


def _type(kind: str, words: Vocabulary) -> dict[str, Any]:
    codings = [{"system": TYPES, "code": kind, "display": words.types.words(kind)}]
    miabis = words.types.outside(kind, "miabis")
    if miabis:
        codings.append({"system": MIABIS, "code": miabis})
    return {"coding": codings, "text": words.types.words(kind, "zh")}


def _collection(row: Specimen, words: Vocabulary) -> dict[str, Any]:
    """Only of what was taken from the donor: a derived sample was made, not collected."""
    made: dict[str, Any] = {}
    if row.lineage == "primary" and row.made_at:
        made["collectedDateTime"] = row.made_at.isoformat()
    if row.site:
        code = words.sites.outside(row.site, "icdo3") or row.site
        made["bodySite"] = {"coding": [{"system": ICDO3, "code": code, "display": words.sites.words(row.site)}]}
    return made


def _step(event: CustodyEvent, words: Vocabulary) -> dict[str, Any]:
    made: dict[str, Any] = {"procedure": {"text": words.events.words(event.deed)}}
    if event.until:
        made["timePeriod"] = {"start": event.at.isoformat(), "end": event.until.isoformat()}
    else:
        made["timeDateTime"] = event.at.isoformat()
    celsius = event.fields.get("temperature_c", event.fields.get("temperature"))
    band = words.temperature_of(float(celsius)) if isinstance(celsius, (int, float)) else ""
    code = words.temperatures.outside(band, "miabis") if band else ""
    if event.deed == "stored" and code:
        made["extension"] = [{"url": COLDNESS, "valueCodeableConcept": {"coding": [{"system": COLD, "code": code}]}}]
    return made


def _container(row: Specimen, words: Vocabulary) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if row.container:
        made["type"] = {"text": words.containers.words(row.container)}
    if row.available is not None:
        made["specimenQuantity"] = {"value": float(row.available), "unit": row.unit, "system": UCUM, "code": row.unit}
    return made
