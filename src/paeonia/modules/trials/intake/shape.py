"""Where a format keeps what we read: our field names against its paths. Each format is one `Shape`, read by `build`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """A repeated part (`path` is a list) or a single one: our field names against paths inside it."""

    path: str
    fields: Mapping[str, str]       # a path ending in `[]` is a list of texts


@dataclass(frozen=True)
class Shape:
    """One format of one registry; `registry` is empty where records of any registry come in it."""

    name: str
    registry: str
    number: str
    texts: Mapping[str, str]
    codes: Mapping[str, str]
    dates: Mapping[str, str]
    ages: Mapping[str, str]
    truths: Mapping[str, str]
    lists: Mapping[str, str]
    parts: Mapping[str, Part]
    phases: str
    enrolment: str
    enrolment_type: str
    sponsor: Part
    other_numbers: tuple[str, ...]                  # lists of texts, single texts, or `list[].field`
    persons: frozenset[str] = frozenset()           # dropped before anything is read or kept
    restless: frozenset[str] = frozenset()          # changes without the trial changing; not part of its digest
    unused: tuple[str, ...] = field(default=())     # known, and left alone on purpose
    # What only the other registries need; ClinicalTrials.gov has none of it.
    said: Mapping[str, str] = field(default_factory=dict)               # words of codes in small letters -> our code
    free: Mapping[str, tuple[str, ...]] = field(default_factory=dict)   # our list -> texts that hold it with separators
    criteria: tuple[tuple[str, str], ...] = ()      # (heading, path) of the parts of the eligibility text
    age_unit: str = ""                              # unit of an age written as a bare number
    aggregated: bool = False                        # copies of other registries' records: the original says more
