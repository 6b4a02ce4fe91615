"""Boxes that can go as they are into a free place of a rack elsewhere: in an emergency nobody carries tubes one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..choices import Holds, Kind, State
from ..groups import kinds_over
from ..locking import spot_name, taken_in
from ..models import Container, Place
from ..tree import Ruled, ruled


@dataclass(frozen=True)
class BoxMove:
    """A box with all that lies in it, from its place to a place in a rack."""

    box: int
    name: str
    tubes: int
    where: str
    rack: int
    path: str
    to: str
    temperature: Decimal | None


def whole_boxes(container: Container, away: Sequence[int], suits: dict[int, tuple[Decimal, Decimal]]) -> tuple[BoxMove, ...]:
    """A place for each box below a container, as far as racks elsewhere have some; `suits` says how cold each has to be."""
    boxes = Container.objects.without_tree_fields().filter(pk__in=set(suits) - {container.pk}, kind=Kind.BOX).order_by("pk")
    racks = {one.pk: one for one in Container.objects.without_tree_fields().filter(
        hospital_id=container.hospital_id, holds=Holds.CONTAINERS, rows__isnull=False, archived=False).exclude(pk__in=away)}
    rules = ruled([*racks, *away])
    free = {pk: list(rack.grid.free(taken_in(rack))) for pk, rack in racks.items() if rack.grid and not rules[pk].resting}
    told = []
    for box in boxes:
        held = list(Place.objects.filter(container=box, specimen__isnull=False).values_list(
            "specimen__kind", "specimen__collection__registration__protocol_id", "state"))
        able = [pk for pk, spots in free.items() if spots and _suits(rules[pk], box, suits[box.pk], held)]
        if not able:
            continue
        # nearest to what it is used to, then together where there is most room
        apart = {pk: abs((rules[pk].temperature or 0) - (rules[box.pk].temperature or 0)) for pk in able}
        rack = min(able, key=lambda pk: (apart[pk], -len(free[pk]), pk))
        spot = free[rack].pop(0)
        told.append(BoxMove(box.pk, box.name, sum(state == State.HELD for *_, state in held), rules[box.pk].path, rack,
                            rules[rack].path, spot_name(racks[rack], *spot), rules[rack].temperature))
    return tuple(told)


def _suits(rack: Ruled, box: Container, between: tuple[Decimal, Decimal], held: Sequence[tuple[str, int, str]]) -> bool:
    """As cold, and what lies in the box may lie there; a box with lists of its own goes by those wherever it stands."""
    if rack.temperature is None or not between[0] <= rack.temperature <= between[1]:
        return False
    kinds, protocols = set(rack.kinds), set(rack.protocols)
    if kinds and not box.kinds and any(not set(kinds_over(kind)) & kinds for kind, *_ in held):
        return False
    return not protocols or bool(box.protocols) or all(protocol in protocols for _kind, protocol, _state in held)
