"""Writes on the worklist of a withdrawal: one person carries it out and says what shows it, a second one signs."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ...actions import allowed
from ...announcing import closed
from ...bench import actions as bench
from ...choices import Closed, Deed, Status
from ...models import CustodyEvent, Specimen
from ...refusing import both, has_happened, refuse
from ..choices import Done, Found, Wish
from ..models import Withdrawal, WorkItem
from ..queries import alike, to_sign

DOING = {"en": "this step", "zh": "该操作"}
HERE = (Done.DESTROYED, Done.RETURNED, Done.KEPT)
ENDS = {Found.SENT: (Done.DESTROYED_THERE, Done.USED_THERE, Done.DESTROYED, Done.RETURNED, Done.KEPT)}


def ends(item: WorkItem) -> tuple[Done, ...]:
    """How an item may end: what is kept is so only where the donor wished it."""
    possible = ENDS.get(Found(item.found), HERE)
    wished = item.withdrawal.wish == Wish.KEEP_USED or item.withdrawal.purposes
    return tuple(one for one in possible if one != Done.KEPT or wished)


def carry_out(item: WorkItem, done: str, at: datetime, evidence: str, viewer: Viewer) -> WorkItem:
    """Say what was done with a specimen, and what shows it; it waits for the second person then."""
    allowed(viewer, "bank.work", item)
    has_happened(at, DOING)
    with acting(viewer):
        one = _open(item.pk)
        if not evidence.strip():
            raise refuse("bank-item-no-evidence", label=one.specimen.label)
        if done not in ends(one):
            raise refuse("bank-item-not-so", label=one.specimen.label, found=both(Found(one.found).label),
                         done=both(Done(done).label))
        one.done, one.done_at, one.evidence, one.first_id = done, at, evidence.strip()[:300], viewer.user_id
        one.save()
    return one


def carry_out_alike(item: WorkItem, done: str, at: datetime, evidence: str, viewer: Viewer) -> int:
    """Say the same of every specimen of the list that was found alike and is still to be done; all of them or none."""
    with acting(viewer):
        rows = list(alike(item))
        for one in rows:
            carry_out(one, done, at, evidence, viewer)
    return len(rows)


def sign_waiting(withdrawal: Withdrawal, viewer: Viewer) -> int:
    """Sign every item that somebody else carried out, as one destruction record holds many; all of them or none."""
    allowed(viewer, "bank.work", withdrawal)
    with acting(viewer):
        rows = list(to_sign(withdrawal, viewer))
        for one in rows:
            sign(one, viewer)
    return len(rows)


def sign(item: WorkItem, viewer: Viewer) -> WorkItem:
    """Sign as the second person: the item is closed, and the specimen's custody says how it ended."""
    allowed(viewer, "bank.work", item)
    with acting(viewer):
        one = _open(item.pk)
        label = one.specimen.label
        if one.first is None or one.done_at is None:
            raise refuse("bank-item-not-done", label=label)
        if one.first_id == viewer.user_id:
            raise refuse("bank-item-second", label=label, who=viewer.name)
        _custody(one, viewer)
        one.second_id, one.closed_at = viewer.user_id, timezone.now()
        one.save()
    return one


def _open(pk: int) -> WorkItem:
    one = WorkItem.objects.select_related("specimen", "withdrawal", "first").select_for_update(of=("self",)).get(pk=pk)
    if one.closed_at is not None:
        raise refuse("bank-item-closed", label=one.specimen.label)
    return one


def _custody(item: WorkItem, viewer: Viewer) -> None:
    """What happened stands with the tube; what the recipient did is told, not done, here."""
    at, specimen, first = item.done_at, item.specimen, item.first_id
    assert at is not None and first is not None
    if item.done == Done.KEPT:
        return
    if item.done == Done.DESTROYED:
        if specimen.status != Status.COLLECTED:
            raise refuse("bank-item-gone", label=specimen.label, status=both(Status(specimen.status).label),
                         done=both(Done(item.done).label))
        bench.dispose(specimen, Closed.WITHDRAWN, at, first, viewer, evidence=item.evidence)
        return
    deed = Deed.RETURNED if item.done == Done.RETURNED else Deed.DISPOSED
    CustodyEvent.objects.create(
        hospital_id=item.hospital_id, specimen=specimen, deed=deed, at=at, by_id=viewer.user_id,
        fields={"why": "withdrawn", "how": item.done, "first_id": first, "evidence": item.evidence})
    held = Specimen.objects.select_for_update(of=("self",)).get(pk=specimen.pk)
    if held.status == Status.COLLECTED:
        held.available = held.available and held.available * 0
        held.close(Closed.WITHDRAWN)
        held.save()
        closed(held)
