"""The way in: statements are checked, attributed to patients and kept, each patient whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import msgspec
from django.db import DatabaseError, connection, models
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.check import check
from paeonia.record.dates import days
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact, Statement, Unread
from paeonia.record.problems import Problem

from . import announcing, door_derive, door_queue, door_terms
from .door_people import Recognised, Register, project
from .groups import Group, batches
from .models import Intake, Patient, Reviewed
from .report import Report
from .rows import Row, row

_INSERT = """
INSERT INTO chart_factrow (patient_id, hospital_id, variable_id, code, first_day, last_day, number, uln, plain, void,
    on_text, fields, source, place, intake_id, recorded_at, recorded_by_id, supersedes_id, digest,
    start_first, start_last, end_first, end_last)
SELECT patient, %(hospital)s, variable, coalesce(code, 0), first_day, last_day, coalesce(number, 'NaN'),
    coalesce(uln, 'NaN'), plain, coalesce(void, false), on_text, fields, source, place, %(intake)s, now(), %(who)s,
    supersedes, digest, start_first, start_last, end_first, end_last
FROM json_to_recordset(%(rows)s) AS given(patient bigint, variable int, code int, first_day int, last_day int,
    number float8, uln float8, plain bool, void bool, on_text text, fields jsonb, source text, place text,
    supersedes bigint, digest uuid, start_first int, start_last int, end_first int, end_last int)
ON CONFLICT (patient_id, digest) DO NOTHING
"""
_MINE = """
SELECT count(*) FROM json_to_recordset(%(rows)s) AS given(patient bigint, digest uuid)
JOIN chart_factrow kept ON kept.patient_id = given.patient AND kept.digest = given.digest
WHERE kept.intake_id = %(intake)s
"""


@dataclass
class Run:
    """One call of `accept`: who brings what for which hospital, and whom it has met so far."""

    viewer: Viewer
    hospital_id: int
    dictionary: Dictionary
    intake_id: int | None = None
    resumed: bool = False
    today: int = field(default_factory=lambda: timezone.localdate().toordinal())
    known: dict[str, int] = field(default_factory=dict)


def accept(
    statements: Iterable[Statement | Unread], run: Run, progress: Callable[[Report], None] | None = None
) -> Report:
    """Keep what can be kept and queue the rest; returns the counts of this call."""
    total = Report()
    for batch in batches(statements):
        for group in batch:
            _check(group, run)
        total += _kept(batch, run)
        if progress:
            progress(total)
    return total


def _kept(batch: list[Group], run: Run) -> Report:
    try:
        return _keep(batch, run)
    except DatabaseError as trouble:
        if len(batch) > 1:
            # One patient the database refuses must not take her neighbours with her.
            return sum((_kept([group], run) for group in batch), Report())
        problem = Problem("not-kept", batch[0].key, {"reason": type(trouble).__name__})
        with acting(run.viewer):
            return _queue_whole(batch[0], problem, run)


def _keep(batch: list[Group], run: Run) -> Report:
    report = Report()
    known: dict[str, int] = {}
    with acting(run.viewer):
        register = Register(run.hospital_id, batch, run.known)
        who = [register.recognise(group) if group.key else None for group in batch]
        register.save()
        rows: list[tuple[Patient, Row]] = []
        reviews: list[Reviewed] = []
        for group, person in zip(batch, who, strict=True):
            patient = person.patient if isinstance(person, Recognised) else None
            report += door_queue.queue(_entries(group, person), run, patient)
            if isinstance(person, Problem):
                report += _queue_whole(group, person, run)
            elif patient is not None:
                known[group.key] = patient.pk
                rows += [(patient, _row(fact, place, run.dictionary)) for fact, place in group.facts]
                reviews += [
                    _review(review.key, review.on, place, patient, run) for review, place in group.reviews
                ]
                if patient not in register.new:
                    project(patient, group)
                report += Report(patients=1)
        told = _insert(rows, run) + _insert_reviews(reviews, run)
        report += told
        door_derive.derive_for({patient.pk for patient, _ in rows}, run.dictionary)
        if told.kept:
            announcing.changed(
                run.hospital_id, [*(patient.pk for patient, _ in rows), *(r.patient_id for r in reviews)]
            )
        _count(run, report)
    run.known.update(known)  # only what is committed is known
    return report


def _check(group: Group, run: Run) -> None:
    """Replace what the group says by its checked form and set aside what is wrong."""
    facts, reviews = [], []
    for fact, place in group.facts:
        sound = check(fact, run.dictionary, run.today, place)
        if isinstance(sound, Problem):
            group.wrong.append((sound, Statement(group.key, fact, place)))
        else:
            facts.append((sound, place))
    for review, place in group.reviews:
        if _is_day(review.on, run.today):
            reviews.append((review, place))
        else:
            wrong = Problem("bad-review-date", place, {"value": review.on})
            group.wrong.append((wrong, Statement(group.key, review, place)))
    group.facts, group.reviews = facts, reviews


def _is_day(text: str, today: int) -> bool:
    try:
        return days(text).first <= today
    except ValueError:
        return False


def _entries(group: Group, person: Recognised | Problem | None) -> list[door_queue.Entry]:
    found = [
        door_queue.Entry(problem, group.key, msgspec.json.encode(said, enc_hook=str).decode(), counted=True)
        for problem, said in group.wrong
    ]
    found += [door_queue.Entry(item.problem, group.key, item.raw, counted=True) for item in group.unread]
    if isinstance(person, Recognised):
        found += [door_queue.Entry(doubt, group.key, "", counted=False) for doubt in person.doubts]
    return found


def _queue_whole(group: Group, problem: Problem, run: Run) -> Report:
    """Put everything said of a doubtful patient into the queue as one entry, so that it can be brought in later."""
    said = [Statement(group.key, says, place) for says, place in [*group.facts, *group.reviews]]
    said += [Statement(group.key, identity) for identity in group.identities]
    if not said:
        return Report()
    entry = door_queue.Entry(
        problem, group.key, msgspec.json.encode(said, enc_hook=str).decode(), counted=False
    )
    return door_queue.queue([entry], run, None) + Report(queried=len(said))


def _row(fact: Fact, place: str, dictionary: Dictionary) -> Row:
    return row(fact, dictionary.variables.get(fact.variable), place)


def _review(key: str, on: str, place: str, patient: Patient, run: Run) -> Reviewed:
    return Reviewed(
        patient=patient,
        hospital_id=patient.hospital_id,
        key=key,
        on_day=on[:10],
        source=place,
        intake_id=run.intake_id,
        recorded_by_id=run.viewer.user_id,
    )


def _insert(rows: list[tuple[Patient, Row]], run: Run) -> Report:
    if not rows:
        return Report()
    once = {(patient.pk, item.digest): item for patient, item in rows}
    params = insertion(once, run.hospital_id, run.intake_id, run.viewer)
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, params)
        kept = cursor.rowcount
        if run.resumed and kept < len(once):
            # An interrupted run kept these before; they are its own, not somebody else's.
            cursor.execute(_MINE, params)
            kept += cursor.fetchone()[0]
    return Report(kept=kept, same=len(rows) - kept)


def insertion(
    rows: dict[tuple[int, str], Row], hospital_id: int, intake_id: int | None, viewer: Viewer, **more: object
) -> dict[str, object]:
    """The parameters of the insert; `more` adds the same columns to every row (`supersedes`, `void`)."""
    texts = {item.term for item in rows.values()} | {
        item.code for item in rows.values() if item.code is not None
    }
    number = door_terms.numbers(texts)
    laid_out = [
        {
            **msgspec.structs.asdict(item),
            "patient": patient,
            "variable": number[item.term],
            "code": number[item.code] if item.code is not None else None,
            **more,
        }
        for (patient, _), item in rows.items()
    ]
    return {
        "rows": msgspec.json.encode(laid_out).decode(),
        "hospital": hospital_id,
        "intake": intake_id,
        "who": viewer.user_id,
    }


def insert_one(patient: Patient, item: Row, intake_id: int | None, viewer: Viewer, **more: object) -> int:
    """Insert a single row inside the caller's transaction; returns how many were new (0 or 1)."""
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            insertion({(patient.pk, item.digest): item}, patient.hospital_id, intake_id, viewer, **more),
        )
        return cursor.rowcount


def _insert_reviews(reviews: list[Reviewed], run: Run) -> Report:
    before = {(r.patient_id, r.key, r.on_day) for r in reviews}
    if not before:
        return Report()
    known = Reviewed.objects.filter(patient_id__in={pk for pk, *_ in before})
    if run.resumed:
        known = known.exclude(intake_id=run.intake_id)  # kept by the interrupted run: its own, not somebody else's
    there = set(known.values_list("patient_id", "key", "on_day")) & before
    Reviewed.objects.bulk_create(reviews, ignore_conflicts=True)
    kept = len(before - there)
    return Report(kept=kept, same=len(reviews) - kept)


def _count(run: Run, report: Report) -> None:
    if run.intake_id is not None:
        Intake.objects.filter(pk=run.intake_id).update(
            **{
                name: models.F(name) + getattr(report, name)
                for name in ("patients", "kept", "same", "queried", "refused")
            }
        )
