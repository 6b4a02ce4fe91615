"""The bank's lists (sample types, containers, temperatures, sites ...), written by clinicians in `knowledge/biobank/`.

Pure Python: no database. A broken entry is left out and reported with its line; a broken file never stops the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from time import monotonic
from typing import Generic, TypeVar

from paeonia.knowledge.dictionary import root
from paeonia.record.codes import Code, Codelist
from paeonia.record.problems import Problem

from . import vocabulary_reading as reading_of
from .vocabulary_entries import Container, EventKind, Fixative, Procedure, SampleType, Site, Temperature

T = TypeVar("T")


@dataclass(frozen=True)
class Listing(Generic[T]):
    """A codelist whose codes know something more than their words."""

    codes: Codelist
    more: dict[str, T]

    def get(self, code: str) -> T | None:
        """What is known of a code, None if the list has it not."""
        return self.more.get(code)

    def __contains__(self, code: object) -> bool:
        return code in self.more

    def __iter__(self) -> Iterator[str]:
        return iter(self.more)

    def is_a(self, code: str, other: str) -> bool:
        """Whether a code is another or lies under it; an unknown code is nothing."""
        return code in self.codes and (code == other or other in self.codes.above(code))

    def words(self, code: str, language: str = "en") -> str:
        """The code in words; an unknown code stays as it is."""
        known: Code | None = self.codes.codes.get(code)
        return known.words["zh" if language.startswith("zh") else "en"] if known else code

    def outside(self, code: str, system: str) -> str:
        """The code of another system (sprec, miabis, icdo3 ...); empty if there is none, never one of a broader code."""
        known: Code | None = self.codes.codes.get(code)
        return next(iter(known.codes.get(system, ())), "") if known else ""


@dataclass(frozen=True)
class Vocabulary:
    """Every list of the bank; `version` changes when any of them does."""

    types: Listing[SampleType]
    containers: Listing[Container]
    temperatures: Listing[Temperature]
    sites: Listing[Site]
    fixatives: Listing[Fixative]
    procedures: Listing[Procedure]
    events: Listing[EventKind]
    version: str
    problems: tuple[Problem, ...] = ()

    def temperature_of(self, celsius: float) -> str:
        """The code for a number of degrees; empty between the bands, where no list has a name for it."""
        holding = [name for name, one in self.temperatures.more.items()
                   if one.low is not None and one.high is not None and one.low <= celsius <= one.high]
        return holding[0] if holding else ""

    @cached_property
    def lists(self) -> dict[str, Codelist]:
        """All codelists by the name of their file, for whoever needs plain codes."""
        return {name: getattr(self, attribute).codes for attribute, name in FILES.items()}


FILES = {"types": "sample_types", "containers": "containers", "temperatures": "storage_temperatures",
         "sites": "anatomic_sites", "fixatives": "fixatives", "procedures": "procedures", "events": "events"}


def vocabulary(folder: Path | None = None) -> Vocabulary:
    """The lists, read again when a file changes; those of the house are looked at once a second at most."""
    if folder is not None:
        return _looked_at(folder)
    return _of_house(os.environ.get("PAEONIA_KNOWLEDGE"), int(monotonic()))


@lru_cache(maxsize=1)
def _of_house(chosen: str | None, second: int) -> Vocabulary:
    return _looked_at(root() / "biobank")


def _looked_at(folder: Path) -> Vocabulary:
    return _read(folder, tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.yaml"))))


@lru_cache(maxsize=2)
def _read(folder: Path, files: tuple[tuple[str, int], ...]) -> Vocabulary:
    reading = reading_of.Reading()
    lists = {name: reading_of.listing(reading, folder, name) for name in FILES.values()}
    made = {attribute: Listing(*lists[name]) for attribute, name in FILES.items()}
    reading_of.cross_checked(reading, made)
    return Vocabulary(**made, version=reading_of.version(folder, FILES.values()),
                      problems=tuple(reading.problems))
