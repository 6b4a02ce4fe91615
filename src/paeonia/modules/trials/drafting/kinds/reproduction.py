"""Pregnancy, breastfeeding and contraception."""

from __future__ import annotations

from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import WINDOW, window
from paeonia.modules.trials.drafting.patterns import Claim, Found, Rule


def _bearing(found: Found) -> Claim | None:
    data = [{"pregnant": True}] if found.has("PREG") else []
    if found.has("LACT"):
        data.append({"breastfeeding": True})
    return Claim("pregnancy", tuple(data), "any", only="barred")


def _could(found: Found) -> Claim | None:
    return Claim("pregnancy", ({"childbearing_potential": True},), only="barred")


def _test(found: Found) -> Claim | None:
    """A negative test is asked of those who could be pregnant; nobody else has one."""
    within = window(found)
    value: Any = {"is": "negative", "within": within} if within else "negative"
    return Claim("pregnancy", ({"any": [{"childbearing_potential": False}, {"pregnancy_test": value}]},), only="wanted")


def _positive(found: Found) -> Claim | None:
    return Claim("pregnancy", ({"pregnancy_test": "positive"},), only="barred")


_WHO = "(CBP|SEX|OR|AND|COMMA|SLASH|NARROW|MENO|IF)*"
RULES = (
    Rule("SEX? CBP SEX?", _could),
    Rule("SEX? (PREG|LACT) (J SEX? (PREG|LACT))* SEX?", _bearing),
    Rule(f"(IF|SEX|CBP|COMMA|MENO|FOR|MUST)* NEGATIVE PREGTEST (TEST)? {WINDOW}?", _test),
    Rule(f"(SEX|CBP)* NEGATIVE (NARROW)? PREG TEST? {WINDOW}?", _test),
    Rule(f"(IF|SEX|CBP|COMMA|MENO|MUST)* PREGTEST (TEST|NARROW|WITHIN DUR ANCHOR?|COLON)* NEGATIVE {WINDOW}?", _test),
    Rule(f"(SEX|CBP)* TEST NEG (PREGTEST|PREG) {WINDOW}?", _test),
    Rule(f"(SEX|CBP)* TEST NEGATIVE (PREGTEST|PREG) {WINDOW}?", _test),
    Rule(f"(SEX|CBP)* (NEGATIVE) PREGTEST {WINDOW}? (NARROW|IF|COMMA)* (SEX? CBP)", _test),
    Rule("POS PREGTEST TEST?", _positive),
)
