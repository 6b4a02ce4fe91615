"""What the door hands out about patients, runs and the queue: frozen, ready for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from paeonia.record.dates import days
from paeonia.record.problems import Problem


@dataclass(frozen=True, slots=True)
class Person:
    """A patient's identity as lists and the band above her chart show it."""

    id: int
    hospital_id: int
    mrn: str
    family_name: str
    given_name: str
    latin_name: str
    phone: str
    birth_date: str
    sex: str
    user_id: int | None
    shared_with: tuple[int, ...] = ()

    @property
    def name(self) -> dict[str, str]:
        """The name for readers of either language; falls back to the other script, then to the number."""
        written = (
            self.family_name + self.given_name
            if _is_han(self.family_name + self.given_name)
            else f"{self.family_name} {self.given_name}".strip()
        )
        return {"zh": written or self.latin_name or self.mrn, "en": self.latin_name or written or self.mrn}

    def age(self, on: date) -> int | None:
        """Completed years on a day; None when the birth date leaves it open."""
        if not self.birth_date:
            return None
        try:
            meant = days(self.birth_date)
        except ValueError:
            return None
        ages = {_years(date.fromordinal(day), on) for day in (meant.first, meant.last)}
        return ages.pop() if len(ages) == 1 else None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list; `more` is the number of the next page, None on the last."""

    items: tuple[Any, ...]
    page: int
    more: int | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A patient expected in a clinic."""

    id: int
    person: Person
    on_day: date
    time: time | None
    clinic: str
    clinician_id: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """Something to be brought in: what it is called, what it is (`fhir`, `register`), and the digest of its bytes.

    `stored` is where the upload lies under the private folder, empty for files named on the command line.
    """

    name: str
    kind: str
    sha256: str
    stored: str = ""
    mapping: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """One intake as a page shows it."""

    id: int
    hospital_id: int
    name: str
    kind: str
    state: str
    percent: int
    patients: int
    kept: int
    same: int
    queried: int
    refused: int
    who_name: str
    started_at: datetime
    finished_at: datetime | None
    trouble: str
    stored: str
    mapping: Mapping[str, Any]
    attempts: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """One entry of the queue."""

    id: int
    hospital_id: int
    intake_id: int | None
    intake_name: str
    patient_id: int | None
    patient_key: str
    refused: bool
    code: str
    problem: Problem
    raw: str
    state: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """One fact on record with what is needed to correct it; `who` recorded it, alone or by the intake named."""

    id: int
    fact: Any
    recorded_at: datetime
    recorded_by: int | None
    place: str
    supersedes: int | None
    superseded: bool
    void: bool
    who: str = ""
    intake_id: int | None = None
    intake_name: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """A list looked through and found complete as of a day; `place` is a person's name or where a source said so."""

    key: str
    on: str
    who: str
    place: str
    recorded_at: datetime


def _is_han(text: str) -> bool:
    return any("\u3400" <= letter <= "\u9fff" for letter in text)


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
