"""The letters of SPREC as data: `knowledge/biobank/sprec.yaml`; each table has its own confidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from paeonia.knowledge.dictionary import root
from paeonia.knowledge.shapes import Reading
from paeonia.record.located import Located
from paeonia.record.problems import Problem

from ..vocabulary_reading import tree_of

TABLES = ("fluid_type", "container", "pre_centrifugation", "centrifugation", "post_centrifugation", "solid_type",
          "collection_type", "ischaemia", "fixation_type", "fixation_time", "storage")
_BAND = re.compile(r"below (\d+)|above (\d+)|(\d+) (below|to) (\d+)")


@dataclass(frozen=True)
class Letter:
    """One code of an element; `since` is the SPREC version that brought it, `when` what of ours it stands for."""

    id: str
    words: Mapping[str, str]
    since: str = ""
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The codes of one element and, for a duration, its bands of minutes by temperature."""

    name: str
    letters: Mapping[str, Letter]
    confidence: str
    bands: Mapping[str, Mapping[str, str]]
    note: str = ""

    def band(self, group: str, minutes: float) -> str | None:
        """The letter for a duration; None when no band holds it."""
        return next((letter for letter, written in self.bands.get(group, {}).items() if _holds(written, minutes)), None)

    def standing_for(self, ours: str) -> str | None:
        """The letter that stands for something of ours, as `cryotube minus80`."""
        return next((letter.id for letter in self.letters.values() if ours in letter.when), None)


@dataclass(frozen=True)
class Tables:
    """All tables with the version of SPREC they are of."""

    version: str
    source: str
    checked_on: str
    note: str
    of: Mapping[str, Table]
    problems: tuple[Problem, ...] = ()

    def __getitem__(self, name: str) -> Table:
        return self.of.get(name) or Table(name, {}, "low", {})


def _holds(written: str, minutes: float) -> bool:
    found = _BAND.fullmatch(written)
    if found is None:
        return False
    if found[1]:
        return minutes < float(found[1])
    if found[2]:
        return minutes > float(found[2])
    low, high = float(found[3]), float(found[5])
    return low <= minutes and (minutes <= high if found[4] == "to" else minutes < high)


def tables(folder: Path | None = None) -> Tables:
    """The tables, read again when the file changes."""
    path = (folder or root() / "biobank") / "sprec.yaml"
    return _read(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=2)
def _read(path: Path, stamp: int) -> Tables:
    reading = Reading()
    tree = tree_of(reading, path)
    if tree is None:
        return Tables("", "", "", "", {}, tuple(reading.problems))
    given = reading.keys(tree, ("version", "source", "checked_on", "note", "tables"),
                         ("version", "source", "checked_on", "tables"), "SPREC")
    found = {}
    if "tables" in given:
        listed = reading.keys(given["tables"], TABLES, TABLES, "tables")
        found = {name: made for name, item in listed.items() if (made := _table(reading, name, item)) is not None}
    text = {key: item.text() for key, item in given.items()}
    return Tables(text.get("version", ""), text.get("source", ""), text.get("checked_on", ""), text.get("note", ""),
                  found, tuple(reading.problems))


def _table(reading: Reading, name: str, item: Located) -> Table | None:
    before = len(reading.problems)
    given = reading.keys(item, ("confidence", "codes", "bands", "note"), ("confidence", "codes"), name)
    letters = {}
    codes = given.get("codes")
    for code, entry in (codes.items() if codes and codes.is_map() else ()):
        said = reading.keys(entry, ("en", "zh", "since", "when"), (), f"{name}: {code}")
        letters[code] = Letter(code, reading.words(entry, entry.place, f"{name}: {code}"),
                               said["since"].text() if "since" in said else "", reading.texts(said.get("when")))
    bands: dict[str, dict[str, str]] = {}
    listed = given.get("bands")
    for group, entry in (listed.items() if listed and listed.is_map() else ()):
        bands[group] = {}
        for code, written in (entry.items() if entry.is_map() else ()):
            if code not in letters:
                reading.wrong("kb-unknown-target", written.place, thing=f"{name}: {group}", name=code, hint="")
            if not _BAND.fullmatch(written.text()):
                reading.wrong("kb-bad-value", written.place, key=f"{group}.{code}", value=written.text(),
                              expected="below 2 | 2 below 10 | 30 to 60 | above 60")
            bands[group][code] = written.text()
    confidence = reading.choice(given.get("confidence"), "confidence", ("high", "medium", "low"), "low")
    note = given["note"].text() if "note" in given else ""
    return Table(name, letters, confidence, bands, note) if len(reading.problems) == before else None
