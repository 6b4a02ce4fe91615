"""MIABIS: a collection (Core 3) with its figures, and its samples (Sample 1.1); our finer codes become theirs; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ...vocabulary import Vocabulary

SOURCE = "MIABIS Core 3.0, Sample 1.1 (BBMRI-ERIC/miabis)"


def sample(label: str, kind: str, made_at: datetime | None, site: str, celsius: float | None, words: Vocabulary,
           allowed: Iterable[str] = ()) -> dict[str, Any]:
    """One sample: id, type, creation time, site, temperature, conditions of use; what is not known is left out."""
    made: dict[str, Any] = {"id": label, "type": words.types.outside(kind, "miabis") or "Other", "source": "Human"}
    if made_at is not None:
        made["creation_datetime"] = made_at.isoformat()
    if site:
        made["anatomical_site"] = {"ontology": "ICD-O-3", "code": words.sites.outside(site, "icdo3") or site,
                                   "description": words.sites.words(site)}
    band = words.temperature_of(celsius) if celsius is not None else ""
    if band:
        made["storage_temperature"] = words.temperatures.outside(band, "miabis_text") or "Other"
    conditions = sorted(allowed)
    if conditions:
        made["use_and_access_conditions"] = conditions
    return made


def collection(code: str, title: Mapping[str, str], contact: str, samples: list[dict[str, Any]], donors: int,
               url: str) -> dict[str, Any]:
    """One collection with the samples of it; temperatures and types are those that occur."""
    return {
        "standard": SOURCE, "id": code, "acronym": code, "name": title["en"], "name_zh": title["zh"], "url": url,
        "contact": contact, "number_of_subjects": donors, "number_of_samples": len(samples), "source": "Human",
        "sample_type": sorted({one["type"] for one in samples}),
        "storage_temperature": sorted({one["storage_temperature"] for one in samples if "storage_temperature" in one}),
        "samples": samples}
