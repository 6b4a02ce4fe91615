"""Units as laboratories write them: what they mean, what converts, what is refused."""

from __future__ import annotations

import pytest

from paeonia.knowledge.dictionary import dictionary
from paeonia.record.units import factor, spelled

WRITTEN = {
    "[lb_av]": ["lb", "lbs", "LB", "[lb_av]"], "[in_i]": ["in", "inch", "[in_i]"], "m2": ["m^2", "m²", "M2"],
    "kg/m2": ["kg/m^2", "kg/m²", "KG/M2", "kg / m2"], "1": ["#"], "%": ["%", "％", "percent"],
    "m[IU]/L": ["mIU/L", "miu/l", "MIU/L", "m[IU]/L"], "u[IU]/mL": ["uIU/mL", "μIU/mL", "µIU/ml", "uiu/ml"],
    "m[IU]/mL": ["mIU/mL", "mIU/ml"], "[IU]/mL": ["IU/mL", "iu/ml"], "[arb'U]/mL": ["[arb'U]/mL", "AU/mL"],
    "s": ["sec", "s", "秒"], "g/(24.h)": ["g/24h", "g/24 h", "g/24hr", "g/d"], "mg/(24.h)": ["mg/24h", "mg/24 h"],
    "1/1000000{Base}": ["mut/Mb", "mutations/Mb", "Muts/Mb"],
    "mL/min/{1.73_m2}": ["mL/min/1.73m^2", "ml/min/1.73m2", "mL/min/1.73 m²", "mL/min/1.73 m2", "mL/min/{1.73_m2}"],
    "U/L": ["u/L", "U/l", "U／L", "u/l"], "wk": ["week", "weeks", "周"], "mo": ["month", "months", "个月"],
    "10*9/L": ["G/L", "10^9/L", "×10⁹/L", "x10^9/L", "10E9/L", "X10*9/l", "10*9/l", "x 10^9 / L",
               "10⁹/L", "×10^9/Ｌ", "*10^9/L"],
    "10*3/mm3": ["K/mm3", "k/mm3", "10^3/mm3", "x10^3/mm3"], "10*3/uL": ["K/uL", "K/µL", "10^3/μL", "thou/uL"],
    "10*12/L": ["T/L", "10^12/L", "×10¹²/L"], "/uL": ["cells/uL", "/µL", "cells/μL", "个/μL"],
    "g/L": ["g/L", "g/l", "ｇ／Ｌ"], "g/dL": ["g/dl", "G/DL", "g%"], "umol/L": ["μmol/L", "µmol/l", "umol/l", "UMOL/L"],
    "mmol/L": ["mmol/l", "MMOL/L", "mmol / L"], "mm[Hg]": ["mmHg", "mm Hg", "mmhg"], "ug/L": ["mcg/L", "μg/L"],
    "/min": ["bpm", "次/分"], "a": ["years", "岁"], "kg": ["公斤", "KG"], "cm": ["厘米", "CM"], "Cel": ["℃", "°C"],
    "meq/L": ["mEq/L"], "mosm/kg": ["mOsm/kg"],
}


@pytest.mark.parametrize("ucum", WRITTEN)
def test_spellings(ucum: str) -> None:
    assert {written: spelled(written) for written in WRITTEN[ucum]} == dict.fromkeys(WRITTEN[ucum], ucum)


def test_case_never_turns_a_count_into_a_weight() -> None:
    assert spelled("G/L") == "10*9/L" and spelled("g/L") == "g/L"
    with pytest.raises(ValueError):
        factor("G/L", "g/L")


@pytest.mark.parametrize("unit, canonical, mass, expected", [
    ("mg/dL", "umol/L", 113.12, 88.402),            # creatinine
    ("mg/dL", "umol/L", 584.66, 17.104),            # bilirubin
    ("umol/L", "mg/dL", 584.66, 0.058466),
    ("mg/dL", "mmol/L", 180.156, 0.055508),         # glucose
    ("mg/dL", "mmol/L", 40.078, 0.24951),           # calcium
    ("g/dL", "g/L", None, 10.0), ("/uL", "10*9/L", None, 0.001), ("K/uL", "10*9/L", None, 1.0),
    ("/mm3", "10*9/L", None, 0.001), ("10*6/uL", "10*12/L", None, 1.0), ("G/L", "10*9/L", None, 1.0),
    ("IU/L", "U/L", None, 1.0), ("uIU/mL", "m[IU]/L", None, 1.0), ("mIU/mL", "[IU]/L", None, 1.0),
    ("ukat/L", "U/L", None, 60.0), ("lb", "kg", None, 0.45359237), ("in", "cm", None, 2.54), ("m", "cm", None, 100.0),
    ("1", "%", None, 100.0), ("g/24h", "mg/24h", None, 1000.0), ("mg/24h", "g/(24.h)", None, 0.001),
    ("weeks", "d", None, 7.0), ("kPa", "mm[Hg]", None, 7.50062), ("pg/mL", "ng/L", None, 1.0),
    ("[arb'U]/mL", "U/mL", None, 1.0), ("AU/mL", "U/mL", None, 1.0), ("ng/mL", "ug/L", None, 1.0),
    ("sec", "ms", None, 1000.0), ("mut/Mb", "1/1000000{Base}", None, 1.0),
])
def test_factors(unit: str, canonical: str, mass: float | None, expected: float) -> None:
    assert factor(unit, canonical, mass) == pytest.approx(expected, rel=1e-4)
    assert factor(canonical, unit, mass) == pytest.approx(1 / expected, rel=1e-4)


@pytest.mark.parametrize("unit, canonical, mass", [
    ("mg/dL", "umol/L", None),      # no molar mass: never guessed
    ("mg/dL", "%", None), ("U/L", "g/L", 100.0), ("banana", "g/L", None), ("mmol/L", "mm[Hg]", None),
    ("[degF]", "Cel", None), ("K", "Cel", None), ("mg/dL/", "g", None), ("10*9/L", "U/L", None), ("''", "g", None),
    ("((((", "g", None), ("g/L; DROP", "g/L", None), ("\x00", "g/L", None),
])
def test_refused(unit: str, canonical: str, mass: float | None) -> None:
    with pytest.raises(ValueError):
        factor(unit, canonical, mass)


def test_every_unit_of_the_breast_dictionary_is_understood() -> None:
    """A unit nobody can convert from would refuse every laboratory that writes another one."""
    units = {field.unit for variable in dictionary().variables.values()
             for field in (variable.value, *variable.fields.values()) if field and field.unit}
    assert units
    assert {unit: spelled(unit) for unit in units} == {unit: unit for unit in units}
