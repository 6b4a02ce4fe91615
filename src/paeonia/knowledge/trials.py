"""Structured criteria of real trials: `knowledge/trials/**/*.yaml`, one file a trial."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from paeonia.criteria.nodes import Node
from paeonia.criteria.read import sentence
from paeonia.knowledge.cohorts import Cohort, read_cohorts
from paeonia.knowledge.dictionary import dictionary, root
from paeonia.knowledge.shapes import Reading
from paeonia.record.dictionary import Dictionary
from paeonia.record.located import Located, read_yaml
from paeonia.record.problems import Problem, Refused

SETTINGS = ("neoadjuvant", "adjuvant", "post_neoadjuvant", "advanced", "prevention", "any")
PHASES = ("0", "1", "1/2", "2", "2/3", "3", "4", "na")
CONFIDENCE = ("high", "medium", "low")
_KEYS = ("id", "registry", "acronym", "title", "phase", "setting", "subtypes", "drugs", "china", "arms", "summary",
         "source", "checked_on", "confidence", "note", "eligibility", "cohorts")
_REQUIRED = ("id", "registry", "title", "phase", "setting", "summary", "source", "checked_on", "confidence", "eligibility")


@dataclass(frozen=True)
class TrialCriteria:
    """A trial as clinicians structured it; `version` changes when its criteria do."""

    id: str
    registry: tuple[str, ...]
    acronym: str
    title: Mapping[str, str]
    phase: str
    setting: str
    subtypes: tuple[str, ...]
    drugs: tuple[str, ...]
    china: bool
    arms: tuple[Mapping[str, str], ...]
    summary: Mapping[str, str]
    source: str
    checked_on: str
    confidence: str
    note: str
    eligibility: Node
    version: str
    place: str
    cohorts: tuple[Cohort, ...] = ()


def load(folder: Path, words: Dictionary) -> tuple[dict[str, TrialCriteria], list[Problem]]:
    """Every trial that could be read, by id, and everything wrong with those that could not."""
    found: dict[str, TrialCriteria] = {}
    wrong: list[Problem] = []
    for path in sorted(folder.rglob("*.yaml")):
        trial, problems = read_trial(path.read_bytes(), f"{path.parent.name}/{path.name}", words)
        wrong += problems
        if trial and trial.id in found:
            wrong.append(Problem("kb-twice", trial.place, {"name": trial.id, "other": found[trial.id].place}))
        elif trial:
            found[trial.id] = trial
    return found, wrong


def read_trial(raw: bytes, name: str, words: Dictionary) -> tuple[TrialCriteria | None, list[Problem]]:
    """One file; a trial with any problem in its criteria is not used."""
    reading = Reading()
    try:
        tree = read_yaml(raw, name)
    except Refused as refused:
        return None, refused.problems
    entry = reading.keys(tree, _KEYS, _REQUIRED, name)
    if "eligibility" not in entry:
        return None, reading.problems
    try:
        node = sentence(entry["eligibility"], words)
    except Refused as refused:
        return None, [*reading.problems, *refused.problems]
    trial = _trial(reading, entry, tree, node, words)
    return (None if reading.problems else trial), reading.problems


def _trial(reading: Reading, entry: Mapping[str, Located], tree: Located, node: Node,
           words: Dictionary) -> TrialCriteria:
    def text(key: str) -> str:
        return entry[key].text() if key in entry else ""

    drugs = reading.texts(entry.get("drugs"))
    agents = words.codelists.get("agents")
    for drug in drugs:
        if agents is not None and drug not in agents:
            reading.wrong("kb-unknown-target", entry["drugs"].place, thing=text("id"), name=drug,
                          hint=f" (“{agents.nearest(drug)}”?)")
    arms = entry["arms"].value if "arms" in entry and entry["arms"].is_list() else []
    written = repr(entry["eligibility"].plain()) + (repr(entry["cohorts"].plain()) if "cohorts" in entry else "")
    version = hashlib.sha256(written.encode() + words.version.encode()).hexdigest()[:12]
    return TrialCriteria(
        text("id"), reading.texts(entry.get("registry")), text("acronym"),
        reading.words(entry.get("title"), tree.place, "title"),
        reading.choice(entry.get("phase"), "phase", PHASES, "na"),
        reading.choice(entry.get("setting"), "setting", SETTINGS, "any"),
        reading.texts(entry.get("subtypes")), drugs, text("china") in ("true", "yes"),
        tuple(reading.words(arm, tree.place, "arm") for arm in arms),
        reading.words(entry.get("summary"), tree.place, "summary"), text("source"), text("checked_on"),
        reading.choice(entry.get("confidence"), "confidence", CONFIDENCE, "low"), text("note"), node, version,
        tree.place, read_cohorts(entry.get("cohorts"), reading, words))


@lru_cache(maxsize=2)
def _cached(folder: Path) -> tuple[dict[str, TrialCriteria], tuple[Problem, ...]]:
    found, problems = load(folder, dictionary())
    return found, tuple(problems)


def trials() -> dict[str, TrialCriteria]:
    """All structured trials by id, read once."""
    return _cached(root() / "trials")[0]


def problems() -> tuple[Problem, ...]:
    """What was wrong with the trial files, with file and line."""
    return _cached(root() / "trials")[1]
