"""Published formulas over a patient's latest values; each gives None when an input is missing.

Inputs must not be older than 30 days when they change quickly (weight, creatinine, albumin).
"""

from __future__ import annotations

import math
from collections.abc import Callable

from paeonia.record.dates import months_before
from paeonia.record.timeline import Timeline

RECENT = 30     # days


class Inputs:
    """The latest numbers of one patient in canonical units."""

    def __init__(self, line: Timeline) -> None:
        self.line = line

    def number(self, variable: str, newest_within: int | None = None) -> float | None:
        """The latest exact value, None if there is none, it is a bound such as <0.1, or it is too old."""
        found = self.line.latest.get(variable)
        if found is None or found.low != found.high:
            return None
        if newest_within is not None and found.day < self.line.as_of - newest_within:
            return None
        return float(found.value)

    @property
    def age(self) -> int | None:
        """Completed years, None unless the birth date settles them."""
        born = self.line.born
        if born is None:
            return None
        years = {sum(day <= months_before(self.line.as_of, 12 * n) for n in range(1, 130))
                 for day in (born.first, born.last)}
        return years.pop() if len(years) == 1 else None

    @property
    def female(self) -> bool | None:
        """Whether the recorded sex is female."""
        sex = self.line.latest.get("sex")
        return None if sex is None else {"female": True, "male": False}.get(sex.value)


def bmi(given: Inputs) -> float | None:
    """Weight / height squared, kg/m2."""
    weight, height = given.number("weight", RECENT), given.number("height")
    return weight / (height / 100) ** 2 if weight and height else None


def mosteller(given: Inputs) -> float | None:
    """Body surface area, m2: sqrt(height x weight / 3600). Mosteller, NEJM 1987."""
    weight, height = given.number("weight", RECENT), given.number("height")
    return math.sqrt(weight * height / 3600) if weight and height else None


def cockcroft_gault(given: Inputs) -> float | None:
    """Creatinine clearance, mL/min, from creatinine in umol/L. Cockcroft & Gault, Nephron 1976."""
    creatinine, weight, age = given.number("creatinine", RECENT), given.number("weight", RECENT), given.age
    if not creatinine or not weight or age is None or given.female is None:
        return None
    return (140 - age) * weight / (72 * creatinine / 88.42) * (0.85 if given.female else 1.0)


def ckd_epi_2021(given: Inputs) -> float | None:
    """Estimated GFR, mL/min/1.73 m2, race-free, from creatinine in umol/L. Inker et al., NEJM 2021;385:1737."""
    creatinine, age = given.number("creatinine", RECENT), given.age
    if not creatinine or age is None or given.female is None:
        return None
    kappa, alpha, factor = (0.7, -0.241, 1.012) if given.female else (0.9, -0.302, 1.0)
    ratio = creatinine / 88.42 / kappa
    return float(142 * min(ratio, 1) ** alpha * max(ratio, 1) ** -1.2 * 0.9938 ** age * factor)


def corrected_calcium(given: Inputs) -> float | None:
    """Calcium corrected for albumin, mmol/L: calcium + 0.02 x (40 - albumin in g/L)."""
    calcium, albumin = given.number("calcium", RECENT), given.number("albumin", RECENT)
    return calcium + 0.02 * (40 - albumin) if calcium and albumin else None


FORMULAS: dict[str, Callable[[Inputs], float | None]] = {
    "bmi": bmi, "mosteller": mosteller, "cockcroft_gault": cockcroft_gault, "ckd_epi_2021": ckd_epi_2021,
    "corrected_calcium": corrected_calcium,
}
