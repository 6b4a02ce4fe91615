"""Every rule there is. The longest match wins; among equals the one that stands first."""

from __future__ import annotations

from paeonia.modules.trials.drafting.kinds import (
    cancers,
    conditions,
    disease,
    labs,
    molecular,
    person,
    pressure,
    radiotherapy,
    receptors,
    reproduction,
    surgery,
    therapy,
    toxicity,
)
from paeonia.modules.trials.drafting.patterns import Rule

RULES: tuple[Rule, ...] = (
    *pressure.RULES,
    *labs.RULES,
    *person.RULES,
    *receptors.RULES,
    *disease.RULES,
    *cancers.RULES,
    *surgery.RULES,
    *therapy.RULES,
    *radiotherapy.RULES,
    *conditions.RULES,
    *reproduction.RULES,
    *molecular.RULES,
    *toxicity.RULES, *pressure.RULES,
)
