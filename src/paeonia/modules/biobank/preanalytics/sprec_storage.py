"""Element 7 of SPREC: in what and how cold it is kept for good."""

from __future__ import annotations

from ..vocabulary import Vocabulary
from .events import Event
from .lineage import Line, Placed
from .outcome import Missing
from .sprec_code import Element, element
from .sprec_tables import Tables

_NITROGEN = ("ln", "below135")


def storage(way: Line, side: str, words: Vocabulary, of: Tables) -> Element:
    """The letter of the place it was put into last, in the tube it stands in."""
    stored = [one for one in way.of("stored") if one.own]
    label = (way.sample.label,)
    if not stored:
        return element(side, 7, "X", of, "none", (), (Missing("stored", label),))
    last = stored[-1]
    band = band_of(last.event, words)
    if band is None:
        return element(side, 7, "X", of, "events", (last,), (Missing("stored", label, "temperature"),))
    family = _family(way, words)
    if family is None:
        return element(side, 7, "X", of, "events", (last,), (Missing("collected", label, "container"),))
    ours = [f"{family} {special}" for special in _special(way, stored, band, words)] + [f"{family} {band}"]
    letters = next((found for one in ours if (found := of["storage"].standing_for(one))), "Z")
    return element(side, 7, letters, of, "events", tuple(stored))


def _special(way: Line, stored: list[Placed], band: str, words: Vocabulary) -> list[str]:
    """Nitrogen reached by way of a freezer at -80, or by programmed freezing."""
    if band not in _NITROGEN:
        return []
    slow = [one for one in way.of("frozen") if words.fixatives.codes.find(one.event.said("fixative")) == "slow"]
    before = [band_of(one.event, words) for one in stored[:-1]]
    return (["slow"] if slow else []) + (["after80"] if band == "ln" and "minus80" in before else [])


def _family(way: Line, words: Vocabulary) -> str | None:
    """The group of the container; empty for one that SPREC has no word for, None when nobody says what it is in."""
    held = words.containers.get(way.sample.container)
    if held is None:
        block = words.types.is_a(way.sample.kind, "ffpe_block") or way.sample.kind == "cell_block"
        return "paraffin" if block else None
    if held.serves == "primary" and not way.sample.parents:
        return "original"
    return held.family


def band_of(event: Event, words: Vocabulary) -> str | None:
    """The temperature of an event as SPREC groups it; empty between the groups, None when nothing was said."""
    code = words.temperatures.codes.find(event.said("condition")) if event.said("condition") else None
    celsius = event.degrees
    if code is None and celsius is None:
        return None
    if code is None and celsius is not None:
        code = words.temperature_of(celsius)
    found = words.temperatures.get(code or "")
    return found.band if found else ""
