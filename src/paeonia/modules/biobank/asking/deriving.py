"""What follows from the events of many tubes: times, thaws, limits; reckoned once and kept while no event is added."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from .. import inforce
from ..families import family, samples
from ..models import CustodyEvent
from ..preanalytics.events import Sample
from ..preanalytics.judging import gravest, judged
from ..preanalytics.limits import Limits
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
    known = family(ids)
    newest: dict[int, int] = {}
    for pk, event in CustodyEvent.objects.filter(specimen_id__in=known.rows).values_list("specimen_id", "pk"):
        newest[pk] = max(event, newest.get(pk, 0))
    words = vocabulary()
    in_force = {pk: inforce.at(pk) for pk in {one.hospital_id for one in known.rows.values()}}
    versions = {pk: f"{words.version} {held.version}" for pk, held in in_force.items()}
    marks = {pk: (max(newest.get(one, 0) for one in (pk, *known.above(pk))), versions[known.rows[pk].hospital_id])
             for pk in ids if pk in known.rows}
    stale = [pk for pk, mark in marks.items() if pk not in _KEPT or _KEPT[pk][0] != mark]
    for pk, sample in samples(stale, known).items():
        if len(_KEPT) >= MOST:
            _KEPT.clear()
        _KEPT[pk] = marks[pk], of_sample(sample, now, words, in_force[known.rows[pk].hospital_id])
    return {pk: _KEPT[pk][1] for pk in marks if pk in _KEPT}


def of_sample(sample: Sample, now: datetime, words: Vocabulary, in_force: Limits | None = None) -> Known:
    """What is known of one sample; pure."""
    found = times(sample, now, words)
    known: Known = {}
    for name, (of, part) in TIMES.items():
        minutes = found[of].minutes
        if minutes is not None:
            known[name] = minutes / part
    if found["freeze_thaw"].known:
        known["freeze_thaw"] = found["freeze_thaw"].value
    verdict = gravest(judged(sample, now, words=words, known=found, in_force=in_force))
    if verdict != "unknown":
        known["limits"] = str(verdict)
    return known
