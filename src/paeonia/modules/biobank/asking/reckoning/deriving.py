"""What follows from the events of many tubes: times, thaws, limits; kept while nothing it rests on changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ...families import custody_of, family, samples
from ...preanalytics.events import Sample
from ...preanalytics.judging import about, gravest_of, verdict
from ...preanalytics.limits import Limits
from ...preanalytics.times import times
from ...vocabulary import Vocabulary, vocabulary
from ..models import Reckoned
from . import actions
from .marks import TOGETHER, Marks, lines, parts

TIMES = {"warm_ischaemia": ("warm_ischaemia", 1), "cold_ischaemia": ("cold_ischaemia", 1), "fixation": ("fixation_time", 60),
         "time_to_spin": ("time_to_first_spin", 1)}
AT_ONCE = 1_000         # tubes reckoned, and kept, in one transaction: whoever is stopped goes on from there
Known = dict[str, Any]
Say = Callable[[int, int], None]        # how many of how many


@dataclass
class Derived:
    """What is known of each tube; `ahead` are tubes with an entry some minutes ahead of the clock: it does not count yet."""

    known: dict[int, Known] = field(default_factory=dict)
    ahead: set[int] = field(default_factory=set)


def derived(ids: Collection[int], now: datetime, viewer: Viewer, *, every: bool = False,
            say: Say = lambda done, of: None) -> Derived:
    """Of each tube `freeze_thaw`, minutes and hours, and what its limits say; unknown values are left out.

    What was kept is believed while its mark is that of today. `every`: these are all tubes there are.
    """
    with acting(viewer):
        known = lines(None if every else ids)
        marks, held = Marks(known), _held(None if every else ids)
        marks_of = {pk: marks.of(pk) for pk in ids if pk in known.rows}
    found = Derived({pk: held[pk][1] for pk, mark in marks_of.items() if pk in held and held[pk][0] == mark})
    stale = sorted(marks_of.keys() - found.known.keys())        # a donor's tubes together: their blood is read once
    for at in range(0, len(stale), AT_ONCE):
        say(at, len(stale))
        _reckon(stale[at:at + AT_ONCE], marks, now, viewer, found)
    return found


def _held(ids: Collection[int] | None) -> dict[int, tuple[int, Known]]:
    rows = Reckoned.objects.annotate(text=Cast("known", TextField())).values_list("specimen_id", "mark", "text")
    some = [rows] if ids is None else [rows.filter(specimen_id__in=part) for part in parts(ids)]
    # Thousands of tubes say the same: it is opened and held once.
    opened: dict[str, Known] = {}
    held: dict[int, tuple[int, Known]] = {}
    for part in some:
        for pk, mark, text in part.iterator(TOGETHER):
            if text not in opened:
                opened[text] = json.loads(text)
            held[pk] = mark, opened[text]
    return held


def _reckon(ids: list[int], marks: Marks, now: datetime, viewer: Viewer, into: Derived) -> None:
    words, settled = vocabulary(), []
    with acting(viewer):
        known = family(ids)
        custody = custody_of(one for pk in ids for one in (pk, *known.above(pk)))
        ahead = {pk for pk, events in custody.items() if any(max(one.at, one.until or one.at) > now for one in events)}
        for pk, sample in samples(ids, known, custody).items():
            hospital = known.rows[pk].hospital_id
            into.known[pk] = of_sample(sample, now, words, marks.in_force(hospital))
            if ahead.isdisjoint((pk, *known.above(pk))):
                settled.append(Reckoned(specimen_id=pk, hospital_id=hospital, mark=marks.of(pk), known=into.known[pk]))
            else:
                into.ahead.add(pk)
        actions.keep(settled, viewer)


def of_sample(sample: Sample, now: datetime, words: Vocabulary, in_force: Limits | None = None) -> Known:
    """What is known of one sample; pure."""
    rules = about(sample, words, in_force)
    found = times(sample, now, words, only=dict.fromkeys((*(of for of, _ in TIMES.values()), "freeze_thaw",
                                                          *(one.of for one in rules))))
    known: Known = {}
    for name, (of, part) in TIMES.items():
        minutes = found[of].minutes
        if minutes is not None:
            known[name] = minutes / part
    if found["freeze_thaw"].known:
        known["freeze_thaw"] = found["freeze_thaw"].value
    gravest = gravest_of(verdict(one, found[one.of]) for one in rules)
    if gravest != "unknown":
        known["limits"] = str(gravest)
    return known
