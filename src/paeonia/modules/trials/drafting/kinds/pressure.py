"""Hypertension that a line defines by blood pressures: `uncontrolled (systolic > 150 mmHg and/or diastolic > 100 mmHg)`."""

from __future__ import annotations

from paeonia.modules.trials.drafting.kinds.amounts import ends
from paeonia.modules.trials.drafting.patterns import Claim, Data, Found, Rule

_BOTH = ["systolic_bp", "diastolic_bp"]


def _pressures(found: Found) -> Claim | None:
    """Either pressure is too much, or with `and` only both together."""
    groups = {token.value for token in found.of("COND")}
    amounts, signs = found["amts"], [str(token.value) for token in found.of("CMP")]
    named = [token.value for token in found.of("LAB")] or _BOTH
    values = [token.value for token in amounts if token.tag in ("NUM", "QTY")]
    if not groups <= {"hypertension", "hypertension_uncontrolled"} or named != _BOTH or len(values) != 2:
        return None
    if any(sign not in (">", ">=") for sign in signs) or any(not 60 <= value.low <= 260 for value in values):
        return None
    data: tuple[Data, ...] = tuple(
        {name: ends(signs[min(at, len(signs) - 1)], value, "mm[Hg]")}
        for at, (name, value) in enumerate(zip(named, values, strict=True)))
    together = any(token.tag == "AND" for token in amounts)
    return Claim("cardiac", ({"all": list(data)},) if together else data, "any", only="barred", part=True)


_WHICH = "(ACTIVE|UNCONTROLLED|SEVERE|CHRONIC|OR|PRIOR)* COND (LP|COMMA)* (DEFINED|NARROW|W|BP|EXAMPLES)*"
RULES = (
    Rule(f"{_WHICH} (?P<amts>LAB CMP (QTY|NUM) (J|ANDOR)? LAB CMP (QTY|NUM)) REST", _pressures),
    Rule(f"{_WHICH} (?P<amts>CMP NUM SLASH (NUM|QTY)) REST", _pressures),
)
