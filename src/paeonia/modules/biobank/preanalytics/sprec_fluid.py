"""Elements 2 to 6 of SPREC for fluids: container, delay, two spins, delay again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from ..vocabulary import Vocabulary
from .events import Event
from .lineage import Line, Placed
from .material import ending, first_frozen, labels
from .outcome import Missing
from .spins import needed, rounds, spin_to_freezing, time_to_first_spin
from .sprec_code import Element, element
from .sprec_storage import band_of
from .sprec_tables import Tables

Rule = Callable[[Line, datetime, Vocabulary, Tables], Element]
_SAYS = ("collected", "received", "stored", "checked_in", "arrived")


def plasma(way: Line, of: Tables) -> Element:
    """Plasma of which nobody says how often it was spun is as its entries say; without one it stays open."""
    spins = rounds(way)
    letters = "PL2" if 2 in spins else "PL1" if spins else "ZZZ"
    missing = () if spins else (Missing("spun", labels(way)),)
    return element("fluid", 1, letters, of, "events" if spins else "none", tuple(spins.values()), missing)


def container(way: Line, now: datetime, words: Vocabulary, of: Tables) -> Element:
    """What it was taken into from the donor."""
    first = way.chain[0]
    held = words.containers.get(first.container)
    if held is None:
        return element("fluid", 2, "XXX", of, "none", (), (Missing("collected", (first.label,), "container"),))
    said = words.containers.outside(first.container, "sprec") or words.containers.outside(first.container, "sprec4")
    return element("fluid", 2, said or "ZZZ", of, "container")


def before(way: Line, now: datetime, words: Vocabulary, of: Tables) -> Element:
    """How long and how warm it stood until the first spin; what is never spun, until it was frozen."""
    delay = time_to_first_spin(way, now, words)
    last = rounds(way).get(1)
    if needed(way, words) == 0 and last is None:
        last = first_frozen(way, words)
        drawn = way.of("collected")
        if last is None or not drawn:
            return element("fluid", 3, "X", of, "none", (), (Missing("frozen", labels(way)),))
        minutes: float | None = (last.event.at - drawn[0].event.at).total_seconds() / 60
    else:
        minutes = delay.minutes
    if minutes is None or minutes < 0 or last is None:
        return element("fluid", 3, "X", of, "none", delay.sources, delay.missing)
    start = last.event.at - timedelta(minutes=minutes)
    return _delay(way, 3, "pre_centrifugation", start, last, minutes, Missing("collected", labels(way)[:1], "temperature"),
                  words, of)


def after(way: Line, now: datetime, words: Vocabulary, of: Tables) -> Element:
    """How long and how warm it stood from the last spin to the freezer."""
    if needed(way, words) == 0 and not rounds(way):
        return element("fluid", 6, "N", of, "type")
    delay = spin_to_freezing(way, now, words)
    if delay.minutes is None:
        return element("fluid", 6, "X", of, "none", delay.sources, delay.missing)
    spin, frozen = delay.sources
    start = ending(spin) or spin.event.at
    missing = Missing("derived", labels(way)[-1:], "temperature")
    return _delay(way, 6, "post_centrifugation", start, frozen, delay.minutes, missing, words, of)


def _delay(way: Line, number: int, table: str, start: datetime, last: Placed, minutes: float, missing: Missing,
           words: Vocabulary, of: Tables) -> Element:
    said = [one for one in way.events if one.event.kind in (*_SAYS, "derived", "aliquoted")
            and start <= one.event.at <= last.event.at and one is not last]
    bands = {band for one in said if (band := band_of(one.event, words)) is not None}
    if not bands:
        return element("fluid", number, "X", of, "events", (last,), (missing,))
    letters = of[table].band(next(iter(bands)), minutes) if len(bands) == 1 else None
    return element("fluid", number, letters or "Z", of, "events", (*said, last))


def _spin(number: int) -> Rule:
    def rule(way: Line, now: datetime, words: Vocabulary, of: Tables) -> Element:
        spins = rounds(way)
        one = spins.get(number)
        if one is not None:
            letters, parts = spin_letter(one.event, words)
            missing = tuple(Missing("spun", (one.label,), part) for part in parts)
            return element("fluid", number + 3, letters, of, "events", (one,), missing)
        kind = words.types.get(way.sample.kind)
        most = kind.spins[1] if kind and kind.spins else None
        if most is not None and most < number:
            return element("fluid", number + 3, "N", of, "type")
        if number == 2 and spins and (needed(way, words) or 0) < 2:     # its entries tell of one spin
            return element("fluid", 5, "N", of, "events", tuple(spins.values()))
        return element("fluid", number + 3, "X", of, "none", (), (Missing("spun", labels(way)),))

    return rule


def spin_letter(event: Event, words: Vocabulary) -> tuple[str, tuple[str, ...]]:
    """The letter of a spin and, when it is not known, which of its numbers are missing."""
    force, band, brake = event.number("g"), band_of(event, words), event.yes("brake")
    end = ending(Placed(event, ""))
    minutes = None if end is None else (end - event.at).total_seconds() / 60
    lacking = tuple(name for name, value in (("g", force), ("minutes", minutes), ("temperature", band)) if value is None)
    if force is None or minutes is None or band is None:
        return "X", lacking
    if band not in ("rt", "cold") or not (10 <= minutes <= 15 or minutes == 30):
        return "Z", ()
    if brake is None:
        return "X", ("brake",)
    if minutes == 30:
        return ("M" if band == "rt" and force < 1000 and not brake else "Z"), ()
    column = 0 if force < 3000 else 1 if force < 6000 else 2 if force <= 10000 else 3
    if not brake:
        return (("A" if band == "rt" else "C") if column == 0 else "Z"), ()
    return ("BEGI" if band == "rt" else "DFHJ")[column], ()


first, second = _spin(1), _spin(2)
ELEMENTS = (container, before, first, second, after)
