"""One trial as its registry describes it, the same shape whichever format it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from paeonia.record.problems import Problem


@dataclass(frozen=True)
class Number:
    """A number under which a trial is known; `registry` is empty for a sponsor's own number."""

    number: str
    registry: str = ""


@dataclass(frozen=True)
class Party:
    """A sponsor or collaborator, with the registry's class (INDUSTRY, NIH, OTHER ...)."""

    name: str
    kind: str = ""


@dataclass(frozen=True)
class Intervention:
    """What is given or done; `kind` is the registry's type (DRUG, PROCEDURE ...)."""

    kind: str
    name: str
    other_names: tuple[str, ...] = ()
    description: str = ""
    arms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arm:
    """One group of participants."""

    label: str
    kind: str = ""
    description: str = ""
    interventions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Location:
    """A site, without the persons who work there; latitude and longitude in degrees."""

    facility: str
    city: str = ""
    state: str = ""
    country: str = ""
    status: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Outcome:
    """What is measured, and when."""

    measure: str
    time_frame: str = ""
    description: str = ""


@dataclass(frozen=True)
class Age:
    """An age limit as written and as a length of life; `amount` is None where there is no limit."""

    text: str = ""
    amount: int | None = None
    unit: str = ""          # year, month, week, day, hour, minute

    @property
    def months(self) -> int | None:
        """The limit in whole months, None when it is not a whole number of them."""
        if self.amount is None or self.unit not in ("year", "month"):
            return None
        return self.amount * (12 if self.unit == "year" else 1)


@dataclass(frozen=True)
class RegistryTrial:
    """Everything we read of a trial; empty text and None mean that the registry does not say.

    Dates are ISO and may be partial. Statuses, phases and types use the codes of ClinicalTrials.gov's API v2.
    """

    number: str
    registry: str
    title: str
    official_title: str = ""
    acronym: str = ""
    other_numbers: tuple[Number, ...] = ()
    status: str = ""
    why_stopped: str = ""
    phases: tuple[str, ...] = ()
    study_type: str = ""
    purpose: str = ""
    allocation: str = ""
    masking: str = ""
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    arms: tuple[Arm, ...] = ()
    sponsor: Party | None = None
    collaborators: tuple[Party, ...] = ()
    start: str = ""
    primary_completion: str = ""
    completion: str = ""
    first_posted: str = ""
    last_update: str = ""
    enrolment: int | None = None
    enrolment_actual: bool | None = None
    locations: tuple[Location, ...] = ()
    eligibility: str = ""
    minimum_age: Age = Age()
    maximum_age: Age = Age()
    sex: str = ""                           # FEMALE, MALE, ALL
    gender_based: bool | None = None        # eligibility by gender identity, not by sex
    healthy_volunteers: bool | None = None
    summary: str = ""
    description: str = ""
    primary_outcomes: tuple[Outcome, ...] = ()
    secondary_outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One record of a file or page: the trial, or why there is none; `raw` is without persons.

    `alarms` do not stop the record: a field nobody knows, a date nobody can read.
    """

    place: str
    trial: RegistryTrial | None = None
    raw: Mapping[str, Any] = field(default_factory=dict)
    refused: Problem | None = None
    alarms: tuple[Problem, ...] = ()
    excerpt: str = ""
