"""Clinical units: UCUM text in, one factor out; mass and amount convert by molar mass."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from paeonia.record.spellings import spelled

__all__ = ["factor", "spelled"]


@lru_cache(maxsize=1)
def _registry() -> Any:
    from ucumvert import PintUcumRegistry  # slow to load: only when two units really differ

    return PintUcumRegistry()


def _quantity(unit: str) -> Any:
    # UCUM annotations such as {1.73_m2} carry no dimension.
    bare = re.sub(r"\{[^}]*\}", "", unit).rstrip("/.")
    if bare.startswith("/") or not bare:
        bare = f"1{bare}"
    # Catalytic activity is reported either way and never mixed in one test.
    bare = bare.replace("[IU]", "U").replace("[arb'U]", "U")
    return _registry().from_ucum(bare)


@lru_cache(maxsize=4096)
def factor(unit: str, canonical: str, molar_mass: float | None = None) -> float:
    """Number by which a value in `unit` is multiplied to be in `canonical`; ValueError if it cannot.

    `molar_mass` in g/mol lets mg/dL and umol/L convert into each other. Scales of temperature do not convert.
    """
    here, there = spelled(unit), spelled(canonical)
    if here == there:
        return 1.0
    try:
        a, b = _quantity(here), _quantity(there)
        if a.check("[temperature]"):
            raise ValueError(f"{unit} -> {canonical}")     # scales with different zeros have no one factor
        if a.dimensionality == b.dimensionality:
            return _tidy(a.to(b.units).magnitude / b.magnitude)
        if molar_mass:
            return _by_amount(a, b, molar_mass)
    except ValueError:
        raise
    except Exception as trouble:  # the parser raises its own kinds for text that is no unit
        raise ValueError(f"{unit} -> {canonical}") from trouble
    raise ValueError(f"{unit} -> {canonical}")


def _by_amount(a: Any, b: Any, molar_mass: float) -> float:
    grams_per_mole = molar_mass * _quantity("g/mol")
    for converted in (a * grams_per_mole, a / grams_per_mole):
        if converted.dimensionality == b.dimensionality:
            return _tidy(converted.to(b.units).magnitude / b.magnitude)
    raise ValueError("mass and amount do not convert")


def _tidy(number: float) -> float:
    return float(f"{float(number):.12g}")
