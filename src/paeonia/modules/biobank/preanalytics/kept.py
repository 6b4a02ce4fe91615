"""How warm or cold a fluid was between the draw and the first spin, as far as somebody wrote it down."""

from __future__ import annotations

from datetime import datetime

from ..vocabulary import Vocabulary
from .lineage import Line, Placed
from .material import labels, taken
from .outcome import Derived, Missing, known, unknown, without
from .spins import not_spun, rounds

_SAYS = ("collected", "received", "stored", "checked_in", "arrived")


def between(line: Line, start: datetime, end: datetime, words: Vocabulary) -> list[tuple[Placed, float, float]]:
    """What was said of its temperature from one moment to another, each with the lowest and highest it can mean."""
    found = []
    for one in line.of(*_SAYS):
        if start <= one.event.at <= end:
            degrees = _degrees(one, words)
            if degrees:
                found.append((one, *degrees))
    return found


def _degrees(one: Placed, words: Vocabulary) -> tuple[float, float] | None:
    celsius = one.event.degrees
    if celsius is not None:
        return celsius, celsius
    code = words.temperatures.codes.find(one.event.said("condition")) if one.event.said("condition") else None
    kept = words.temperatures.get(code) if code else None
    return (kept.low, kept.high) if kept is not None and kept.low is not None and kept.high is not None else None


def coldest(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """The lowest temperature before the first spin, in degrees Celsius."""
    return _extreme("coldest_before_spin", line, now, words)


def warmest(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """The highest temperature before the first spin, in degrees Celsius."""
    return _extreme("warmest_before_spin", line, now, words)


def _extreme(name: str, line: Line, now: datetime, words: Vocabulary) -> Derived:
    if not_spun(line, words):
        return without(name)
    first, wrong = taken(line, now, words)
    spin = rounds(line).get(1)
    if first is None or spin is None:
        missing = (() if first or wrong else (Missing("collected", labels(line)[:1]),)) + (
            () if spin else (Missing("spun", labels(line)),))
        return unknown(name, *missing, problems=wrong + (() if spin else line.why_not("spun")))
    said = between(line, first.event.at, spin.event.at, words)
    if not said:
        return unknown(name, Missing("collected", labels(line)[:1], "temperature"))
    if name.startswith("coldest"):
        return known(name, min(low for _, low, _ in said), *(one for one, _, _ in said))
    return known(name, max(high for _, _, high in said), *(one for one, _, _ in said))
