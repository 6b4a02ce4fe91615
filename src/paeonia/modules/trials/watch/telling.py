"""Who is told what: the coordinators of her hospital and the clinician of her next appointment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from paeonia.chart import door
from paeonia.modules.trials.watch.choices import Kind
from paeonia.people.models import Membership
from paeonia.people.policy import VERBS
from paeonia.people.roles import Role
from paeonia.people.viewer import Viewer

if TYPE_CHECKING:
    from paeonia.modules.trials.watch.fresh import Judged

YES = 2


@dataclass(frozen=True)
class Item:
    """One thing to be told about one patient; `turn` is the place of its change among hers, None for a window or a place."""

    patient_id: int
    kind: str
    question: str
    cause: str
    after: int
    day: date
    turn: int | None
    recipients: tuple[int, ...]


def of_changes(hospital_id: int, judged: Sequence[Judged], who: Viewer) -> list[Item]:
    """New fits and lost fits."""
    told = [(one, place, turned) for one in judged for place, turned in enumerate(one.turned)
            if YES in (turned.before, turned.after)]
    to = recipients(hospital_id, {one.patient_id for one, *_ in told}, who)
    return [Item(one.patient_id, Kind.FIT if turned.after == YES else Kind.LOST, turned.question.id, turned.cause,
                 turned.after, one.as_of, place, to[one.patient_id]) for one, place, turned in told]


def recipients(hospital_id: int, patient_ids: Iterable[int], who: Viewer) -> dict[int, tuple[int, ...]]:
    """By patient, whom her news goes to; people without the right or outside her hospital are not among them."""
    ids = list(patient_ids)
    if not ids:
        return {}
    working = Membership.objects.filter(hospital_id=hospital_id, user__is_active=True,
                                        role__in=[str(role) for role in VERBS["watch.see"]])
    people = list(working.values_list("user_id", "role"))
    coordinators = [user for user, role in people if role == Role.TRIAL_COORDINATOR]
    there = {user for user, _ in people}
    visits = door.next_visits(ids, who, timezone.localdate())
    doctors: dict[int, Any] = {id: visit.clinician_id for id, visit in visits.items() if visit.clinician_id in there}
    return {id: tuple(dict.fromkeys([*coordinators, *([doctors[id]] if id in doctors else [])])) for id in ids}
