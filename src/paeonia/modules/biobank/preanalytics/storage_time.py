"""How long a sample itself has been kept, its times outside left out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ..vocabulary import Vocabulary
from .lineage import Line, Placed
from .outcome import Derived, Missing, known, unknown

_OUT = ("removed", "checked_out", "distributed", "shipped", "disposed")


def storage_time(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """Total time in a place of the bank up to now."""
    name = "storage_time"
    label = line.sample.label
    if line.why_not("stored", *_OUT):
        return unknown(name, problems=line.why_not("stored", *_OUT))
    own = [one for one in line.of("stored", "checked_in", *_OUT) if one.own]
    used: list[Placed] = []
    total, since = timedelta(0), None
    for one in own:
        if one.event.kind in _OUT and since is not None:
            total, since = total + (one.event.at - since), None
            used.append(one)
        elif one.event.kind not in _OUT and since is None and (one.event.kind == "stored" or used):
            since = one.event.at
            used.append(one)
    if not used:
        return unknown(name, Missing("stored", (label,)))
    if since is not None:
        total += now.astimezone(UTC) - since
    return known(name, total, *used)
