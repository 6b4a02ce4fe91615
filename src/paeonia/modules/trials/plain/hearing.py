"""Who would like to hear about trials: the last word of each patient, scoped by the viewer's own reach and audited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from paeonia.chart import door
from paeonia.chart.cards import Kept, Person
from paeonia.chart.door_wish import LastWord
from paeonia.people.viewer import Viewer

from .hows import VARIABLE

PAGE = 50
WHY = "who would like to hear about trials"


@dataclass(frozen=True)
class Listener:
    """A patient who said that she would like to hear, with when, how and to whom."""

    person: Person
    word: LastWord
    beside: tuple[Any, ...]


@dataclass(frozen=True)
class Listeners:
    """One page of those who would like to hear; `no` said that they would not."""

    people: tuple[Listener, ...]
    total: int
    no: int
    page: int
    pages: int


def would(value: Any) -> bool | None:
    """What a recorded answer says."""
    return {"yes": True, True: True, "no": False, False: False}.get(value)


def listeners(viewer: Viewer, page: int = 1) -> Listeners:
    """Those who would like to hear, the newest word first; each one shown counts as read."""
    said = door.last_words(VARIABLE, viewer)
    yes = sorted((one for one in said.values() if would(one.value)), key=lambda one: (one.on, one.id), reverse=True)
    pages = max(1, -(-len(yes) // PAGE))
    page = min(max(1, page), pages)
    shown = yes[(page - 1) * PAGE:page * PAGE]
    people = door.people([one.patient_id for one in shown], viewer, why=WHY)
    beside = door.glance(people.values(), viewer)
    found = tuple(Listener(people[one.patient_id], one, tuple(beside.get(one.patient_id, ()))) for one in shown
                  if one.patient_id in people)
    return Listeners(found, len(yes), sum(would(one.value) is False for one in said.values()), page, pages)


def of(patient_ids: Iterable[int], viewer: Viewer) -> Mapping[int, bool | None]:
    """Whether each patient of a list would like to hear; not known is left out."""
    ids = list(patient_ids)
    return {id: would(one.value) for id, one in door.last_words(VARIABLE, viewer, ids).items()} if ids else {}


def of_one(patient_id: int, viewer: Viewer) -> LastWord | None:
    """The last word of one patient."""
    return door.last_words(VARIABLE, viewer, [patient_id]).get(patient_id)


def history(patient_id: int, viewer: Viewer) -> tuple[Kept, ...]:
    """Everything she ever said about it, the newest first."""
    return door.history(patient_id, viewer, VARIABLE)


def own_chart(viewer: Viewer) -> Person | None:
    """The chart of a patient who is signed in herself."""
    found = door.patients(viewer).items
    return found[0] if found else None
