"""Where the contents of a failing container could go: whole boxes into racks as cold, and the other tubes one by one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from ...vocabulary import vocabulary
from ..choices import State
from ..containers.actions import below
from ..finding import Free, free_places
from ..locking import spot_name
from ..models import Container, Place
from ..tree import ruled
from .whole import BoxMove, whole_boxes

ABSOLUTE_ZERO = Decimal(-274)
NO_ROOM, NO_TEMPERATURE = "room", "temperature"


@dataclass(frozen=True)
class Move:
    """A tube from its place to another."""

    specimen_id: int
    label: str
    kind: str
    where: str
    to: str


@dataclass(frozen=True)
class Destination:
    """A box with the tubes that go into it."""

    box: int
    path: str
    temperature: Decimal | None
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Plan:
    """Boxes that go whole, moves by destination, and tubes without one: no room, or nobody said how cold it has to be."""

    boxes: tuple[BoxMove, ...]
    destinations: tuple[Destination, ...]
    left: tuple[tuple[Move, str], ...]

    @property
    def mark(self) -> str:
        """A short sign of what goes where: another one means that it is another plan than somebody carried out."""
        said = [(one.box, one.rack, one.to, one.tubes) for one in self.boxes]
        said += [(move.specimen_id, one.box, move.to) for one in self.destinations for move in one.moves]
        return sha256(repr(said).encode()).hexdigest()[:16]

    @property
    def moves(self) -> int:
        """How many tubes find a place."""
        return sum(one.tubes for one in self.boxes) + sum(len(one.moves) for one in self.destinations)


def suiting(temperature: Decimal) -> tuple[Decimal, Decimal]:
    """Between which temperatures a tube kept at this one may go: the same band; what is frozen may lie colder."""
    words = vocabulary()
    band = words.temperatures.get(words.temperature_of(float(temperature)))
    if band is None or band.low is None or band.high is None:
        return temperature - 2, temperature + 2
    return (ABSOLUTE_ZERO if band.frozen else Decimal(str(band.low)), Decimal(str(band.high)))


def plan(container: Container) -> Plan:
    """A place for every tube in a container and below it; nothing is written or kept free by asking."""
    away = below(container.pk)
    rows = list(Place.objects.filter(container__in=away, specimen__isnull=False, state=State.HELD).select_related(
        "specimen__collection__registration", "container").order_by("container_id", "row", "column"))
    rules = ruled(one.container_id for one in rows)
    boxes = whole_boxes(container, away, {pk: suiting(one.temperature) for pk, one in rules.items()
                                          if one.temperature is not None})
    carried = {one.box for one in boxes}
    rows = [one for one in rows if one.container_id not in carried]
    groups: dict[tuple[str, int, Decimal | None], list[Place]] = {}
    for one in rows:
        tube = one.specimen
        assert tube is not None
        key = tube.kind, tube.collection.registration.protocol_id, rules[one.container_id].temperature
        groups.setdefault(key, []).append(one)
    spoken: list[tuple[int, int, int]] = []
    going: dict[int, tuple[Free, list[Move]]] = {}
    left: list[tuple[Move, str]] = []
    for (kind, protocol, temperature), members in groups.items():
        if temperature is None:
            left += [(_move(one, rules[one.container_id].path), NO_TEMPERATURE) for one in members]
            continue
        free = free_places(container.hospital_id, len(members), kind, protocol, without=[container.pk], roomy=True,
                           between=suiting(temperature), spoken=spoken)
        spoken += [(one.box, one.row, one.column) for one in free]
        grids = _grids(free)
        for one, spot in zip(members, free, strict=False):
            to = spot_name(grids[spot.box], spot.row, spot.column)
            going.setdefault(spot.box, (spot, []))[1].append(_move(one, rules[one.container_id].path, to))
        left += [(_move(one, rules[one.container_id].path), NO_ROOM) for one in members[len(free):]]
    return Plan(boxes, tuple(Destination(box, spot.path, spot.temperature, tuple(moves))
                      for box, (spot, moves) in sorted(going.items(), key=lambda item: item[1][0].path)), tuple(left))


def _move(place: Place, path: str, to: str = "") -> Move:
    tube = place.specimen
    assert tube is not None
    name = spot_name(place.container, place.row, place.column)
    return Move(tube.pk, tube.label, tube.kind, f"{path} {name}".strip(), to)


def _grids(free: list[Free]) -> dict[int, Container]:
    return {one.pk: one for one in Container.objects.without_tree_fields().filter(pk__in={one.box for one in free})}
