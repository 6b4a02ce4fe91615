"""Measurements as a laboratory sheet with memory: the latest value, how it compares, and its course."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from paeonia.record.dictionary import Variable
from paeonia.record.facts import Fact
from paeonia.record.timeline import Reading, Timeline
from paeonia.ui.charts.runs import Point, Run

from .headings import heading
from .said import Source, Sources, Words, number_words, said_words, seen, unit_words

GROUPS = ("blood", "liver", "kidney", "heart", "markers", "function", "coagulation", "electrolytes", "metabolic", "hormones",
          "bone", "virology", "body")  # fmt: skip
DRAWN = 2  # results from which a course can be drawn


@dataclass(frozen=True, slots=True)
class Lab:
    """One measurement: its latest value, the side on which it lies outside, and the limits it was held against."""

    words: Words
    value: Words
    way: str
    usual: str
    on: str
    source: Source
    run: Run | None


FIRST = ("blood", "liver", "kidney", "heart", "markers", "function")  # read at every visit; the others unfold
Panels = tuple[tuple[Words, tuple[Lab, ...]], ...]


def panels(line: Timeline, sources: Sources) -> tuple[Panels, Panels]:
    """Laboratory and function in the order of a laboratory sheet: what is read at once, and what unfolds.

    A group with something outside its limits is never folded away.
    """
    points = _points(line)
    found: dict[str, list[Lab]] = defaultdict(list)
    for name, variable in line.dictionary.variables.items():
        if variable.group in GROUPS and variable.kind != "event" and name in line.latest:
            found[variable.group].append(_lab(variable, line.latest[name], points.get(name, []), sources))
    order = [group for group in GROUPS if found[group]]
    first = [group for group in order if group in FIRST or any(lab.way for lab in found[group])]
    return (
        tuple((heading(group), tuple(found[group])) for group in first),
        tuple((heading(group), tuple(found[group])) for group in order if group not in first),
    )


def _points(line: Timeline) -> dict[str, list[Fact]]:
    points: dict[str, list[Fact]] = defaultdict(list)
    for fact in line.facts:
        variable = line.dictionary.variables.get(fact.variable)
        if variable is not None and variable.type in ("number", "whole") and seen(fact, line):
            points[fact.variable].append(fact)
    return points


def _lab(variable: Variable, read: Reading, facts: list[Fact], sources: Sources) -> Lab:
    low, high = variable.usual or (None, None)
    high = read.uln or high
    run = None
    if len({fact.on for fact in facts}) >= DRAWN:
        taken = sorted(facts, key=lambda fact: fact.on or "")
        points = tuple(Point(f.on or "", float(f.value), f.fields.get("comparator", "")) for f in taken)
        run = Run(variable.words, unit_words(variable.unit), points, low, high, variable.decimals)
    return Lab(
        variable.words,
        said_words(read.fact, variable),
        _way(read, variable, low, high),
        _limits(variable, read.uln, low, high),
        read.fact.on or "",
        sources.of(read.fact),
        run,
    )


def _way(read: Reading, variable: Variable, low: float | None, high: float | None) -> str:
    if variable.type not in ("number", "whole"):
        return ""
    if high is not None and read.low > high:
        return "high"
    return "low" if low is not None and read.high < low else ""


def _limits(variable: Variable, uln: float | None, low: float | None, high: float | None) -> str:
    """The laboratory's own upper limit where it gave one, else the usual range."""
    if uln is not None:
        return f"ULN {number_words(uln, variable.decimals)}"
    ends = [number_words(end, variable.decimals) for end in (low, high) if end is not None]
    return "–".join(ends)
