"""What was written down about a whole population: rows of states and numbers, of events, and of reviewed lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paeonia.record.dates import FAR

Array = NDArray[Any]
Mask = NDArray[np.bool_]
Coded = tuple[tuple[str, ...], Array]  # names, and an index into them for everybody (-1: not said)
NEVER = FAR  # a day that has not come: no stop, not begun


@dataclass
class Said:
    """Rows of one state, attribute or measurement; within one table each patient occurs once."""

    patient: Array
    value: Array  # index into names, number, or ordinal day
    day: Array
    names: tuple[str, ...] = ()
    uln: Array | None = None


@dataclass
class Happened:
    """Rows of one event; `stop` is NEVER where no end is known, `ongoing` where it is known to go on."""

    patient: Array
    start: Array
    stop: Array
    ongoing: Mask
    codes: Mapping[str, Coded]
    numbers: Mapping[str, Array]

    def __len__(self) -> int:
        return len(self.patient)


@dataclass
class Tables:
    """Everything written down about `n` patients until the day `as_of`; later tables of a variable are newer."""

    n: int
    as_of: int
    states: dict[str, list[Said]] = field(default_factory=dict)
    events: dict[str, list[Happened]] = field(default_factory=dict)
    reviews: dict[str, list[tuple[Array, Array]]] = field(default_factory=dict)
    undated: set[str] = field(default_factory=set)  # attributes that hold always

    def code(self, variable: str, who: Mask, value: Coded | str, day: Array | int) -> None:
        """A coded value for those in `who`, on a day not after today."""
        names, index = ((value,), np.zeros(self.n, np.int16)) if isinstance(value, str) else value
        patient = _where(who & (index >= 0) & (day <= self.as_of))
        self._add(variable, Said(patient, index[patient], _of(day, patient), names))

    def number(
        self,
        variable: str,
        who: Mask,
        value: Array,
        day: Array | int,
        decimals: int = 0,
        uln: Array | None = None,
    ) -> None:
        """A number for those in `who` who have one (no NaN), rounded as the laboratory prints it."""
        patient = _where(who & np.isfinite(value) & (day <= self.as_of))
        self._add(
            variable,
            Said(
                patient,
                np.round(value[patient].astype(float), decimals),
                _of(day, patient),
                uln=None if uln is None else uln[patient].astype(float),
            ),
        )

    def date(self, variable: str, who: Mask, value: Array) -> None:
        """An undated date, such as the day of birth."""
        patient = _where(who & (value <= self.as_of))
        self.undated.add(variable)
        self._add(variable, Said(patient, value[patient].astype(np.int32), np.zeros(len(patient), np.int32)))

    def always(self, variable: str, who: Mask, value: Coded) -> None:
        """An undated coded attribute, such as sex."""
        self.undated.add(variable)
        self.code(variable, who, value, 0)

    def event(
        self,
        variable: str,
        who: Mask,
        start: Array,
        stop: Array | None = None,
        codes: Mapping[str, Coded | str] | None = None,
        numbers: Mapping[str, Array] | None = None,
        ongoing: Mask | None = None,
    ) -> None:
        """An event that began by today; an end after today is not known yet, the event goes on."""
        patient = _where(who & (start <= self.as_of))
        if not len(patient):
            return
        ends = np.full(len(patient), NEVER, np.int32) if stop is None else _of(stop, patient)
        goes_on = (ends > self.as_of) & (ends < NEVER) if ongoing is None else ongoing[patient]
        said: dict[str, Coded] = {}
        for name, value in (codes or {}).items():
            said[name] = (
                ((value,), np.zeros(len(patient), np.int16))
                if isinstance(value, str)
                else (value[0], value[1][patient])
            )
        self.events.setdefault(variable, []).append(
            Happened(
                patient,
                _of(start, patient),
                np.where(ends > self.as_of, np.int32(NEVER), ends),
                goes_on,
                said,
                {name: value[patient].astype(float) for name, value in (numbers or {}).items()},
            )
        )

    def review(self, key: str, who: Mask, day: Array) -> None:
        """A list looked through and found complete."""
        patient = _where(who & (day <= self.as_of))
        self.reviews.setdefault(key, []).append((patient, _of(day, patient)))

    def _add(self, variable: str, said: Said) -> None:
        if len(said.patient):
            self.states.setdefault(variable, []).append(said)


def _where(who: Mask) -> Array:
    return np.flatnonzero(who).astype(np.int32)  # half the memory of a million positions


def _of(value: Array | int, patient: Array) -> Array:
    days = np.full(len(patient), value) if np.isscalar(value) else np.asarray(value)[patient]
    return days.astype(np.int32)
