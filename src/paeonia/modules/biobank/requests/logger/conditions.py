"""As what a parcel is sent, how cold and warm it may then be, and where that stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ...excursions import Limits

PHARMACOPOEIA = {"en": "European Pharmacopoeia, General Notices, storage temperatures", "zh": "《欧洲药典》凡例，贮藏温度"}
HOUSE = {"en": "usual in biobanks; no guideline named yet", "zh": "样本库惯例，尚未注明指南依据"}


@dataclass(frozen=True)
class Condition:
    """One way of packing; a limit without a named source waits for a clinician."""

    code: str
    words: Mapping[str, str]
    limits: Limits
    source: Mapping[str, str]
    awaiting: bool


CONDITIONS = {one.code: one for one in (
    Condition("vapour", {"en": "dry shipper, liquid nitrogen vapour (−150 °C or colder)",
                         "zh": "液氮气相运输罐（−150 °C 及以下）"},
              Limits(warmest=Decimal(-150)), HOUSE, True),
    Condition("dry_ice", {"en": "dry ice (−60 °C or colder)", "zh": "干冰（−60 °C 及以下）"},
              Limits(warmest=Decimal(-60)), HOUSE, True),
    Condition("frozen", {"en": "frozen (−15 °C or colder)", "zh": "冷冻（−15 °C 及以下）"},
              Limits(warmest=Decimal(-15)), PHARMACOPOEIA, False),
    Condition("cold", {"en": "refrigerated (2–8 °C)", "zh": "冷藏（2–8 °C）"},
              Limits(Decimal(2), Decimal(8)), PHARMACOPOEIA, False),
    Condition("ambient", {"en": "room temperature (15–25 °C)", "zh": "室温（15–25 °C）"},
              Limits(Decimal(15), Decimal(25)), PHARMACOPOEIA, False),
)}
