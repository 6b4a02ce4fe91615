"""What follows from the events of many tubes: times, thaws, limits; reckoned once and kept while no event is added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from ..models import CustodyEvent, Specimen
from ..preanalytics.events import Sample, sample_of
from ..preanalytics.judging import gravest, judged
from ..preanalytics.limits import limits
from ..preanalytics.times import times
from ..vocabulary import Vocabulary, vocabulary

TIMES = {"warm_ischaemia": ("warm_ischaemia", 1), "cold_ischaemia": ("cold_ischaemia", 1), "fixation": ("fixation_time", 60),
         "time_to_spin": ("time_to_first_spin", 1)}
MOST = 400_000          # tubes kept in one process
Known = dict[str, Any]
_KEPT: dict[int, tuple[tuple[int, str], Known]] = {}


def derived(ids: Collection[int], now: datetime) -> dict[int, Known]:
    """Of each tube `freeze_thaw`, minutes and hours, and what its limits say; unknown values are left out.

    Call inside `acting`. What is kept is named by the highest event of the whole line: a new one on a parent counts.
    """
    rows = _with_parents(ids)
    newest: dict[int, int] = {}
    for pk, event in CustodyEvent.objects.filter(specimen_id__in=rows).values_list("specimen_id", "pk"):
        newest[pk] = max(event, newest.get(pk, 0))
    words = vocabulary()
    version = f"{words.version} {limits().version}"
    marks = {pk: (max((newest.get(one, 0) for one in _line(pk, rows)), default=0), version) for pk in ids if pk in rows}
    stale = [pk for pk, mark in marks.items() if pk not in _KEPT or _KEPT[pk][0] != mark]
    for pk, known in _reckoned(stale, rows, now, words).items():
        if len(_KEPT) >= MOST:
            _KEPT.clear()
        _KEPT[pk] = marks[pk], known
    return {pk: _KEPT[pk][1] for pk in marks if pk in _KEPT}


def _with_parents(ids: Collection[int]) -> dict[int, Specimen]:
    found: dict[int, Specimen] = {}
    wanted = set(ids)
    while wanted:
        fresh = Specimen.objects.filter(pk__in=wanted).only("id", "parent_id", "label", "kind", "container", "made_at")
        found |= {one.pk: one for one in fresh}
        wanted = {one.parent_id for one in found.values() if one.parent_id} - found.keys()
        if not fresh:
            break
    return found


def _line(pk: int, rows: Mapping[int, Specimen]) -> Iterable[int]:
    """The tube and what it comes from."""
    at: int | None = pk
    while at is not None and at in rows:
        yield at
        at = rows[at].parent_id


def _reckoned(ids: Collection[int], rows: Mapping[int, Specimen], now: datetime, words: Vocabulary) -> dict[int, Known]:
    lines = {pk: list(_line(pk, rows)) for pk in ids}
    events: dict[int, list[CustodyEvent]] = defaultdict(list)
    for event in CustodyEvent.objects.filter(specimen_id__in={one for line in lines.values() for one in line}).order_by(
            "at", "id"):
        events[event.specimen_id].append(event)
    out = {}
    for pk, line in lines.items():
        made: Sample | None = None
        for one in reversed(line):
            made = sample_of(rows[one], events[one], (made,) if made else ())
        assert made is not None
        out[pk] = of_sample(made, now, words)
    return out


def of_sample(sample: Sample, now: datetime, words: Vocabulary) -> Known:
    """What is known of one sample; pure."""
    found = times(sample, now, words)
    known: Known = {}
    for name, (of, part) in TIMES.items():
        minutes = found[of].minutes
        if minutes is not None:
            known[name] = minutes / part
    if found["freeze_thaw"].known:
        known["freeze_thaw"] = found["freeze_thaw"].value
    verdict = gravest(judged(sample, now, words=words, known=found))
    if verdict != "unknown":
        known["limits"] = str(verdict)
    return known
