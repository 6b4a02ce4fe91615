"""What a line of events is made of, and moments that several rules ask for."""

from __future__ import annotations

from datetime import datetime, timedelta

from paeonia.record.problems import Problem

from ..vocabulary import Vocabulary
from ..vocabulary_entries import Procedure
from .events import Event
from .lineage import Line, Placed
from .outcome import Derived, Missing, known, unknown
from .standing import spoken, told

FROZEN_FROM = -18.0     # where the standards' first frozen band begins; nominal -20 freezers lie in it


def from_tissue(line: Line, words: Vocabulary) -> bool:
    """Whether it was tissue (or cells of tissue) when it was taken."""
    first = line.chain[0].kind
    known_type = words.types.get(first)
    return words.types.is_a(first, "tissue") or (known_type is not None and known_type.of_class == "solid")


def labels(line: Line) -> tuple[str, ...]:
    """The samples on which something of this line can be entered, the first taken first."""
    return tuple(dict.fromkeys(one.label for one in line.chain))


def procedure_of(line: Line, words: Vocabulary) -> Procedure | None:
    """How it was taken: as said at the collection, or as the type itself says."""
    for one in line.of("collected"):
        said = words.procedures.codes.find(one.event.said("procedure")) if one.event.said("procedure") else None
        if said:
            return words.procedures.get(said)
    for sample in line.chain:
        kind = words.types.get(sample.kind)
        if kind is not None and kind.procedure:
            return words.procedures.get(kind.procedure)
    return None


def cold(event: Event, words: Vocabulary) -> bool | None:
    """Whether it is frozen after this event; None when the event does not say."""
    if event.kind == "frozen":
        return True
    condition = words.temperatures.codes.find(event.said("condition")) if event.said("condition") else None
    kept = words.temperatures.get(condition) if condition else None
    if kept is not None and (kept.frozen or kept.low is not None):
        return kept.frozen
    celsius = event.degrees
    return None if celsius is None else celsius <= FROZEN_FROM


def first_frozen(line: Line, words: Vocabulary) -> Placed | None:
    """The first moment at which it was frozen: by its own entry, or by being put into a freezer."""
    return next((one for one in line.of("frozen", "stored", "checked_in") if cold(one.event, words)), None)


def taken(line: Line, now: datetime, words: Vocabulary) -> tuple[Placed | None, tuple[Problem, ...]]:
    """The collection; two entries with two times are none."""
    entries = line.of("collected")
    moments = {one.event.at for one in entries}
    if len(moments) == 1:
        return entries[0], ()
    if not entries:
        return None, line.why_not("collected")
    first, last = entries[0], entries[-1]
    return None, (Problem("times-twice", "", {
        **spoken(words, "event", "collected"), "label": first.label, "first_at": told(first.event.at, now),
        "second_at": told(last.event.at, now)}),)


def span(name: str, first: Placed, start: datetime, last: Placed, now: datetime, words: Vocabulary) -> Derived:
    """From a moment of one event to the beginning of another; the wrong order is named, never a negative time."""
    if last.event.at >= start:
        return known(name, last.event.at - start, first, last)
    return unknown(name, problems=(Problem("times-order", "", {
        **spoken(words, "second_event", last.event.kind), **spoken(words, "first_event", first.event.kind),
        "label": line_label(first, last), "second_at": told(last.event.at, now), "first_at": told(start, now)}),),
        sources=(first, last))


def line_label(*events: Placed) -> str:
    """The samples on which some events stand, in words."""
    return " / ".join(dict.fromkeys(one.label for one in events))


def since_taken(name: str, line: Line, last: Placed | None, wanted: tuple[Missing, ...], now: datetime,
                words: Vocabulary) -> Derived:
    """From the collection to an event, or what is missing of the two."""
    first, wrong = taken(line, now, words)
    missing: tuple[Missing, ...] = () if first or wrong else (Missing("collected", labels(line)[:1]),)
    if last is None:
        wrong += line.why_not(*(one.kind for one in wanted))
        missing += unborn(line) + wanted
    if first is None or last is None:
        return unknown(name, *missing, problems=wrong)
    return span(name, first, first.event.at, last, now, words)


def unborn(line: Line) -> tuple[Missing, ...]:
    """What is missing when nobody knows when a sample was made of its parent."""
    return (Missing("derived", labels(line)[1:]),) if line.born_unknown else ()


def ending(one: Placed) -> datetime | None:
    """When a spin or a fixation ended: as said, or after its minutes."""
    if one.event.until is not None:
        return one.event.until
    minutes = one.event.number("minutes")
    return one.event.at + timedelta(minutes=minutes) if minutes is not None and 0 <= minutes < 1e6 else None
