"""Limits of pre-analytics as data: `knowledge/biobank/limits.yaml`, with a hospital's own laid over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from paeonia.knowledge.dictionary import root
from paeonia.knowledge.shapes import Reading
from paeonia.record.codes import hint
from paeonia.record.located import Located, located
from paeonia.record.problems import Problem, messages

from ..vocabulary import Vocabulary, vocabulary
from ..vocabulary_reading import tree_of
from .outcome import Value
from .times import RULES

PURPOSES: dict[str, dict[str, str]] = {
    "receptors": {"en": "ER, PgR, HER2", "zh": "ER、PgR、HER2"}, "molecular": {"en": "molecular tests", "zh": "分子检测"},
    "cfdna": {"en": "cell-free DNA", "zh": "游离 DNA"}, "rna": {"en": "RNA", "zh": "RNA"},
    "cells": {"en": "viable cells", "zh": "活细胞"}, "proteins": {"en": "proteins", "zh": "蛋白"},
}
BOUNDS = ("at_least", "more_than", "at_most", "less_than")
_KEYS = ("words", "of", *BOUNDS, "one_of", "kinds", "containers", "purposes", "source", "confidence", "checked_on", "note")
_REQUIRED = ("words", "of", "source", "confidence", "checked_on")
_UNITS = {"min": 1, "h": 60, "d": 24 * 60}

messages({
    "limit-no-bound": ("the limit “{name}” bounds nothing. Give at_most, at_least, more_than, less_than or one_of.",
                       "限值“{name}”没有界限。请给出 at_most、at_least、more_than、less_than 或 one_of。"),
    "limit-crossed": ("the limit “{name}” lets nothing through: its lower bound lies above the upper. Correct one.",
                      "限值“{name}”的下限高于上限，任何值都无法满足。请更正。"),
})


@dataclass(frozen=True)
class Limit:
    """What a derived time may be, for which samples and purposes, and where that stands."""

    id: str
    words: Mapping[str, str]
    of: str
    bounds: Mapping[str, Value]             # at_least | more_than | at_most | less_than
    one_of: tuple[str, ...]
    kinds: tuple[str, ...]
    containers: tuple[str, ...]
    purposes: tuple[str, ...]
    source: str | Mapping[str, str]
    confidence: str
    checked_on: str
    note: Mapping[str, str]
    unit: str
    version: str
    own: bool = False                       # the hospital's own

    @property
    def awaiting_sign_off(self) -> bool:
        """Whether no clinician has confirmed it: shown as such beside every flag."""
        return self.confidence != "high"


@dataclass(frozen=True)
class Limits:
    """All limits in force; `version` changes when any does."""

    by_id: Mapping[str, Limit]
    problems: tuple[Problem, ...] = ()
    content: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def version(self) -> str:
        """Twelve letters."""
        return hashlib.sha256("".join(one.version for one in self.by_id.values()).encode()).hexdigest()[:12]


def limits(own: Mapping[str, Mapping[str, Any]] | None = None, folder: Path | None = None) -> Limits:
    """The limits in force at a hospital: `own` replaces parts of a limit by its id, adds one, or puts one `off`."""
    where = folder or root() / "biobank"
    path = where / "limits.yaml"
    base = _read(path, path.stat().st_mtime_ns if path.exists() else 0)
    if not own:
        return base
    words = vocabulary(folder)
    found, wrong = dict(base.by_id), list(base.problems)
    for name, said in own.items():
        if said.get("off") in (True, "yes", "true"):
            found.pop(name, None)
            continue
        reading = Reading()
        entry = located(_laid_over(base.content.get(name, {}), said), f"limits of the hospital, entry {name}")
        made = read_limit(reading, name, entry, words, own=True)
        wrong += reading.problems
        if made is not None:    # a wrong one of the hospital leaves the common one in force
            found[name] = made
    return Limits(found, tuple(wrong), base.content)


def _laid_over(common: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """The hospital's entry over the common one; another bound needs a source of its own, an empty one is lifted."""
    changed = {*said} & {*BOUNDS, "one_of", "of"}
    kept = {key: value for key, value in common.items()
            if not (changed and key in ("source", "confidence", "checked_on", "note"))}
    return {key: value for key, value in {**kept, **said}.items() if value not in (None, "")}


@lru_cache(maxsize=2)
def _read(path: Path, stamp: int) -> Limits:
    reading, found, content = Reading(), {}, {}
    words = vocabulary(path.parent)
    tree = tree_of(reading, path)
    for name, item in (tree.items() if tree else ()):
        made = read_limit(reading, name, item, words)
        if made is not None:
            found[name], content[name] = made, item.plain()
    return Limits(found, tuple(reading.problems), content)


def read_limit(reading: Reading, name: str, item: Located, words: Vocabulary, *, own: bool = False) -> Limit | None:
    """One limit; None, with the reasons noted, when anything of it is wrong."""
    before = len(reading.problems)
    given = reading.keys(item, _KEYS, _REQUIRED, name)
    text = {key: value.text() for key, value in given.items()}
    of = reading.choice(given.get("of"), "of", RULES, "cold_ischaemia")
    bounds = {key: _bound(reading, given[key], key, of) for key in BOUNDS if key in given}
    one_of = reading.texts(given.get("one_of"))
    if not bounds and not one_of:
        reading.wrong("limit-no-bound", item.place, name=name)
    for key, among in (("kinds", words.types), ("containers", words.containers), ("purposes", PURPOSES)):
        for code in reading.texts(given.get(key)):
            if code not in among:
                reading.wrong("kb-unknown-target", given[key].place, thing=f"{name}: {key}", name=code,
                              hint=hint(code, among))
    try:
        date.fromisoformat(text.get("checked_on", ""))
    except ValueError:
        reading.wrong("kb-bad-value", item.place, key="checked_on", value=text.get("checked_on", ""), expected="YYYY-MM-DD")
    confidence = reading.choice(given.get("confidence"), "confidence", ("high", "medium", "low"), "low")
    said = reading.words(given.get("words"), item.place, name)
    note = reading.words(given["note"], item.place, name) if "note" in given and given["note"].is_map() else {}
    source = reading.words(given["source"], item.place, name) if "source" in given and given["source"].is_map() \
        else text.get("source", "").strip()
    if not source:
        reading.wrong("kb-missing", item.place, key="source", thing=name)
    low, high = bounds.get("at_least", bounds.get("more_than")), bounds.get("at_most", bounds.get("less_than"))
    if low is not None and high is not None and type(low) is type(high) and low > high:  # type: ignore[operator]
        reading.wrong("limit-crossed", item.place, name=name)
    if len(reading.problems) > before:
        return None
    version = hashlib.sha256(json.dumps(item.plain(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]
    return Limit(name, said, of, {key: bound for key, bound in bounds.items() if bound is not None}, one_of,
                 reading.texts(given.get("kinds")), reading.texts(given.get("containers")),
                 reading.texts(given.get("purposes")), source, confidence, text["checked_on"], note,
                 UNIT_OF.get(of, ""), version, own)


UNIT_OF = {"freeze_thaw": "times", "coldest_before_spin": "Cel", "warmest_before_spin": "Cel"}


def _bound(reading: Reading, item: Located, key: str, of: str) -> Value | None:
    """A number with the unit that the judged quantity has."""
    number, _, unit = item.text().strip().partition(" ")
    wanted = UNIT_OF.get(of)
    try:
        value = float(number)
        if wanted and unit == wanted and abs(value) < 1e6:
            return int(value) if wanted == "times" and value == int(value) else value
        if not wanted and unit in _UNITS and 0 <= value < 1e6:
            return timedelta(minutes=value * _UNITS[unit])
    except ValueError:
        pass
    expected = f"2 {wanted}" if wanted else "30 min | 1 h | 5 d"
    reading.wrong("kb-bad-value", item.place, key=key, value=item.text(), expected=expected)
    return None
