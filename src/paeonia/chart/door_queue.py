"""What was not understood or could not be true: put in sight, found again, settled by a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.facts import Fact, Identity, Review, Statement
from paeonia.record.problems import Problem

from .cards import Listing, Waiting
from .door_read import PAGE, NotHere
from .messages import IMPOSSIBLE
from .models import Patient, Queued
from .report import Report
from .rows import fingerprint

if TYPE_CHECKING:  # accept needs the queue; the queue needs only the shape of a run
    from .door_accept import Run

RAW = 200_000  # characters of the source kept with an entry


@dataclass(frozen=True, slots=True)
class Entry:
    """One problem with the piece of source it was met in; `counted` when it stands for one statement."""

    problem: Problem
    key: str
    raw: str
    counted: bool


def queue(entries: Iterable[Entry], run: Run, patient: Patient | None) -> Report:
    """Put entries into the queue; the same entry from the same place is put there once, whoever brings it again."""
    entries = list(entries)
    if not entries:
        return Report()
    Queued.objects.bulk_create([_row(entry, run, patient) for entry in entries], ignore_conflicts=True)
    counted = [entry.problem for entry in entries if entry.counted]
    refused = sum(problem.code in IMPOSSIBLE for problem in counted)
    return Report(
        queried=len(counted) - refused,
        refused=refused,
        problems=tuple(entry.problem for entry in entries)[:200],
    )


def _row(entry: Entry, run: Run, patient: Patient | None) -> Queued:
    problem = entry.problem
    params: dict[str, Any] = {
        name: value if isinstance(value, (int, float, str)) else str(value)
        for name, value in problem.params.items()
    }
    return Queued(
        hospital_id=run.hospital_id,
        intake_id=run.intake_id,
        patient=patient,
        patient_key=entry.key[:200],
        refused=problem.code in IMPOSSIBLE,
        code=problem.code,
        params=params,
        place=problem.place,
        raw=entry.raw[:RAW].replace("\0", ""),
        digest=fingerprint(problem.code, problem.place, params, entry.key, entry.raw),
    )


def waiting(viewer: Viewer, intake_id: int | None, state: str, page: int) -> Listing:
    """Entries of the viewer's hospitals, the latest first."""
    with acting(viewer):
        rows = Queued.objects.filter(state=state).select_related("intake").order_by("-id")
        if intake_id is not None:
            rows = rows.filter(intake_id=intake_id)
        found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    return Listing(tuple(map(card, found[:PAGE])), page, page + 1 if len(found) > PAGE else None)


def settle(entry_id: int, viewer: Viewer, state: str) -> Waiting:
    """Mark an entry; raises NotHere when it is out of reach, ValueError for a state there is none of."""
    with acting(viewer):
        row = _reach(entry_id, viewer)
        row.state = Queued.State(state)
        is_open = row.state == Queued.State.OPEN
        row.settled_by_id, row.settled_at = (None, None) if is_open else (viewer.user_id, timezone.now())
        row.save(update_fields=["state", "settled_by", "settled_at"])
        return card(row)


def _reach(entry_id: int, viewer: Viewer) -> Queued:
    row = Queued.objects.select_related("intake").filter(pk=entry_id).first()
    if row is None or row.hospital_id not in viewer.hospital_ids:
        raise NotHere(entry_id)
    return row


def held(raw: str) -> list[Statement]:
    """The statements an entry holds; none when it holds a piece of source that was never understood."""
    try:
        found = msgspec.json.decode(raw)
        return [_statement(item) for item in (found if isinstance(found, list) else [found])]
    except (msgspec.DecodeError, KeyError, TypeError):
        return []


def _statement(item: dict[str, Any]) -> Statement:
    says = item["says"]
    kind = Fact if "variable" in says else Review if "key" in says else Identity
    if kind is Identity:
        says = {**says, "identifiers": tuple(map(tuple, says.get("identifiers", ())))}
    return Statement(item["patient"], kind(**says), item.get("place", ""))


def entry(entry_id: int, viewer: Viewer) -> Waiting:
    """One entry; raises NotHere."""
    with acting(viewer):
        return card(_reach(entry_id, viewer))


def card(row: Queued) -> Waiting:
    """The frozen picture of an entry."""
    code = row.code if declared(row.code) else "not-kept"
    problem = Problem(code, row.place, row.params if code == row.code else {"reason": row.code})
    return Waiting(
        row.pk,
        row.hospital_id,
        row.intake_id,
        row.intake.name if row.intake else "",
        row.patient_id,
        row.patient_key,
        row.refused,
        row.code,
        problem,
        row.raw,
        row.state,
        row.created_at,
    )


def declared(code: str) -> bool:
    """Whether a message is declared for a code; an older entry may carry one that has gone."""
    try:
        Problem(code)
    except KeyError:
        return False
    return True
