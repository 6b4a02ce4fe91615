"""A patient of the synthetic generator, in the shape of a test patient; she stands in no chart."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from paeonia.chart.population.draw import draw
from paeonia.chart.population.statements import spoken
from paeonia.record.facts import Fact, Review

MOST = 10**6


def invented(seed: int) -> dict[str, Any]:
    """Everything said of one invented woman as of today; the same seed gives the same one."""
    import numpy as np

    today = timezone.localdate()
    world = draw(1, seed % MOST, today.toordinal())
    facts, reviewed = [], {}
    for says in spoken(world.tables, np.zeros(1, np.int64))[0]:
        if isinstance(says, Fact):
            facts.append({"variable": says.variable, **says.fields, **({"on": says.on} if says.on else {})})
        elif isinstance(says, Review):
            reviewed[says.key] = says.on
    return {"as_of": today.isoformat(), "facts": facts, "reviewed": reviewed}
