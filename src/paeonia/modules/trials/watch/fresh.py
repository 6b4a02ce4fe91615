"""Answers kept fresh: a few patients asked again exactly, or a whole hospital in one round. Only changes are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from paeonia.chart import door
from paeonia.guidance import verdicts
from paeonia.guidance.questions import Question, questions, version
from paeonia.guidance.survey import survey
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.slots import queries as slots
from paeonia.modules.trials.watch import actions, opening, placing, sweeping, telling
from paeonia.modules.trials.watch.causes import cause
from paeonia.modules.trials.watch.choices import Cause
from paeonia.modules.trials.watch.models import Round, Standing
from paeonia.modules.trials.watch.packed import differing, pack, unpack
from paeonia.modules.trials.watch.returning import ended
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer, system_viewer
from paeonia.record.timeline import Timeline

TOGETHER = 100      # patients judged in one transaction
WHY = "trials watch"


@dataclass(frozen=True)
class Turned:
    """One answer that became another."""

    question: Question
    before: int | None
    after: int
    cause: Cause


@dataclass(frozen=True)
class Judged:
    """One patient asked again: all her answers, and which of them turned."""

    patient_id: int
    answers: bytes
    as_of: date
    stamp: tuple[int, ...]
    turned: tuple[Turned, ...]
    changed: bool                   # whether anything has to be written at all


def house(hospital_id: int) -> Viewer:
    """Who asks when nobody does: the programme itself, within one hospital."""
    return system_viewer(WHY, (hospital_id,))


def reask(hospital_id: int, patient_ids: Iterable[int], cause_said: Cause | None = None) -> int:
    """Ask exactly these patients again; returns how many answers turned."""
    who, asked, turned = house(hospital_id), questions(FAMILY), 0
    wanted = sorted(set(patient_ids))
    with acting(who):
        if not Round.objects.filter(hospital_id=hospital_id).exists():
            return 0        # nobody was asked here yet: the first round learns how everybody stands, far faster
    for start in range(0, len(wanted), TOGETHER):
        with acting(who):
            actions.one_at_a_time(hospital_id)
            lines = door.timelines(wanted[start:start + TOGETHER], who, why=WHY)
            turned += _judge(hospital_id, lines, asked, who, cause_said)
    return turned


def whole_round(hospital_id: int, cause_said: Cause | None = None) -> int:
    """Ask everybody of a hospital: the first time to learn how things stand, later to find what time has changed.

    Killed anywhere, it is begun again: what was done shows no difference any more, so nothing is told twice.
    """
    who, today = house(hospital_id), timezone.localdate()
    held = survey(who, FAMILY)
    own = {id for id, home in door.homes(who).items() if home == hospital_id}
    with acting(who):
        known = Round.objects.filter(hospital_id=hospital_id).exists()
        book = actions.rulebook(held.asked)
    turned = 0
    for rows in sweeping.swept(held, own):
        with acting(who):
            actions.one_at_a_time(hospital_id)
            standing = _standing(rows)
            suspects = sweeping.suspects(rows, standing, book, held.asked, known)
            plain = {id: packed for id, packed in rows.items() if id not in suspects and
                     (id not in standing or standing[id].rulebook_id != book.pk)}
            actions.stand(hospital_id, book, plain, today, door.stamps(plain, who))
        turned += reask(hospital_id, suspects, cause_said)
    _returned(hospital_id, who, held.asked)
    opening.tell(hospital_id, who, held, own)
    with acting(who):
        # The first round learns how places stand; later ones tell of those that opened with a day that has come.
        actions.round_done(hospital_id, today, held.version, None if known else slots.said(hospital_id, today))
    placing.look(hospital_id)
    return turned


def due() -> list[int]:
    """Hospitals whose patients were not all asked today, or not under the rules of now."""
    from paeonia.people.models import Hospital

    today, rules, late = timezone.localdate(), version(questions(FAMILY)), []
    for hospital_id in Hospital.objects.order_by("id").values_list("id", flat=True):
        with acting(house(hospital_id)):
            if not Round.objects.filter(hospital_id=hospital_id, as_of=today, rules=rules).exists():
                late.append(hospital_id)
    return late


def _standing(patient_ids: Iterable[int]) -> dict[int, Standing]:
    """How patients stand. A rulebook names every question of its day, so it is fetched once, not joined to each patient."""
    rows = Standing.objects.filter(patient_id__in=list(patient_ids)).prefetch_related("rulebook")
    return {row.patient_id: row for row in rows}


def _judge(hospital_id: int, lines: Mapping[int, Timeline], asked: Mapping[str, Question], who: Viewer,
           cause_said: Cause | None) -> int:
    """Inside the transaction that holds the hospital's lock."""
    book, last = actions.rulebook(asked), Round.objects.filter(hospital_id=hospital_id).first()
    standing, stamps = _standing(lines), door.stamps(lines, who)
    judged = []
    for id, line in lines.items():
        answers = {question: int(answer) for question, answer in verdicts.answers(line, asked).items()}
        before = standing.get(id)
        turned = tuple(_turned(line, answers, asked, before, stamps[id], last, cause_said))
        packed = pack(list(answers.values()))
        same = before is not None and (bytes(before.answers), before.rulebook_id, tuple(before.stamp)) == (
            packed, book.pk, stamps[id])
        judged.append(Judged(id, packed, date.fromordinal(line.as_of), stamps[id], turned, not same))
    news = telling.of_changes(hospital_id, judged, who)
    actions.keep(hospital_id, book, judged, news)
    actions.bring_back(ended(lines, asked))
    return sum(len(one.turned) for one in judged)


def _turned(line: Timeline, answers: Mapping[str, int], asked: Mapping[str, Question], before: Standing | None,
            stamp: tuple[int, ...], last: Round | None, said: Cause | None) -> Iterator[Turned]:
    versions: dict[str, str] = dict(before.rulebook.asked) if before else {}
    was = unpack(bytes(before.answers), list(versions)) if before else {}
    written = before is None or tuple(before.stamp) != stamp
    day = max(before.as_of if before else date.min, last.as_of if last else date.min)
    for id in differing(was, answers):
        why = said or (Cause.FACT if before is None else cause(asked[id], versions.get(id), written, line,
                                                               day.toordinal()))
        yield Turned(asked[id], was.get(id), answers[id], why)


def _returned(hospital_id: int, who: Viewer, asked: Mapping[str, Question]) -> None:
    """Pairs set aside may return because time has passed, without anybody writing anything."""
    with acting(who):
        waiting = actions.set_aside(hospital_id)
    for start in range(0, len(waiting), TOGETHER):
        with acting(who):
            actions.one_at_a_time(hospital_id)
            lines = door.timelines(waiting[start:start + TOGETHER], who, why=WHY)
            actions.bring_back(ended(lines, asked))


