"""Kinds of quality results as data: `knowledge/biobank/qc.yaml`; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from paeonia.knowledge.dictionary import root
from paeonia.knowledge.shapes import Reading
from paeonia.record.codes import hint
from paeonia.record.located import Located
from paeonia.record.problems import Problem

from ..vocabulary import Vocabulary, vocabulary
from ..vocabulary_reading import tree_of

WITHIN, OUTSIDE, NOT_APPLICABLE = "within", "outside", "not_applicable"
_KEYS = ("words", "kinds", "unit", "possible", "values", "within", "at_least", "at_most", "source", "confidence",
         "checked_on")
_REQUIRED = ("words", "kinds", "source", "confidence", "checked_on")


@dataclass(frozen=True)
class Kind:
    """One kind of result: a number with its unit, or one of some codes; and what of it is good enough."""

    id: str
    words: Mapping[str, str]
    kinds: tuple[str, ...]
    unit: str
    possible: tuple[float, float] | None
    values: Mapping[str, Mapping[str, str]]
    within: tuple[str, ...]
    at_least: float | None
    at_most: float | None
    source: str
    confidence: str
    checked_on: str

    @property
    def awaiting(self) -> bool:
        """Whether no clinician has confirmed its bounds."""
        return self.confidence != "high"

    def verdict(self, value: float | str) -> str:
        """Within or outside; without a bound there is nothing to judge."""
        if isinstance(value, str):
            return NOT_APPLICABLE if not self.within else WITHIN if value in self.within else OUTSIDE
        if self.at_least is None and self.at_most is None:
            return NOT_APPLICABLE
        low = self.at_least is None or value >= self.at_least
        return WITHIN if low and (self.at_most is None or value <= self.at_most) else OUTSIDE

    def concerns(self, kind: str, words: Vocabulary) -> bool:
        """Whether it is measured in such a sample."""
        return any(words.types.is_a(kind, one) for one in self.kinds)


def kinds() -> Mapping[str, Kind]:
    """Kinds in force by code, read again when the file changes."""
    return _held()[0]


def problems() -> tuple[Problem, ...]:
    """What was wrong in the file, with its lines."""
    return _held()[1]


def _held() -> tuple[Mapping[str, Kind], tuple[Problem, ...]]:
    path = root() / "biobank" / "qc.yaml"
    return _read(path, path.stat().st_mtime_ns, vocabulary().version)


@lru_cache(maxsize=2)
def _read(path: Path, stamp: int, version: str) -> tuple[Mapping[str, Kind], tuple[Problem, ...]]:
    reading, found = Reading(), {}
    tree, spoken = tree_of(reading, path), vocabulary()
    for name, item in (tree.items() if tree else ()):
        made = _kind(reading, name, item, spoken)
        if made is not None:
            found[name] = made
    return found, tuple(reading.problems)


def _kind(reading: Reading, name: str, item: Located, spoken: Vocabulary) -> Kind | None:
    before = len(reading.problems)
    given = reading.keys(item, _KEYS, _REQUIRED, name)
    said = reading.words(given.get("words"), item.place, name)
    of = reading.texts(given.get("kinds"))
    for code in of:
        if code not in spoken.types:
            reading.wrong("kb-unknown-target", given["kinds"].place, thing=f"{name}: kinds", name=code,
                          hint=hint(code, spoken.types))
    values = {code: reading.words(one, one.place, f"{name}: {code}") for code, one in (
        given["values"].items() if "values" in given and given["values"].is_map() else ())}
    within = reading.texts(given.get("within"))
    for code in within:
        if code not in values:
            reading.wrong("kb-unknown-target", given["within"].place, thing=f"{name}: within", name=code,
                          hint=hint(code, values))
    low, high = (reading.number(given.get(key), key, float, None) for key in ("at_least", "at_most"))  # type: ignore[arg-type]
    possible = reading.texts(given.get("possible"))
    if not values and len(possible) != 2:
        reading.wrong("kb-missing", item.place, key="possible", thing=name)
    confidence = reading.choice(given.get("confidence"), "confidence", ("high", "medium", "low"), "low")
    if len(reading.problems) > before:
        return None
    return Kind(name, said, of, given["unit"].text() if "unit" in given else "",
                (float(possible[0]), float(possible[1])) if possible else None, values, within, low, high,
                given["source"].text(), confidence, given["checked_on"].text())
