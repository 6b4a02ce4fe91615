"""Places that opened or went: who is touched by it is asked again, and told once when there is a place for her."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from paeonia.chart import door
from paeonia.guidance import verdicts
from paeonia.guidance.questions import Question, questions
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.cohorts import fitting
from paeonia.modules.trials.slots import queries as slots
from paeonia.modules.trials.slots import states
from paeonia.modules.trials.watch import actions, telling
from paeonia.modules.trials.watch.choices import Cause, Kind
from paeonia.modules.trials.watch.models import Round, Rulebook, Standing
from paeonia.people.context import acting
from paeonia.people.viewer import system_viewer
from paeonia.record.timeline import Timeline

YES = 2
TOGETHER = 500


@dataclass(frozen=True)
class Moved:
    """One patient who fits, and whether there is a place for her now."""

    patient_id: int
    question: Question
    open: bool
    stamp: tuple[int, ...]


def look(hospital_id: int) -> int:
    """Compare places with what people were last told; returns for how many pairs a place opened or went.

    All in one transaction: killed anywhere it is begun again, and nothing is told twice.
    """
    who, today = system_viewer("trials watch", (hospital_id,)), timezone.localdate()
    with acting(who):
        actions.one_at_a_time(hospital_id)
        last = Round.objects.filter(hospital_id=hospital_id).first()
        if last is None:
            return 0        # the first round learns how places stand
        now, before = slots.said(hospital_id, today), last.places
        asked = questions(FAMILY)
        changed = [slug for slug in {**before, **now} if slug in asked and before.get(slug) != now.get(slug)]
        if not changed:
            return 0
        touched = _fitting(hospital_id, changed)
        moved: list[Moved] = []
        ids = sorted({id for found in touched.values() for id in found})
        for start in range(0, len(ids), TOGETHER):
            lines = door.timelines(ids[start:start + TOGETHER], who, why="trials watch")
            stamps = door.stamps(lines, who)
            for slug in changed:
                moved += _moved(asked[slug], before.get(slug, {}), now.get(slug, {}),
                                {id: line for id, line in lines.items() if id in touched[slug]}, stamps)
        opened = [one for one in moved if one.open]
        to = telling.recipients(hospital_id, {one.patient_id for one in opened}, who)
        news = [telling.Item(one.patient_id, Kind.PLACE, one.question.id, Cause.SLOT, YES, today, None, to[one.patient_id])
                for one in opened]
        actions.places_changed(hospital_id, moved, today, news, now)
    return len(moved)


def _moved(question: Question, before: Mapping[str, str], now: Mapping[str, str], lines: Mapping[int, Timeline],
           stamps: Mapping[int, tuple[int, ...]]) -> Iterable[Moved]:
    for id, line in lines.items():
        if verdicts.answers(line, {question.id: question})[question.id] != YES:
            continue        # what was kept of her is older than her record; she is asked for that reason anyway
        codes = fitting(question, line)
        was, there_is = (states.of_patient(said, codes) == states.OPEN for said in (before, now))
        if was != there_is:
            yield Moved(id, question, there_is, stamps[id])


def _fitting(hospital_id: int, slugs: list[str]) -> dict[str, set[int]]:
    """By trial, the patients of this hospital whose kept answer is yes."""
    found: dict[str, set[int]] = {slug: set() for slug in slugs}
    rows: Any = Standing.objects.filter(hospital_id=hospital_id).values_list("patient_id", "rulebook_id", "answers")
    places: dict[int, list[tuple[str, int]]] = {}
    for patient_id, book, packed in rows.iterator(5_000):
        if book not in places:
            places[book] = _places(book, slugs)
        answers = bytes(packed)
        for slug, place in places[book]:
            if answers[place // 4] >> 2 * (place % 4) & 3 == YES:
                found[slug].add(patient_id)
    return found


def _places(book: int, slugs: list[str]) -> list[tuple[str, int]]:
    order = {name: place for place, (name, _) in enumerate(Rulebook.objects.get(pk=book).asked)}
    return [(slug, order[slug]) for slug in slugs if slug in order]
