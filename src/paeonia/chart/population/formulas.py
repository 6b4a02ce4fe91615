"""The dictionary's named formulas for many patients at once; each must say what `criteria.formulas` says of one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from paeonia.criteria.columns import CodeColumn, Column, DayColumn, NumberColumn
from paeonia.criteria.formulas import RECENT

from .tables import Array


class Givens:
    """The inputs of one formula for some patients, each on her own day."""

    def __init__(self, columns: dict[str, Column], days: Array) -> None:
        self.columns, self.days = columns, days

    def number(self, variable: str, newest_within: int | None = None) -> Array:
        """The latest number, NaN where there is none or it is too old."""
        column = self.columns.get(variable)
        if not isinstance(column, NumberColumn):
            return np.full(len(self.days), np.nan)
        if newest_within is None:
            return column.low
        return np.where(column.day >= self.days - newest_within, column.low, np.nan)

    @property
    def age(self) -> Array:
        """Completed years, NaN where the day of birth is not known."""
        born = self.columns.get("birth_date")
        if not isinstance(born, DayColumn):
            return np.full(len(self.days), np.nan)
        known = born.first == born.last
        return np.where(known, completed_years(np.where(known, born.first, 1), self.days), np.nan)

    @property
    def female(self) -> Array:
        """1 for women, 0 for men, NaN where the sex is not known."""
        sex = self.columns.get("sex")
        if not isinstance(sex, CodeColumn):
            return np.full(len(self.days), np.nan)
        said = np.array([{"female": 1.0, "male": 0.0}.get(name, np.nan) for name in sex.names] + [np.nan])
        return said[sex.codes]


def completed_years(born: Array, days: Array) -> Array:
    """Birthdays passed between two days; someone born on 29 February has hers on 1 March of other years."""
    first, last = _parts(born), _parts(days)
    before = (last[1] < first[1]) | ((last[1] == first[1]) & (last[2] < first[2]))
    years: Array = last[0] - first[0] - before
    return years


def _parts(days: Array) -> tuple[Array, Array, Array]:
    moment = (np.asarray(days, np.int64) - 719163).astype("datetime64[D]")  # ordinal of 1970-01-01
    month = moment.astype("datetime64[M]")
    year = month.astype("datetime64[Y]")
    return year.astype(np.int64) + 1970, (month - year).astype(np.int64), (moment - month).astype(np.int64)


def six_digits(value: Array) -> Array:
    """Rounded to six significant digits, as a derived number is written."""
    with np.errstate(divide="ignore", invalid="ignore"):
        power = 5 - np.floor(np.log10(np.abs(value)))
    made = np.full(len(value), np.nan)
    for each in np.unique(power[np.isfinite(power)]):
        at = np.flatnonzero(power == each)
        scale = 10.0 ** abs(each)
        large = value[at] * scale if each >= 0 else value[at] / scale
        made[at] = np.rint(large) / scale if each >= 0 else np.rint(large) * scale
        # So near to half a step the product has itself been rounded; the text has not.
        for place in at[np.abs(large - np.floor(large) - 0.5) < 1e-6].tolist():
            made[place] = float(f"{value[place]:.6g}")
    return made


def bmi(g: Givens) -> Array:
    """Weight by height squared."""
    return g.number("weight", RECENT) / (g.number("height") / 100) ** 2


def mosteller(g: Givens) -> Array:
    """Body surface area."""
    return np.sqrt(g.number("weight", RECENT) * g.number("height") / 3600)


def cockcroft_gault(g: Givens) -> Array:
    """Creatinine clearance."""
    factor = np.where(np.isnan(g.female), np.nan, np.where(g.female == 1, 0.85, 1.0))
    return (140 - g.age) * g.number("weight", RECENT) / (72 * g.number("creatinine", RECENT) / 88.42) * factor


def ckd_epi_2021(g: Givens) -> Array:
    """Estimated filtration rate."""
    female = g.female
    woman = female == 1
    kappa, alpha = np.where(woman, 0.7, 0.9), np.where(woman, -0.241, -0.302)
    factor = np.where(np.isnan(female), np.nan, np.where(woman, 1.012, 1.0))
    ratio = g.number("creatinine", RECENT) / 88.42 / kappa
    return 142 * np.minimum(ratio, 1) ** alpha * np.maximum(ratio, 1) ** -1.2 * 0.9938**g.age * factor


def corrected_calcium(g: Givens) -> Array:
    """Calcium for an albumin of 40 g/L."""
    return g.number("calcium", RECENT) + 0.02 * (40 - g.number("albumin", RECENT))


FORMULAS: dict[str, Callable[[Givens], Array]] = {
    "bmi": bmi,
    "mosteller": mosteller,
    "cockcroft_gault": cockcroft_gault,
    "ckd_epi_2021": ckd_epi_2021,
    "corrected_calcium": corrected_calcium,
}
