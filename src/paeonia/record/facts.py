"""A fact: one statement about one patient, with the day it holds from and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement: a dictionary variable, its fields, the day (ISO, may be partial), and its source."""

    variable: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    on: str | None = None
    source: str = ""

    @property
    def value(self) -> Any:
        """What a state, attribute or measurement says; None for events."""
        return self.fields.get("value")


@dataclass(frozen=True, slots=True)
class Statement:
    """What an intake yields about a patient: a fact, a list reviewed (`Review`), or who she is (`Identity`)."""

    patient: str
    says: Fact | Review | Identity
    place: str = ""

    @property
    def kind(self) -> Literal["fact", "review", "identity"]:
        """Which of the three it is."""
        if isinstance(self.says, Fact):
            return "fact"
        return "review" if isinstance(self.says, Review) else "identity"


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody looked through a list and recorded it as complete: `therapy`, or `variant(gene=PIK3CA)`."""

    key: str
    on: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a patient is; kept apart from clinical facts and never read by the engines."""

    mrn: str
    family_name: str = ""
    given_name: str = ""
    phone: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """Something an intake met and could not turn into a fact: kept, counted and shown, never dropped."""

    problem: Any
    patient: str | None = None
    raw: str = ""
