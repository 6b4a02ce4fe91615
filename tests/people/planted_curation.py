"""The workbench of criteria: a draft in work, one that waits for a second person, and a version two people stand for.

Criteria belong to the programme, as trials do: no hospital's patient is in them, and every role that may, sees them all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from paeonia.modules.trials.curation import actions, starting
from paeonia.modules.trials.curation.approving import actions as approving
from paeonia.modules.trials.curation.choices import Origin
from paeonia.modules.trials.curation.models import Draft
from paeonia.modules.trials.curation.testing import actions as testing

OPEN, WAITING, IN_FORCE = "destiny-breast05", "destiny-breast06", "destiny-breast09"
FACTS = {"as_of": "2026-02-28", "facts": [{"variable": "birth_date", "value": "1950-03-01"}]}
PATIENT = {"name": "75, on the eve of her birthday", "facts": json.dumps(FACTS), "expected": "yes", "group": "", "why": "x"}
WRITTEN = {"outcome": "drafted", "sentence": "age: {from: 18, to: 70}", "how": "settle", "note": "x", "code": "B",
           "kind": "arm", "en": "Arm B", "zh": "B 组"}
LINE = ("settle", "add", "split", "remove", "no-such-deed")
WHOLE = ("quiet", "group", "ungroup", "submit", "recall", "withdraw", "no-such-deed")


def plant_curation(world: Any) -> dict[str, dict[str, object]]:
    """What each address can be asked about; the doctor of the east writes, the other approves."""
    one, second = world.doctors["east"], world.doctors["west"]
    held = {"own": _draft(OPEN, one), "waiting": _draft(WAITING, one), "version": _draft(IN_FORCE, one)}
    for name in ("waiting", "version"):
        held[name]["edition"] = approving.submit(held[name]["draft_id"], one).edition
    approving.approve(held["version"]["draft_id"], held["version"]["edition"], second)
    return held


def _draft(slug: str, doctor: Any) -> dict[str, Any]:
    draft: Draft = starting.start(slug, Origin.EMPTY, doctor)
    for sentence in ("age: {from: 18, to: 75}", "ecog: {at most: 1}"):
        line = actions.add(draft.pk, None, doctor)
        line = actions.write(draft.pk, line.pk, line.edition, "drafted", sentence, doctor, settle=True)
    kept = testing.keep(draft.pk, None, {**PATIENT, "expected": "unknown"}, doctor)
    return {"draft_id": draft.pk, "line_id": line.pk, "test_id": kept.pk, "edition": line.edition, "slug": slug}


def curation_numbers(world: Any, parts: list[str], pattern: str, strange: dict[str, int]) -> dict[str, dict[str, object]]:
    """Whom to ask for: the draft in work with everything that can be done to it, the others, and what is not there."""
    if "draft_id" not in parts:
        fixed = {"slug": IN_FORCE, "number": 1, "file": "trial.yaml"}
        return {"own": fixed, "own ctml": {**fixed, "file": "ctml.yaml"}, "own odd": {**fixed, "file": "odd.zip"},
                **{name: {**fixed, "number": pk} for name, pk in strange.items()}}
    deeds = LINE if "line_id" in parts else WHOLE
    fixed = {"file": "trial.yaml", "what": "return" if "/judge/" in pattern else deeds[0]}
    found = {name: {**fixed, **one} for name, one in world.drafts.items()}
    found |= {name: {**found["own"], "draft_id": pk, "line_id": pk, "test_id": pk} for name, pk in strange.items()}
    for part in {"line_id", "test_id"} & set(parts):
        found["mixed"] = {**found["own"], part: world.drafts["waiting"][part]}
        found["mixed-missing"] = {**found["own"], part: 10**7}
    if "file" in parts:
        found |= {f"own {file}": {**found["own"], "file": file} for file in ("ctml.json", "ctml.yaml", "odd.zip")}
    if "/judge/" in pattern:
        found["waiting approve"] = {**found["waiting"], "what": "approve"}
    elif "what" in parts:
        found |= {f"own {what}": {**found["own"], "what": what} for what in deeds[1:]}
    return found


def curation_forms(pattern: str, world: Any, about: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Forms that are accepted where the reader may write."""
    held = world.drafts["waiting" if "/judge/" in pattern else "own"]
    if "<int:draft_id>" in pattern:
        yield "good", {**PATIENT, **WRITTEN, "edition": str(held["edition"]), "line": str(held["line_id"])}
    if "<int:draft_id>" in pattern and about == "own":
        yield "odd", {**PATIENT, "facts": "{", "outcome": "\x00", "sentence": "\x00: [", "edition": "x", "kind": "\x00"}
    if pattern.startswith("trials/curation/start/"):
        yield "good", {"origin": "empty"}
    if pattern == "trials/curation/bring/":
        yield "odd", {"number": "\x00"}
