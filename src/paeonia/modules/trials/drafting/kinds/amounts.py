"""Ends of ranges: from a sign, a number and what stands behind it to `{at least: 1.5 x ULN}`."""

from __future__ import annotations

from typing import Any

from paeonia.modules.trials.drafting.numbers import Amount
from paeonia.modules.trials.drafting.patterns import Found
from paeonia.modules.trials.drafting.tokens import Token

WORD = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than", "=": "exactly"}
WINDOW = (
    "(?:(?P<win>WITHIN (?P<windur>DUR) |(?P<zhdur>DUR) INSIDE) ANCHOR?|WITHIN (?P<predur>DUR) INSIDE "
    "ANCHOR?|LP (WITHIN|CMP) (?P<predur>DUR) ANCHOR? RP)"
)


def sign(found: Found, default: str = "") -> str:
    """The comparison that was written before or behind the number, else `default`."""
    before, after = found.one("cmp"), found.one("post")
    if after:
        return str(after.value)
    if before:
        return str(before.value)
    amount = found.one("amt")
    return ">=" if amount and amount.value.plus else default


def ends(op: str, amount: Amount, unit: str | None = None) -> dict[str, Any]:
    """One end, or both of a range; `unit` stands in for one that was not written."""

    def text(number: float) -> str:
        shown = f"{number:.12g}"
        found = amount.unit if unit is None else unit
        return f"{shown} {found}".strip()

    if amount.high is not None:
        return {"from": text(amount.low), "to": text(amount.high)}
    return {WORD[op]: text(amount.low)}


def duration(token: Token | None) -> str | None:
    """`28 days`; None for ranges, fractions and what is none."""
    if token is None or token.value.high is not None or token.value.low != int(token.value.low):
        return None
    number, noun = int(token.value.low), token.value.unit
    return f"{number} {noun if number != 1 else noun[:-1]}"


def window(found: Found) -> str | None:
    """The span of `within 28 days of ...` in a match."""
    return duration(found.one("windur") or found.one("zhdur") or found.one("predur"))
