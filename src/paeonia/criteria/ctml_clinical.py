"""Clinical leaves of CTML: age, diagnosis, gender, receptors, mutational burden, extent; and prior treatment."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from paeonia.criteria import ctml_words as words
from paeonia.criteria.ctml_tree import Structure
from paeonia.record.dictionary import Dictionary

_COMPARED = re.compile(r"\s*(>=|<=|==|=|>|<)?\s*(\d+(?:\.\d+)?)\s*$")
_AGE = {">=": "from", ">": "from", "<": "less than", "<=": "to", "==": "exactly", "=": "exactly"}
_NUMBER = {">=": "at least", ">": "more than", "<": "less than", "<=": "at most", "==": "exactly", "=": "exactly"}
WIDER = (">", "<=")


class NoWord(Exception):
    """The dictionary cannot say it."""


class NotUnderstood(Exception):
    """CTML does not know such a value."""


def age(value: Any) -> Structure:
    """`>=18`, `<0.083` (a month as a fraction of a year)."""
    sign, number = _compared(value)
    months = number * 12
    if abs(months - round(months)) > 0.05:
        raise NoWord
    whole = round(months)
    said: int | str = whole // 12 if whole % 12 == 0 else f"{whole} months"
    if sign == "<=" and whole % 12:
        return {"age": {"less than": f"{whole + 1} months"}}
    return {"age": {_AGE[sign]: said}}


def is_wider(value: Any) -> bool:
    """True where CTML leaves open whether the whole year counts (`>18`, `<=75`)."""
    found = _COMPARED.match(str(value))
    return bool(found) and found[1] in WIDER  # type: ignore[index]  # bool(found) says that it matched


def burden(value: Any, dictionary: Dictionary) -> Structure:
    """`tmb_numerical: >=10`, mutations per megabase."""
    if "tmb" not in dictionary:
        raise NoWord
    sign, number = _compared(value)
    return {"tmb": {_NUMBER[sign]: int(number) if number == int(number) else number}}


def diagnosis(value: str, dictionary: Dictionary) -> Structure:
    """An OncoTree name: by the dictionary's own OncoTree variable, else by the histology of breast tumours."""
    if "oncotree" in dictionary:
        return {"oncotree": _code("oncotree", value, dictionary)}
    if value == "Inflammatory Breast Cancer" and "inflammatory" in dictionary:
        return {"inflammatory": "yes"}
    codes = words.HISTOLOGY.get(value)
    if not codes or "histology" not in dictionary:
        raise NoWord
    return {"histology": all_of("histology", codes, dictionary)}


def gender(value: str, dictionary: Dictionary) -> Structure:
    """Female or Male."""
    return {"sex": all_of("sex", (known(words.GENDER, value),), dictionary)}


def receptor(variable: str) -> Callable[[str, Dictionary], Structure]:
    """Positive or negative; what is equivocal or unknown to CTML is no value of ours."""
    def read(value: str, dictionary: Dictionary) -> Structure:
        if value.strip().lower() in ("unknown", "equivocal"):
            raise NoWord
        return {variable: all_of(variable, (known(words.STATUS, value),), dictionary)}
    return read


def extent(value: str, dictionary: Dictionary) -> Structure:
    """One of CTML's disease statuses that say how far the disease has come."""
    code = words.EXTENT.get(value.strip().lower())
    if code is None:
        raise NoWord
    return {"disease_extent": all_of("disease_extent", (code,), dictionary)}


def prior_agent(value: str, dictionary: Dictionary) -> Structure:
    """A drug or drug class given before."""
    field = dictionary["therapy"].field("drug") if "therapy" in dictionary else None
    code = field.codes.find(value) if field and field.codes else None
    if code is None:
        raise NoWord
    return {"therapy": {"drug": code}}


def _compared(value: Any) -> tuple[str, float]:
    found = _COMPARED.match(str(value))
    if not found:
        raise NotUnderstood
    return found[1] or "==", float(found[2])


def known(table: dict[str, str], value: str) -> str:
    """The code for one of CTML's words."""
    code = table.get(value.strip().lower())
    if code is None:
        raise NotUnderstood
    return code


def _code(variable: str, value: str, dictionary: Dictionary) -> str:
    field = dictionary[variable].value
    code = field.codes.find(value) if field and field.codes else None
    if code is None:
        raise NoWord
    return code


def all_of(variable: str, codes: tuple[str, ...], dictionary: Dictionary) -> str | list[str]:
    """The codes if the dictionary has every one of them."""
    field = dictionary[variable].value if variable in dictionary else None
    if field is None or field.codes is None or any(code not in field.codes for code in codes):
        raise NoWord
    return codes[0] if len(codes) == 1 else list(codes)
