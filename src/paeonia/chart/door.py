"""The one door: everything that enters or leaves the patient record passes here, and every call says who is asking."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from paeonia.criteria.columns import Columns
from paeonia.knowledge.dictionary import dictionary
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.facts import Fact, Statement, Unread
from paeonia.record.timeline import Timeline

from . import (
    announcing,
    columns_patch,
    door_accept,
    door_audit,
    door_columns,
    door_derive,
    door_glance,
    door_intake,
    door_queue,
    door_read,
    door_stamp,
    door_watch,
    door_wish,
    door_write,
    kept,
)
from .cards import Kept, Listing, Looked, Person, Run, Source, Visit, Waiting
from .door_people import key_of
from .door_read import NotHere
from .report import Report
from .said import Words

__all__ = ["NotHere", "Source", "key_of"]  # the words callers need beside the verbs below


def _allowed(viewer: Viewer, verb: str) -> None:
    if not may(viewer, verb):
        raise PermissionDenied(verb)


def _today() -> int:
    return timezone.localdate().toordinal()


# --- in -----------------------------------------------------------------------------------------


def accept(
    statements: Iterable[Statement | Unread],
    viewer: Viewer,
    intake: int | None = None,
    *,
    hospital_id: int | None = None,
    verb: str = "chart.import",
    progress: Callable[[Report], None] | None = None,
) -> Report:
    """Keep what can be kept, each patient whole or not at all; queue the rest; bring derived facts up to date.

    The hospital is that of the intake, else the one given, else the viewer's only one (ValueError if she has several).
    Raises PermissionDenied when the viewer may not bring statements into that hospital.
    """
    _allowed(viewer, verb)
    run = door_intake.run_of(viewer, intake, hospital_id, dictionary())
    return door_accept.accept(statements, run, progress)


def record(patient_id: int, facts: Iterable[Fact], viewer: Viewer) -> Report:
    """Add facts to a patient already on record, as a form does."""
    with door_read.acting(viewer):
        who = person(patient_id, viewer, "chart.write")
        said = [Statement(key_of(who.id), fact) for fact in facts]
        return accept(said, viewer, hospital_id=who.hospital_id, verb="chart.write")


def correct(fact_id: int, better: Fact | None, viewer: Viewer) -> None:
    """Supersede one fact by a better one, or by nothing when it should never have been said."""
    _allowed(viewer, "chart.write")
    door_write.correct(fact_id, better, viewer, dictionary())


def wish(patient_id: int, fact: Fact, viewer: Viewer) -> None:
    """Keep what a patient would like, said by herself or for her; said again on one day, the later word supersedes."""
    with door_read.acting(viewer):
        who = person(patient_id, viewer, "chart.wish")
        hand = door_wish.hand(viewer, who, fact.variable)
        before = door_wish.last_words(fact.variable, viewer.language, [who.id]).get(who.id)
        if before is not None and before.on == fact.on:
            if before.value != fact.fields["value"]:
                correct(before.id, fact, hand)
        else:
            record(who.id, [fact], hand)


def review(patient_id: int, key: str, on: date, viewer: Viewer) -> None:
    """Record that a list (`therapy`, `variant(gene=PIK3CA)`) was looked through and is complete as of a day."""
    _allowed(viewer, "chart.write")
    door_write.review(patient_id, key, on, viewer)


def expect(
    patient_id: int,
    day: date,
    viewer: Viewer,
    *,
    at: time | None = None,
    clinic: str = "",
    clinician_id: int | None = None,
) -> None:
    """Put a patient on a clinic's list."""
    _allowed(viewer, "chart.write")
    door_write.expect(patient_id, day, viewer, at=at, clinic=clinic, clinician_id=clinician_id)


def share(
    patient_id: int,
    hospital_id: int,
    viewer: Viewer,
    *,
    from_day: date,
    until_day: date | None = None,
    purpose: str,
) -> None:
    """Let another hospital take part in a patient's care for a time."""
    _allowed(viewer, "chart.write")
    door_write.share(patient_id, hospital_id, viewer, from_day=from_day, until_day=until_day, purpose=purpose)


def give_account(patient_id: int, user_id: int | None, viewer: Viewer) -> None:
    """Connect a patient with her own sign-in, or take it away."""
    _allowed(viewer, "people.manage")
    door_write.give_account(patient_id, user_id, viewer)


# --- out ----------------------------------------------------------------------------------------


def person(patient_id: int, viewer: Viewer, verb: str = "chart.read") -> Person:
    """Who a patient is; raises NotHere when there is none this viewer may know of."""
    with door_read.acting(viewer):
        return door_read.person(patient_id, viewer, verb)


def people(patient_ids: Iterable[int], viewer: Viewer, *, why: str = "") -> dict[int, Person]:
    """Who several patients are, for a list; those out of reach are left out.

    A list that shows more than who they are says `why`: then each counts as a reading and is written down.
    """
    _allowed(viewer, "chart.read")
    return door_read.people(list(patient_ids), viewer, why)


def find(viewer: Viewer, *, mrn: str) -> Person:
    """The patient with a record number; raises NotHere."""
    _allowed(viewer, "chart.read")
    return door_read.by_number(viewer, mrn)


def patients(viewer: Viewer, text: str = "", page: int = 1) -> Listing:
    """Patients by name (characters, pinyin, initials) or number, fifty a page."""
    return door_read.patients(viewer, text, page)


def glance(people: Iterable[Person], viewer: Viewer) -> dict[int, tuple[Words, ...]]:
    """Subtype, extent and performance beside each name of a list, by patient."""
    _allowed(viewer, "chart.read")
    ids = [who.id for who in people if may(viewer, "chart.read", who)]
    return door_glance.glance(ids, viewer, dictionary(), _today())


def visits(viewer: Viewer, day: date, clinic: str = "") -> tuple[Visit, ...]:
    """Patients expected on a day."""
    return door_read.visits(viewer, day, clinic)


def timeline(
    patient_id: int, viewer: Viewer, *, why: str = "care", as_of: int | None = None, route: str = ""
) -> Timeline:
    """One patient's facts, derived ones included; the opening is audited with its reason."""
    _allowed(viewer, "chart.read")
    return door_read.timeline(patient_id, viewer, dictionary(), as_of or _today(), why, route)


def timelines(
    patient_ids: Iterable[int],
    viewer: Viewer,
    *,
    why: str,
    as_of: int | None = None,
) -> dict[int, Timeline]:
    """Several patients' timelines, for a list that matches each; those out of reach are left out."""
    _allowed(viewer, "chart.read")
    return door_read.several(list(patient_ids), viewer, dictionary(), as_of or _today(), why)


def history(
    patient_id: int, viewer: Viewer, variable: str | None = None, *, standing: bool = False
) -> tuple[Kept, ...]:
    """Every row ever said about a patient, the superseded ones marked; `standing` leaves those out."""
    _allowed(viewer, "chart.read")
    return door_read.history(patient_id, viewer, variable, standing=standing)


def reviews(patient_id: int, viewer: Viewer) -> tuple[Looked, ...]:
    """Lists recorded as complete: which, as of when, by whom."""
    _allowed(viewer, "chart.read")
    return door_read.reviews(patient_id, viewer)


def last_words(variable: str, viewer: Viewer, patient_ids: Iterable[int] | None = None) -> dict[int, door_wish.LastWord]:
    """The latest statement of one variable by patient; a list that shows it asks `people` with its reason."""
    _allowed(viewer, "chart.read")
    with door_read.acting(viewer):
        return door_wish.last_words(variable, viewer.language, patient_ids)


def columns(viewer: Viewer, as_of: int | None = None) -> Columns:
    """Everybody the viewer may see, as columns for the population engine; what is in them leaves only as answers."""
    _allowed(viewer, "trials.match")
    with door_read.acting(viewer):
        return door_columns.load(dictionary(), as_of or _today())


def told(variables: Iterable[str], patient_ids: Iterable[int], viewer: Viewer) -> dict[int, tuple[Fact, ...]]:
    """What was recorded of some variables, for everybody at once; like columns, it leaves only as answers."""
    _allowed(viewer, "trials.match")
    with door_read.acting(viewer):
        return door_read.told(variables, patient_ids, dictionary())


def refresh(held: Columns, patient_ids: Iterable[int], viewer: Viewer) -> Columns:
    """Bring some patients of loaded columns up to date, new ones included, without reading the others."""
    _allowed(viewer, "trials.match")
    ids = set(patient_ids)
    with door_read.acting(viewer):
        fresh = door_columns.load(dictionary(), held.as_of, ids)
        if ids & set(held.ids) - set(fresh.ids):
            # Somebody's care relation has ended: she must leave the columns, and patching only adds.
            return door_columns.load(dictionary(), held.as_of)
    return columns_patch.patched(held, fresh, dictionary())


def stamp(viewer: Viewer) -> tuple[int, ...]:
    """The state of what the viewer may see: answers made from another state are out of date."""
    _allowed(viewer, "trials.match")
    with door_read.acting(viewer):
        return door_stamp.stamp()


def changed_since(held: tuple[int, ...], viewer: Viewer) -> set[int]:
    """Patients about whom something was written since a state was noted."""
    _allowed(viewer, "trials.match")
    with door_read.acting(viewer):
        return door_stamp.changed_since(held)


def stamps(patient_ids: Iterable[int], viewer: Viewer) -> dict[int, tuple[int, ...]]:
    """The state of each patient's own record; a held answer holds while hers is the same."""
    _allowed(viewer, "trials.match")
    with door_read.acting(viewer):
        return kept.stamps(patient_ids)


def homes(viewer: Viewer) -> dict[int, int]:
    """The hospital of each patient the viewer may see."""
    _allowed(viewer, "trials.match")
    with door_read.acting(viewer):
        return door_watch.homes()


def next_visits(patient_ids: Iterable[int], viewer: Viewer, from_day: date) -> dict[int, Visit]:
    """The first appointment of each patient from a day on; those without one are left out."""
    _allowed(viewer, "chart.read")
    with door_read.acting(viewer):
        return door_watch.next_visits(list(patient_ids), from_day)


def seen(viewer: Viewer, first: date, last: date, by: str = "either") -> set[int]:
    """Patients seen in a span: with an appointment (`visit`), with a fact of that time (`fact`), or `either`."""
    _allowed(viewer, "trials.match")
    with door_read.acting(viewer):
        return door_watch.seen(first, last, by)


def on_change(listener: Callable[[int, tuple[int, ...]], None]) -> None:
    """Have `listener(hospital, patients)` told, inside the writing transaction, whenever something new is on record."""
    announcing.on_change(listener)


def rederive(viewer: Viewer, progress: Callable[[int], None] | None = None) -> int:
    """Make derived facts again for patients whose dictionary has changed since; returns how many."""
    _allowed(viewer, "chart.import")
    return door_derive.rederive(viewer, dictionary(), progress)


def opened(viewer: Viewer, text: str = "", page: int = 1) -> Listing:
    """Who opened whose chart and why."""
    _allowed(viewer, "audit.read")
    return door_audit.opened(viewer, text, page)


def happened(viewer: Viewer, text: str = "", page: int = 1) -> Listing:
    """Sign-ins, failures, factors, refusals and exports."""
    _allowed(viewer, "audit.read")
    return door_audit.happened(viewer, text, page)


# --- intakes and the queue ----------------------------------------------------------------------


def begin(source: Source, viewer: Viewer, hospital_id: int) -> Run:
    """Register a run, or find the unfinished run of the same content again."""
    _allowed(viewer, "chart.import")
    return door_intake.begin(source, viewer, hospital_id)


def remap(intake_id: int, mapping: dict[str, Any], viewer: Viewer) -> Run:
    """Decide otherwise what the columns of a waiting register mean; raises NotHere once it is being read."""
    _allowed(viewer, "chart.import")
    return door_intake.remap(intake_id, mapping, viewer)


def advance(intake_id: int, viewer: Viewer, percent: int) -> None:
    """Note how far a run has come."""
    door_intake.advance(intake_id, viewer, percent)


def finish(intake_id: int, viewer: Viewer, trouble: str = "") -> Run:
    """Close a run; with `trouble` it has failed and may be begun again."""
    return door_intake.finish(intake_id, viewer, trouble)


def run(intake_id: int, viewer: Viewer) -> Run:
    """One run; raises NotHere."""
    _allowed(viewer, "chart.import")
    return door_intake.run(intake_id, viewer)


def runs(viewer: Viewer, page: int = 1) -> Listing:
    """Runs, the latest first."""
    _allowed(viewer, "chart.import")
    return door_intake.runs(viewer, page)


def queue(viewer: Viewer, *, intake_id: int | None = None, state: str = "open", page: int = 1) -> Listing:
    """What was not understood or refused."""
    _allowed(viewer, "chart.import")
    return door_queue.waiting(viewer, intake_id, state, page)


def settle(entry_id: int, viewer: Viewer, state: str) -> Waiting:
    """Mark an entry of the queue solved or dismissed, or open again."""
    _allowed(viewer, "chart.import")
    return door_queue.settle(entry_id, viewer, state)


def retry(entry_id: int, viewer: Viewer) -> Report:
    """Bring what an entry holds to the door once more, after the dictionary or the identity was mended."""
    _allowed(viewer, "chart.import")
    with door_read.acting(viewer):
        entry = door_queue.entry(entry_id, viewer)
        report = accept(door_queue.held(entry.raw), viewer, hospital_id=entry.hospital_id)
        if report.kept + report.same and not report.queried + report.refused:
            door_queue.settle(entry_id, viewer, "solved")
        return report
