"""Samples taken before a therapy began: each with every drug begun on its day or later, the nearest begin of each; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from paeonia.record.dates import iso
from paeonia.record.facts import Fact

from .tubes import Tube, entry

Begin = tuple[str, int]         # a drug, and the day it was begun


def before(tubes: Iterable[Tube], begins: Sequence[Begin]) -> list[Fact]:
    """Entries of `specimen_before` for the tubes of one donor; a begin on an unknown day pairs with nothing."""
    found = []
    for tube in tubes:
        if tube.day is None:
            continue
        nearest: dict[str, int] = {}
        for drug, day in begins:
            if day >= tube.day:
                nearest[drug] = min(day, nearest.get(drug, day))
        found += [Fact("specimen_before", {"drug": drug, "days": day - tube.day, **entry(tube)}, iso(tube.day), tube.label)
                  for drug, day in sorted(nearest.items())]
    return found
