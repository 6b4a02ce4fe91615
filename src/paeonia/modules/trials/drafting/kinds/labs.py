"""Organ function and other measurements: `ANC >= 1,500/mm^3`, `AST <= 2.5 x ULN (<= 5 x ULN if liver metastases)`."""

from __future__ import annotations

from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import WINDOW, ends, sign, window
from paeonia.modules.trials.drafting.numbers import Amount
from paeonia.modules.trials.drafting.patterns import Claim, Found, Rule

# Which end of the usual range a trial guards: a sign lost on the way into the registry can be told from it.
LOW_IS_BAD = frozenset({"anc", "wbc", "platelets", "haemoglobin", "albumin", "crcl", "egfr", "lvef", "lymphocytes"})
HIGH_IS_BAD = frozenset(
    {
        "bilirubin",
        "bilirubin_direct",
        "creatinine",
        "ast",
        "alt",
        "alp",
        "inr",
        "pt",
        "aptt",
        "qtcf",
        "urea",
        "hba1c",
        "glucose_fasting",
        "ggt",
        "ldh",
        "cholesterol",
        "triglycerides",
        "ldl",
        "amylase",
        "lipase",
    }
)
_CELLS = frozenset({"anc", "wbc", "platelets", "lymphocytes"})
_PLAIN = frozenset({"inr", "pdl1_cps", "oncotype_rs", "bmi", "ki67", "lvef", "heart_rate"})
_AMOUNT = "NUM|QTY|ULN|PCT"
_LABS = "(?P<labs>LAB (J LAB)*)"
_AGAIN = "(LP (OR|AND)? CMP? (NUM|QTY|PCT) RP|(OR|SLASH|COMMA) CMP? (?P<again>QTY))?"


def _unit(variable: str, amount: Amount) -> str | None:
    """The unit; for a bare number the one that its size betrays. None: nobody can tell."""
    if amount.unit == "/uL" and variable in _CELLS and amount.low < (1000 if variable == "platelets" else 100):
        return None  # `1.500/mm3`: a point for thousands
    if amount.unit:
        return amount.unit
    number = amount.low
    if variable in _CELLS:
        big = 1000 if variable == "platelets" else 100
        return "/uL" if number >= big else "10*9/L" if number < (1000 if variable == "platelets" else 30) else None
    if variable == "haemoglobin":
        return "g/dL" if 4 <= number <= 20 else "g/L" if 50 <= number <= 180 else None
    if variable in ("lvef", "ki67"):
        return "%"
    if variable == "qtcf":
        return "ms"
    return "" if variable in _PLAIN else None


def _default(variable: str) -> str:
    return ">=" if variable in LOW_IS_BAD else "<=" if variable in HIGH_IS_BAD else ""


def kind_of(variable: str) -> str:
    """The kind of criterion under which a measurement is counted."""
    if variable in ("lvef", "qtcf", "heart_rate", "systolic_bp", "diastolic_bp"):
        return "cardiac"
    return (
        "receptor"
        if variable in ("ki67", "pdl1_cps", "oncotype_rs")
        else "other"
        if variable in ("bmi", "weight")
        else "menopausal"
        if variable in ("fsh", "estradiol")
        else "organ_function"
    )


def _one(variable: str, op: str, amount: Amount, within: str | None = None) -> dict[str, Any] | None:
    unit = _unit(variable, amount)
    op = op or _default(variable)
    if unit is None or (not op and amount.high is None):
        return None
    if amount.unit == "%" and variable not in ("lvef", "hba1c", "ki67", "haematocrit"):
        return None
    found: dict[str, Any] = ends(op, amount, unit)
    return {variable: {**found, "within": within} if within else found}


def _names(found: Found) -> list[str]:
    """The measurements of a list; `transaminases` are two."""
    return [name for token in found.of("LAB", part="labs") for name in token.value.split("+")]


def _range(found: Found) -> Claim | None:
    amount = found.one("amt")
    assert amount is not None
    op, within = sign(found), window(found)
    names = _names(found)
    again = found.one("again")  # the same limit in another unit; in the same unit it is another limit
    if again and (not amount.value.unit or again.value.unit == amount.value.unit):
        return None
    made = [_one(name, op, amount.value, within) for name in names]
    if not all(made) or (within is None and found.has("WITHIN", "INSIDE")):
        return None
    joined = "any" if any(t.tag == "OR" for t in found["labs"]) and not any(t.tag == "AND" for t in found["labs"]) else "all"
    lost = not op and amount.value.high is None
    over = [_one(name, "<" if name in LOW_IS_BAD else ">", amount.value, within) for name in names] if lost else []
    return Claim(kind_of(names[0]), tuple(one for one in made if one), joined, only="wanted" if lost else "",
                 turned=tuple(one for one in over if one))


def _at_most(found: Found) -> Claim | None:
    """`alkaline phosphatase within 5 x ULN`."""
    amount = found.one("amt")
    made = [_one(name, "<=", amount.value) for name in _names(found)] if amount else []
    return Claim("organ_function", tuple(one for one in made if one), only="wanted") if made and all(made) else None


def _normal(found: Found) -> Claim | None:
    names = _names(found)
    if not set(names) <= HIGH_IS_BAD - {"hba1c", "glucose_fasting", "urea", "qtcf"}:
        return None
    return Claim("organ_function", tuple({name: {"at most": "1 x ULN"}} for name in names), only="wanted")


def _upper(found: Found) -> Claim | None:
    """`bilirubin <= upper limit of normal`."""
    return _normal(found) if sign(found, "<=") in ("<=", "<") else None


def _with_metastases(found: Found) -> Claim | None:
    """A higher limit for whoever has metastases there: either the usual limit, or the metastasis and the higher one."""
    low, high, sites = found.one("amt"), found.one("amt2"), [t.value for t in found.of("BRAINMETS", part="sites")]
    names = _names(found)
    if low is None or high is None or high.value.low <= low.value.low or not set(names) <= HIGH_IS_BAD:
        return None
    op, op2 = sign(found, "<="), found.one("cmp2")
    usual = [_one(name, op, low.value) for name in names]
    raised = [_one(name, str(op2.value) if op2 else "<=", high.value) for name in names]
    if not all(usual) or not all(raised) or op not in ("<=", "<"):
        return None
    site: Any = sites[0] if len(sites) == 1 else sites
    data = tuple(
        {"any": [one, {"all": [{"metastasis": {"site": site}}, two]}]} for one, two in zip(usual, raised, strict=True)
    )
    return Claim("organ_function", data, only="wanted")


def _gilbert(found: Found) -> Claim | None:
    """`bilirubin <= 1.5 x ULN unless Gilbert's syndrome`: the usual limit, or the syndrome with a limit of its own."""
    names, low, high = _names(found), found.one("amt"), found.one("amt2")
    if names != ["bilirubin"] or found.of("COND", part="cond")[0].value != "gilbert" or low is None:
        return None
    usual, op = _one("bilirubin", sign(found, "<="), low.value), found.one("cmp2")
    raised = _one("bilirubin", str(op.value) if op else "<=", high.value) if high else None
    if usual is None or (high is not None and raised is None) or (high is None and not found.has("EXCEPT")):
        return None
    syndrome: dict[str, Any] = {"condition": {"group": "gilbert"}}
    spared = {"all": [syndrome, raised]} if raised else syndrome
    return Claim("organ_function", ({"any": [usual, spared]},), only="wanted")


_WITHOUT = "LP NEG BRAINMETS (J BRAINMETS)* RP"
_LIMIT = "ULN|QTY"
_SITES = "(?P<sites>BRAINMETS (J BRAINMETS)*)"
RULES = (
    Rule(
        f"{_LABS} B (?P<cmp>CMP)? (?P<amt>{_LIMIT}) (COMMA|LP)* (EXCEPT|IF|OR IF) NARROW* (?P<cond>COND) "
        f"((COMMA|NARROW|MUST|COLON|LAB|IF)* (?P<cmp2>CMP)? (?P<amt2>{_LIMIT}))? RP?",
        _gilbert,
    ),
    Rule(
        f"{_LABS} B (?P<cmp>CMP) (?P<amt>ULN) (COMMA|LP) {_SITES} (COMMA|NARROW|COLON|IF)* "
        "(?P<cmp2>CMP)? (?P<amt2>ULN) RP?",
        _with_metastases,
    ),
    Rule(
        f"{_LABS} B (?P<cmp>CMP)? (?P<amt>ULN) {_WITHOUT} (COMMA|OR|AND|SLASH|STOP)* "
        f"(?P<cmp2>CMP)? (?P<amt2>ULN) LP IF? {_SITES} RP",
        _with_metastases,
    ),
    Rule(
        f"{_LABS} B (?P<cmp>CMP)? (?P<amt>ULN) (IF|NARROW)* NEG BRAINMETS (J BRAINMETS)* (COMMA|OR|AND|LP|STOP)* "
        f"(?P<cmp2>CMP)? (?P<amt2>ULN) (IF|NARROW)* {_SITES} RP?",
        _with_metastases,
    ),
    Rule(
        f"{_LABS} B (?P<cmp>CMP)? (?P<amt>{_AMOUNT}|RPCT|RNUM|RQTY|RULN) (?P<post>POST)? {_AGAIN} {WINDOW}?",
        _range,
    ),
    Rule(f"(?P<cmp>CMP) (?P<amt>QTY|PCT|ULN) (?P<post>POST)? {_LABS}", _range),
    Rule(f"{_LABS} B (WITHIN|INSIDE) (?P<amt>ULN)", _at_most),
    Rule(f"{_LABS} B (WITHIN|INSIDE)? ADEQUATE", _normal),
    Rule(f"ADEQUATE {_LABS}", _normal),
    Rule(f"{_LABS} B (WITHIN|(?P<cmp>CMP))? UL (LP UL RP)?", _upper),
    Rule(
        f"{_LABS} B (?P<cmp>CMP)? (?P<amt>ULN) (COMMA|LP|OR|COMMA OR|LP OR|LP EXCEPT|EXCEPT|COMMA "
        f"EXCEPT)? (?P<cmp2>CMP)? (?P<amt2>ULN) (IF|NARROW|FOR)* {_SITES} RP?",
        _with_metastases,
    ),
    Rule(
        f"{_LABS} B (?P<cmp>CMP) (?P<amt>ULN) (COMMA|LP|LP EXCEPT|EXCEPT|COMMA EXCEPT)? (IF|OR "
        f"IF|EXCEPT) {_SITES} (COMMA|NARROW|COLON)* (?P<cmp2>CMP)? (?P<amt2>ULN) RP?",
        _with_metastases,
    ),
)
