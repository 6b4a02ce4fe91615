"""Centrifugation: which spin was the first, how long until it, between two, and from the last to the freezer."""

from __future__ import annotations

from datetime import datetime

from paeonia.record.problems import Problem

from ..vocabulary import Vocabulary
from .lineage import Line, Placed
from .material import ending, first_frozen, from_tissue, labels, since_taken, span, unborn
from .outcome import Derived, Missing, unknown, without
from .standing import spoken, told


def rounds(line: Line) -> dict[int, Placed]:
    """Spins by their number: as said, else by their time; one spin written on two tubes is one."""
    single: dict[object, Placed] = {}
    for one in line.of("spun"):
        held = single.get(one.event.at)
        if held is None or len(one.event.fields) > len(held.event.fields):
            single[one.event.at] = one
    found: dict[int, Placed] = {}
    nameless = []
    for one in single.values():
        number = one.event.number("round")
        if number is None or number < 1 or number != int(number):
            nameless.append(one)
        else:
            found.setdefault(int(number), one)
    for one in nameless:
        found[next(free for free in range(1, len(single) + 2) if free not in found)] = one
    return dict(sorted(found.items()))


def needed(line: Line, words: Vocabulary) -> int | None:
    """The fewest spins it takes to become this; None where the types say nothing."""
    own = words.types.get(line.sample.kind)
    said = [kind.spins[0] for one in line.chain if (kind := words.types.get(one.kind)) and kind.spins is not None]
    most = max(said, default=None) if said else None
    silent = own is not None and own.spins is None and own.of_class != "molecular"
    return None if silent and not most else most


def not_spun(line: Line, words: Vocabulary) -> bool:
    """Whether it is of a kind that is not spun, and nobody says that it was."""
    return from_tissue(line, words) or (needed(line, words) == 0 and not line.of("spun") and not line.why_not("spun"))


def time_to_first_spin(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """From the draw to the beginning of the first spin."""
    name = "time_to_first_spin"
    if not_spun(line, words):
        return without(name)
    return since_taken(name, line, rounds(line).get(1), (Missing("spun", labels(line)),), now, words)


def between_spins(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """From the end of the first spin to the beginning of the second."""
    name = "between_spins"
    spins = rounds(line)
    if from_tissue(line, words) or (2 not in spins and (needed(line, words) or 0) < 2):
        return without(name)
    if 1 not in spins or 2 not in spins:
        return unknown(name, *unborn(line), Missing("spun", labels(line)), problems=line.why_not("spun"))
    end = ending(spins[1])
    if end is None:
        return unknown(name, Missing("spun", (spins[1].label,), "until"))
    return span(name, spins[1], end, spins[2], now, words)


def spin_to_freezing(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """From the end of the last spin before it was frozen to the freezing."""
    name = "spin_to_freezing"
    if not_spun(line, words):
        return without(name)
    frozen, spins = first_frozen(line, words), list(rounds(line).values())
    if frozen is None or not spins:
        lacking = [kind for kind, there in (("spun", spins), ("frozen", frozen)) if not there]
        missing = [Missing(kind, labels(line)) for kind in lacking]
        return unknown(name, *unborn(line), *missing, problems=line.why_not(*lacking))
    before = [one for one in spins if one.event.at <= frozen.event.at]
    if not before:
        return without(name)        # frozen as it was drawn, and spun only after a thaw
    last = max(before, key=lambda one: one.event.at)
    end = ending(last)
    return unknown(name, Missing("spun", (last.label,), "until")) if end is None else \
        span(name, last, end, frozen, now, words)


def wrong_rounds(line: Line, now: datetime, words: Vocabulary) -> tuple[Problem, ...]:
    """A second spin that is said to have begun before the first."""
    spins = rounds(line)
    return tuple(Problem("times-order", "", {
        **spoken(words, "second_event", "spun"), **spoken(words, "first_event", "spun"), "label": later.label,
        "second_at": told(later.event.at, now), "first_at": told(spins[number - 1].event.at, now)})
        for number, later in spins.items() if number - 1 in spins and later.event.at < spins[number - 1].event.at)
