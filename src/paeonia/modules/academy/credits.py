"""Rules of credits as dated data: what a year asks, from when on, by which paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "credit_rules.yaml"


@dataclass(frozen=True)
class CreditRule:
    """What one rule asks of a year, while it holds."""

    id: str
    since: date
    until: date | None
    words: dict[str, str]
    credits_a_year: Decimal | None
    hours_a_year: Decimal | None
    most_by_self_study: Decimal | None
    source: str
    confidence: str

    @property
    def is_signed(self) -> bool:
        """Whether it can be shown without the mark of what awaits sign-off."""
        return self.confidence == "high"


@cache
def rules() -> tuple[CreditRule, ...]:
    """All rules, the earliest first."""
    return tuple(sorted(map(_rule, yaml.safe_load(FILE.read_text("utf-8"))["rules"]), key=lambda one: one.since))


def rule_on(day: date) -> CreditRule | None:
    """The rule in force on a day."""
    held = [one for one in rules() if one.since <= day and (one.until is None or day <= one.until)]
    return held[-1] if held else None


def _rule(told: dict[str, Any]) -> CreditRule:
    def number(name: str) -> Decimal | None:
        return None if told.get(name) is None else Decimal(str(told[name]))

    return CreditRule(told["id"], told["since"], told.get("until"), told["words"], number("credits_a_year"),
                      number("hours_a_year"), number("most_by_self_study"), told["source"], told["confidence"])
