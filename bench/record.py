"""The record at rest: everybody as columns, one patient brought up to date, and a new fact until its verdicts."""

from __future__ import annotations

import time
from statistics import median

import numpy as np
from django.utils import timezone

from bench import home
from bench.clock import timed
from bench.results import Different, Results
from bench.sentences import thousand
from paeonia.chart import door
from paeonia.criteria.population import Matcher
from paeonia.criteria.quick import Quick
from paeonia.people.viewer import Viewer
from paeonia.record.facts import Fact

TIMES = 30      # new facts, each of another patient


def columns(results: Results) -> None:
    """Load everybody from PostgreSQL; then one patient changes."""
    who = home.viewer()
    door.columns(who)       # the first call also reads the dictionary and opens the connection
    held, took = timed(lambda: door.columns(who))
    results.add(f"columns of {len(held):,} patients from PostgreSQL", took.wall, "s", "<= 15 s")
    results.add(f"columns of {len(held):,} patients from PostgreSQL, in this processor", took.cpu, "s")
    results.say(f"  {held.nbytes / 2**20:,.0f} MB of columns")
    patient, spent = home.some(3)[1], []
    first = _unsaid()
    for value in range(first, first + 3):
        stamp = door.stamp(who)
        _record(patient, value, who)
        fresh, took = timed(lambda held=held, stamp=stamp: door.refresh(held, door.changed_since(stamp, who), who))
        spent.append(took.wall)
        held = fresh
    results.add(f"refresh of {len(held):,} patients after one changed", median(spent), "s")
    again = door.columns(who)
    sentences = thousand(200)
    if not np.array_equal(Matcher(sentences).match(held).planes, Matcher(sentences).match(again).planes):
        raise Different("Refreshed columns answer otherwise than columns read again.")


def _unsaid() -> int:
    """A number no earlier run has said: what is said twice is no news, and the door keeps none."""
    return 20 + time.time_ns() // 10**9 % 4_000


def _record(patient: int, value: int, who: Viewer) -> None:
    """A laboratory value of today that nobody has said before."""
    said = Fact("alt", {"value": value, "unit": "U/L"}, timezone.localdate().isoformat(), f"bench {time.time_ns()}")
    report = door.record(patient, [said], who)
    if report.kept != 1:
        raise Different(f"The door did not keep a plain laboratory value: {report}")


def end_to_end(results: Results) -> None:
    """A new fact through the door, the chart read again, all verdicts: what a person waits for."""
    who, quick, first = home.viewer(), Quick(thousand()), _unsaid()
    spent: dict[str, list[float]] = {"write": [], "read": [], "verdicts": [], "all": []}
    for number, patient in enumerate(home.some(TIMES + 3)):
        _, write = timed(lambda p=patient, n=number: _record(p, first + n, who))
        line, read = timed(lambda p=patient: door.timeline(p, who, why="benchmark"))
        _, ask = timed(lambda made=line: quick.ask(made))
        if number >= 3:     # the first ones warm connections and caches
            for name, took in (("write", write), ("read", read), ("verdicts", ask)):
                spent[name].append(took.wall)
            spent["all"].append(write.wall + read.wall + ask.wall)
    results.add("new fact to fresh verdicts over 1,000 trials, median", 1000 * median(spent["all"]), "ms", "<= 50 ms")
    for name, words in (("write", "door.record, checks and derived facts included"), ("read", "door.timeline, audited"),
                        ("verdicts", "1,000 trials asked")):
        results.add(f"  of which {words}", 1000 * median(spent[name]), "ms")
