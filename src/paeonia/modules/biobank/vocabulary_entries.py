"""What the codes of the bank's lists know beyond their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CLASSES = ("fluid", "solid", "molecular", "cells")


@dataclass(frozen=True)
class SampleType:
    """A type of sample; `spins` is how often it was spun to become this, fewest and most, None where it says nothing."""

    id: str
    of_class: str
    unit: str
    spins: tuple[int, int] | None = None
    procedure: str = ""
    fixative: str = ""
    place: str = ""


@dataclass(frozen=True)
class Container:
    """A tube or box; `family` is its group in SPREC's long-term storage, `holds` its volume in mL."""

    id: str
    serves: str                 # primary | storage
    family: str = ""
    stabiliser: str = ""
    holds: float | None = None
    place: str = ""


@dataclass(frozen=True)
class Temperature:
    """How cold it is kept, in degrees Celsius, both ends included; a phase of nitrogen has no numbers of its own."""

    id: str
    band: str = ""
    low: float | None = None
    high: float | None = None
    frozen: bool = False
    place: str = ""


@dataclass(frozen=True)
class Site:
    """A place of the body."""

    id: str
    place: str = ""


@dataclass(frozen=True)
class Fixative:
    """In what tissue was stabilised, and whether that is fixing, freezing or stabilising."""

    id: str
    means: str
    place: str = ""


@dataclass(frozen=True)
class Procedure:
    """How it was taken; `warm` is whether there is a warm ischaemia at all."""

    id: str
    group: str = ""
    warm: bool = True
    place: str = ""


@dataclass(frozen=True)
class EventField:
    """One thing that may be said of an event."""

    name: str
    type: str
    words: Mapping[str, str]
    unit: str = ""
    codelist: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class EventKind:
    """A kind of event: where it is entered, whether it has an end, to which classes of samples it can happen."""

    id: str
    where: str
    span: bool = False
    classes: tuple[str, ...] = ()
    fields: Mapping[str, EventField] = field(default_factory=dict)
    place: str = ""
