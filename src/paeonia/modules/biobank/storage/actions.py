"""Writes about tubes in places: store, move, take out, check out and in, reserve, block. All of one deed or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..actions import allowed
from ..choices import Availability, Deed
from ..custody.actions import came_back, each_happened, went_out
from ..models import Specimen
from ..refusing import has_happened, refuse, told
from .admitting import admitted
from .choices import State
from .grid import Spot
from .keeping import may_be_kept
from .locking import held, kept_for, places_of, spot_name, spots_meant, taken, tubes, where
from .models import Container, Place, Stay
from .tree import Ruled, ruled

WHAT = {"en": "this step", "zh": "该操作"}
KEPT_FOR = timedelta(minutes=5)


def store(specimens: Sequence[Specimen], box: Container, at: datetime, viewer: Viewer, *, names: Sequence[str] = (),
          moving: bool = False) -> list[Place]:
    """Put tubes into a box, into the places named or the next free ones in its order of filling.

    `moving` takes along a tube that lies elsewhere; without it, that is refused: the wrong tube may be in hand.
    """
    for one in specimens:
        allowed(viewer, "bank.work", one)
    has_happened(at, WHAT)
    try:
        with acting(viewer):
            return _stored(specimens, box, at, viewer, names, moving)
    except IntegrityError as fault:
        if "one_thing_a_place" in str(fault) or "specimen_id" in str(fault):
            raise refuse("store-busy") from None
        raise
    except OperationalError as fault:
        if "deadlock" in str(fault):
            raise refuse("store-busy") from None
        raise


def _stored(specimens: Sequence[Specimen], box: Container, at: datetime, viewer: Viewer, names: Sequence[str],
            moving: bool) -> list[Place]:
    box, rules, full = held(box.pk, viewer)
    them = tubes(specimens)
    admitted(them, box.name, rules)
    before = places_of(them)
    for one in them:
        if one.made_at and at < one.made_at:
            raise refuse("store-before-made", label=one.label, made=told(one.made_at), at=told(at))
        lies = before.get(one.pk)
        if lies and lies.state == State.OUT:
            raise _is_out(one, lies)
        if lies and not moving:
            raise refuse("store-elsewhere", label=one.label, where=where(lies))
    may_be_kept([one for one in them if one.pk not in before])
    spots = _spots(box, full, them, before, names, viewer)
    mine = [full[spot].pk for spot in spots if spot in full and full[spot].state == State.RESERVED]
    Place.objects.filter(Q(pk__in=mine) | Q(container=box, state=State.RESERVED, until__lt=timezone.now())).delete()
    Place.objects.filter(pk__in=[one.pk for one in before.values()]).delete()
    made = Place.objects.bulk_create(
        Place(hospital_id=box.hospital_id, container=box, row=spot[0] if spot else None, column=spot[1] if spot else None,
              specimen=one, state=State.HELD) for one, spot in zip(them, spots, strict=True))
    arrived(them, box, rules, spots, at, viewer, Deed.STORED,
            {one.pk: {"from": where(before[one.pk])} for one in them if one.pk in before})
    return made


def _spots(box: Container, full: dict[Spot, Place], them: list[Specimen], before: dict[int, Place],
           names: Sequence[str], viewer: Viewer) -> list[Spot] | list[None]:
    """The places for some tubes; a tube that is moved within the box leaves its own free for another."""
    leaving = {place.pk for place in before.values()}
    full = {spot: place for spot, place in full.items() if place.pk not in leaving}
    grid = box.grid
    if names:
        spots = spots_meant(box, names)
        if len(spots) != len(them):
            raise refuse("store-full", box=box.name, free=len(spots), wanted=len(them))
        for spot in spots:
            no = taken(box, full[spot], viewer) if spot in full else None
            if no:
                raise no
        return spots
    if grid is None:
        here = sum(place.container_id == box.pk for place in before.values())
        if box.room_for is not None and box.taken - here + len(them) > box.room_for:
            raise refuse("store-full", box=box.name, free=max(box.room_for - box.taken + here, 0), wanted=len(them))
        return [None] * len(them)
    # what I have reserved is mine to fill, in its turn
    free = list(grid.free(spot for spot, place in full.items() if not kept_for(place, viewer)))
    if len(free) < len(them):
        raise refuse("store-full", box=box.name, free=len(free), wanted=len(them))
    return free[:len(them)]


def arrived(them: Sequence[Specimen], box: Container, rules: Ruled, spots: Sequence[Spot | None], at: datetime,
            viewer: Viewer, deed: str, more: dict[int, dict[str, Any]]) -> None:
    """Begin the stay of tubes in a box, and write it into the custody of each."""
    _left(them, at)
    names = [spot_name(box, *spot) if spot else "" for spot in spots]
    Stay.objects.bulk_create(
        Stay(hospital_id=box.hospital_id, specimen=one, container=box, unit_id=rules.unit, place=name, since=at)
        for one, name in zip(them, names, strict=True))
    each_happened([(one, {
        "container": box.pk, "path": rules.path, "place": name,
        **({"temperature_c": float(rules.temperature)} if rules.temperature is not None else {}), **more.get(one.pk, {})})
        for one, name in zip(them, names, strict=True)], deed, at, viewer)


def _left(them: Sequence[Specimen], at: datetime) -> None:
    open_stays = Stay.objects.filter(specimen__in=[one.pk for one in them], until__isnull=True)
    early = open_stays.filter(since__gt=at).select_related("specimen").first()
    if early:
        raise refuse("store-before-stored", label=early.specimen.label, since=told(early.since), at=told(at))
    open_stays.update(until=at)


def take_out(specimens: Sequence[Specimen], why: str, at: datetime, viewer: Viewer) -> None:
    """Take tubes out for good; their places are free."""
    _lying(specimens, at, viewer)
    with acting(viewer):
        them, lie = tubes(specimens), places_of(specimens)
        told_to = [(one, _fields(lie[one.pk], why)) for one in them]
        Place.objects.filter(pk__in=[place.pk for place in lie.values()]).delete()
        _left(them, at)
        each_happened(told_to, Deed.REMOVED, at, viewer)
        came_back(them, viewer)


def check_out(specimens: Sequence[Specimen], back_by: datetime, why: str, at: datetime, viewer: Viewer) -> None:
    """Hand tubes out for work; each keeps its place, and is expected back."""
    _lying(specimens, at, viewer)
    with acting(viewer):
        them, lie = tubes(specimens), places_of(specimens)
        for one in them:
            if lie[one.pk].state == State.OUT:
                raise _is_out(one, lie[one.pk])
            if one.availability == Availability.FROZEN:
                raise refuse("store-withdrawn", label=one.label)
        Place.objects.filter(pk__in=[place.pk for place in lie.values()]).update(
            state=State.OUT, until=back_by, by_id=viewer.user_id, at=at, why=why[:200])
        _left(them, at)
        each_happened([(one, {**_fields(lie[one.pk], why), "back_by": back_by.isoformat()}) for one in them],
                      Deed.CHECKED_OUT, at, viewer)
        went_out(them, viewer)


def check_in(specimens: Sequence[Specimen], at: datetime, viewer: Viewer) -> None:
    """Put tubes back into the places kept for them."""
    _lying(specimens, at, viewer)
    with acting(viewer):
        them, lie = tubes(specimens), places_of(specimens)
        for one in them:
            place = lie[one.pk]
            if place.state != State.OUT:
                raise refuse("store-not-out", label=one.label)
            if place.at and at < place.at:
                raise refuse("store-before-stored", label=one.label, since=told(place.at), at=told(at))
        Place.objects.filter(pk__in=[place.pk for place in lie.values()]).update(
            state=State.HELD, until=None, by=None, at=None, why="")
        rules = ruled(place.container_id for place in lie.values())
        for box in {place.container_id: place.container for place in lie.values()}.values():
            here = [one for one in them if lie[one.pk].container_id == box.pk]
            spots = [(place.row, place.column) if place.row and place.column else None
                     for place in (lie[one.pk] for one in here)]
            arrived(here, box, rules[box.pk], spots, at, viewer, Deed.CHECKED_IN, {})
        came_back(them, viewer)


def _lying(specimens: Sequence[Specimen], at: datetime, viewer: Viewer) -> None:
    for one in specimens:
        allowed(viewer, "bank.work", one)
    has_happened(at, WHAT)
    with acting(viewer):
        lie = places_of(specimens)
        for one in specimens:
            if one.pk not in lie:
                raise refuse("store-nowhere", label=one.label)


def _fields(place: Place, why: str) -> dict[str, Any]:
    return {"container": place.container_id, "place": spot_name(place.container, place.row, place.column), "why": why[:200]}


def _is_out(one: Specimen, place: Place) -> Exception:
    return refuse("store-is-out", label=one.label, who=place.by.username if place.by else "…",
                  at=told(place.at) if place.at else "…", where=where(place))


def reserve(box: Container, many: int, viewer: Viewer) -> list[str]:
    """Keep the next free places of a box for five minutes, while their labels are printed; gives back their names."""
    allowed(viewer, "bank.work", box)
    with acting(viewer):
        one, _, full = held(box.pk, viewer)
        grid = one.grid
        if grid is None:
            raise refuse("store-no-grid", box=one.name)
        free = list(grid.free(full))
        if len(free) < many:
            raise refuse("store-full", box=one.name, free=len(free), wanted=many)
        Place.objects.filter(container=one, state=State.RESERVED, until__lt=timezone.now()).delete()
        Place.objects.bulk_create(Place(
            hospital_id=one.hospital_id, container=one, row=row, column=column, state=State.RESERVED, by_id=viewer.user_id,
            until=timezone.now() + KEPT_FOR) for row, column in free[:many])
        return [grid.name(spot) for spot in free[:many]]


def block(box: Container, name: str, why: str, viewer: Viewer) -> None:
    """Say that a place is not to be used; nothing may lie in it."""
    allowed(viewer, "bank.work", box)
    if not why.strip():
        raise refuse("store-why")
    with acting(viewer):
        one, _, full = held(box.pk, viewer)
        spot, = spots_meant(one, [name])
        no = taken(one, full[spot], viewer) if spot in full else None
        if no:
            raise no
        Place.objects.filter(container=one, row=spot[0], column=spot[1], state=State.RESERVED).delete()
        Place.objects.create(hospital_id=one.hospital_id, container=one, row=spot[0], column=spot[1], state=State.BLOCKED,
                             why=why.strip()[:200], by_id=viewer.user_id, at=timezone.now())


def release(box: Container, name: str, viewer: Viewer) -> None:
    """A blocked or reserved place may be used again."""
    allowed(viewer, "bank.work", box)
    with acting(viewer):
        spot, = spots_meant(box, [name])
        Place.objects.filter(container=box, row=spot[0], column=spot[1],
                             state__in=(State.BLOCKED, State.RESERVED)).delete()


def freed(specimen: Specimen) -> None:
    """A specimen closed: nothing lies in its place any more. Called inside the transaction that closed it."""
    with transaction.atomic():
        Place.objects.filter(specimen_id=specimen.pk).delete()
        Stay.objects.filter(specimen_id=specimen.pk, until__isnull=True, since__lte=timezone.now()).update(
            until=timezone.now())
