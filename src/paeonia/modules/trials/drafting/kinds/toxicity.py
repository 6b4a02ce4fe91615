"""Harm from treatment by its grade: `grade 3 bleeding event within 4 weeks`, `infection > grade 2`."""

from __future__ import annotations

from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import WINDOW, sign, window
from paeonia.modules.trials.drafting.patterns import Claim, Found, Rule


def _least(found: Found) -> int | None:
    """The mildest grade that is forbidden; a bare grade, whose sign was lost, means it and every worse one."""
    grade = found.one("grade")
    op, number = grade.value if grade else ("", 9)
    op = sign(found) or op or ">="
    number += op == ">"
    return number if op in (">", ">=") and number <= 5 else None


def _event(found: Found) -> Claim | None:
    least, within = _least(found), window(found)
    if least is None or within is None and found.has("WITHIN", "INSIDE", "DUR"):
        return None
    terms = list(dict.fromkeys(token.value for token in found.of("REACTION", part="list")))
    test: dict[str, Any] = {"term": terms[0] if len(terms) == 1 else terms, "grade": {"at least": least}}
    if within:
        test["within"] = within
    elif found.has("ACTIVE", "NOW"):
        test["outcome"] = "ongoing"
    drugs = [token.value for token in found.of("AGENT")]
    if drugs:
        test["agent"] = drugs[0] if len(drugs) == 1 else drugs
    return Claim("comorbidity", ({"adverse_event": test},), only="barred", timed=bool(within), part=found.has("W", "SEVERE"))


def _allergic(found: Found) -> Claim | None:
    """`grade 3 hypersensitivity reaction to trastuzumab`."""
    least, drugs = _least(found), list(dict.fromkeys(token.value for token in found.of("AGENT")))
    if least is None or not drugs:
        return None
    test = {"term": "hypersensitivity", "agent": drugs[0] if len(drugs) == 1 else drugs, "grade": {"at least": least}}
    return Claim("allergy", ({"adverse_event": test},), only="barred")


def _stopped(found: Found) -> Claim | None:
    """`toxicity to trastuzumab that led to its discontinuation`."""
    drugs = [token.value for token in found.of("AGENT", part="drug")]
    if not found.has("ENDED"):
        return None
    return Claim("prior_therapy", ({"therapy": {"class": drugs[0], "stop_reason": "toxicity"}},), only="barred")


_GRADE = "(?P<cmp>CMP)? (?P<grade>GRADEIS) (?P<post>POST)?"
RULES = (
    Rule(f"(PRIOR|ACTIVE|NOW|SEVERE|RECEIVED)* {_GRADE} (?P<list>REACTION (J REACTION)*) {WINDOW}?", _event),
    Rule(f"(PRIOR|ACTIVE|NOW|SEVERE)* (?P<list>REACTION (J REACTION)*) (LP|COMMA|NARROW)? {_GRADE} RP? {WINDOW}?", _event),
    Rule(f"{_GRADE} ALLERGY AGENT (J AGENT)*", _allergic),
    Rule("W NARROW (?P<drug>AGENT) NARROW W AGENT? W* ENDED", _stopped),
)
