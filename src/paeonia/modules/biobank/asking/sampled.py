"""What the tumour was like when a sample was taken: results of that sampling, and what follows from them; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from paeonia.criteria.derive import derive
from paeonia.record.dates import days
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline

from .tubes import Tube
from .words import RECEPTORS, SAMPLED

# A pathology report on the receptors follows the biopsy within weeks; awaiting clinical sign-off.
REPORTED_WITHIN = 45
READ = ("er", "er_percent", "pr", "pr_percent", "hr", "her2", "her2_ihc", "her2_ish", "her2_ish_ratio", "her2_copies",
        "ki67", "subtype")


def at_sampling(tube: Tube, recorded: Iterable[Fact], words: Dictionary) -> dict[str, Any]:
    """Values of the `sampled_` words of a tube; what no result of that time says is left out.

    Tissue speaks for itself only: the receptors of the primary tumour are not those of the metastasis. Of blood, the last
    result before the draw is what was known of the disease then.
    """
    if tube.day is None:
        return {}
    own, earlier = [], []
    for fact in recorded:
        if fact.on is None:
            continue
        meant = days(fact.on)
        if tube.day <= meant.first and meant.last <= tube.day + REPORTED_WITHIN:
            own.append(fact)
        elif meant.last < tube.day:
            earlier.append(fact)
    if tube.tissue in ("fluid", ""):
        own += earlier
    return _latest(own, words) if own else {}


def _latest(recorded: list[Fact], words: Dictionary) -> dict[str, Any]:
    last = max(days(fact.on).last for fact in recorded if fact.on)
    latest: Mapping[str, Any] = Timeline(derive(tuple(recorded), words, last), words, last).latest
    found = {}
    for name in RECEPTORS:
        reading = latest.get(name)
        # "<5 %" is a range, and a word about a tube holds one number: it stays unknown.
        if reading is not None and "comparator" not in reading.fact.fields:
            found[f"{SAMPLED}{name}"] = reading.value
    return found
