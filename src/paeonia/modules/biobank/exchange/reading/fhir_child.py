"""Reads FHIR in a process of its own and writes what specimens say as JSON lines; run by `reading.fhir`, never imported."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from paeonia.chart.intake.confined import OUT_OF_MEMORY, confine
from paeonia.fhir.entries import Broken
from paeonia.fhir.read import read


def told(content: Any) -> dict[str, Any]:
    """The parts of a Specimen that samples have, as plain texts."""
    collection, container = content.get("collection") or {}, (content.get("container") or [{}])[0]
    quantity = container.get("specimenQuantity") or collection.get("quantity") or {}
    subject, parents = content.get("subject") or {}, content.get("parent") or [{}]
    steps = [one.get("timeDateTime") or (one.get("timePeriod") or {}).get("start")
             for one in content.get("processing") or []]
    level = [one["valueCoding"].get("code", "") for one in content.get("extension") or [] if "valueCoding" in one]
    return {
        "id": content.get("id", ""), "labels": [one.get("value", "") for one in content.get("identifier") or []],
        "types": [[one.get("system", ""), one.get("code", "")] for one in (content.get("type") or {}).get("coding") or []],
        "said": (content.get("type") or {}).get("text", ""),
        "donor": (subject.get("identifier") or {}).get("value") or str(subject.get("reference", "")).rpartition("/")[2],
        "parent": str(parents[0].get("reference", "")).rpartition("/")[2],
        "parent_label": (parents[0].get("identifier") or {}).get("value", ""),
        "made": collection.get("collectedDateTime") or (collection.get("collectedPeriod") or {}).get("start")
        or content.get("receivedTime") or min(filter(None, steps), default=""),
        "sites": [one.get("code", "") for one in (collection.get("bodySite") or {}).get("coding") or []],
        "quantity": str(quantity.get("value", "")), "unit": quantity.get("code") or quantity.get("unit") or "",
        "level": level[0] if level else ""}


def main(path: str, name: str, memory: int, seconds: int) -> None:
    """One line a specimen; `{"wrong": text}` for what is broken, `{"other": type}` for what is no specimen."""
    confine(memory, seconds)
    with Path(path).open("rb") as stream:
        for one in read(stream, name):
            if isinstance(one, Broken):
                said: dict[str, Any] = {"wrong": {"en": one.problem.text("en"), "zh": one.problem.text("zh")}}
            else:
                content = json.loads(json.dumps(one.content, default=str))
                kind = content.get("resourceType", "")
                said = told(content) if kind == "Specimen" else {"other": kind}
            sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    except MemoryError:
        sys.stdout.flush()
        sys.exit(OUT_OF_MEMORY)
