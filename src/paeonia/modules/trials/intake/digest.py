"""The fingerprint of a record and what changed between two of them."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from paeonia.modules.trials.intake import words
from paeonia.modules.trials.intake.formats import shape_of
from paeonia.modules.trials.intake.record import RegistryTrial


def digest(raw: Mapping[str, Any]) -> str:
    """SHA-256 of a kept record; the order of its keys and the registry's own clock do not count."""
    shape = shape_of(raw)
    still = words.dropped(raw, shape.restless) if shape else raw
    text = json.dumps(still, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content(trial: RegistryTrial) -> dict[str, Any]:
    """The trial as plain data, as JSON would give it back."""
    plain: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(trial)))
    return plain


def changed(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[str]:
    """Names of the fields that differ; none when there was nothing before."""
    if before is None:
        return []
    return sorted(name for name in after if after[name] != before.get(name))


def search_text(trial: RegistryTrial) -> str:
    """Everything a person might type to find the trial, in small letters."""
    named = [name for item in trial.interventions for name in (item.name, *item.other_names)]
    numbers = [number.number for number in trial.other_numbers]
    parts = [trial.number, trial.acronym, trial.title, trial.official_title, *numbers, *trial.conditions,
             *trial.keywords, *named, trial.sponsor.name if trial.sponsor else ""]
    return "\n".join(dict.fromkeys(part.strip().lower() for part in parts if part.strip()))
