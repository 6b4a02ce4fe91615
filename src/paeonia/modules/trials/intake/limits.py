"""The registry's own structured limits (age, sex, healthy volunteers) as a sentence of our language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from paeonia.modules.trials.intake import trouble  # noqa: F401  declares the messages
from paeonia.modules.trials.intake.record import Age, RegistryTrial
from paeonia.record.problems import Problem


@dataclass(frozen=True)
class Limits:
    """`sentence` is a plain structure; `healthy_volunteers` is None where the registry does not say.

    Whether healthy people may join is kept beside the sentence: it says nothing about a patient who has the disease.
    `open_points` are limits that no sentence can hold; a person must look at them.
    """

    sentence: dict[str, list[dict[str, Any]]]
    healthy_volunteers: bool | None
    open_points: tuple[Problem, ...] = ()


def limits(trial: RegistryTrial, place: str = "") -> Limits:
    """Age, sex and healthy volunteers of one trial; `ALL` and missing limits ask nothing."""
    asked: list[dict[str, Any]] = []
    points: list[Problem] = []
    window: dict[str, Any] = {}
    for key, age in (("from", trial.minimum_age), ("to", trial.maximum_age)):
        written = _written(age)
        if written is not None:
            window[key] = written
        elif age.amount is not None:
            points.append(Problem("registry-age-inexact", place,
                                  {"number": trial.number, "value": age.text}))
    if window:
        asked.append({"age": window})
    if trial.sex in ("FEMALE", "MALE") and not trial.gender_based:
        asked.append({"sex": trial.sex.lower()})
    return Limits({"all": asked}, trial.healthy_volunteers, tuple(points))


def _written(age: Age) -> int | str | None:
    """Whole years as a number, other whole months as `6 months`."""
    if age.months is None:
        return None
    return age.months // 12 if age.unit == "year" else f"{age.amount} months"
