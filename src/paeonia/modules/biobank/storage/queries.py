"""What pages ask of storage: the tree with how full it is, a box as a map, who has which tube, what is found by a scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.ui.words import words

from ..boxes import Box, Tube
from ..models import Specimen
from ..queries import LARGEST
from ..refusing import refuse
from ..whereabouts import PLACE, Whereabouts
from ..wordlist import word
from .choices import Kind, State
from .finding import free_places
from .grid import Grid
from .locking import spot_name, where
from .models import Container, Occurrence, Place
from .tree import Ruled, ruled

# Everything below is counted into each container above it; places lie in leaves, a few levels down.
FILLED = """
WITH RECURSIVE tree AS (
    SELECT id, ARRAY[id] AS line, name, kind, holds, rows, columns, room_for, taken, temperature, resting, archived,
        parent_id, ARRAY[name::text] AS names FROM bankstore_container
        WHERE CASE WHEN %(top)s::bigint IS NULL THEN parent_id IS NULL ELSE id = %(top)s END
    UNION ALL
    SELECT c.id, t.line || c.id, c.name, c.kind, c.holds, c.rows, c.columns, c.room_for, c.taken,
        COALESCE(c.temperature, t.temperature), c.resting OR t.resting, c.archived, c.parent_id, t.names || c.name::text
        FROM bankstore_container c JOIN tree t ON c.parent_id = t.id
), leaf AS (
    SELECT line, taken, COALESCE(rows * columns, room_for) AS room FROM tree WHERE holds = 'specimens' AND NOT archived
), total AS (
    SELECT id, sum(l.taken) AS taken, sum(COALESCE(l.room, l.taken)) AS room, count(*) AS boxes,
        bool_or(l.room IS NULL) AS unsaid FROM leaf l CROSS JOIN LATERAL unnest(l.line) AS id GROUP BY id
)
SELECT t.id, t.parent_id, t.name, t.kind, t.holds, cardinality(t.line) - 1, t.temperature, t.resting, t.archived,
    COALESCE(n.taken, 0), COALESCE(n.room, 0), COALESCE(n.boxes, 0), COALESCE(n.unsaid, false)
    FROM tree t LEFT JOIN total n USING (id)
    WHERE cardinality(t.line) <= %(deep)s + 1 AND (t.kind <> 'box' OR %(boxes)s) ORDER BY t.names
"""


@dataclass(frozen=True)
class Filled:
    """A container and how full it is with everything below it; `unsaid` where nobody said how much goes in."""

    id: int
    parent_id: int | None
    name: str
    kind: str
    holds: str
    depth: int
    temperature: Decimal | None
    resting: bool
    archived: bool
    taken: int
    room: int
    boxes: int
    unsaid: bool

    @property
    def kind_label(self) -> str:
        """What it is, in the reader's language."""
        return str(Kind(self.kind).label)

    @property
    def share(self) -> float:
        """How much of its room is taken, from 0 to 1."""
        return min(self.taken / self.room, 1) if self.room else 0


@dataclass(frozen=True)
class Cell:
    """One place of a box as the map shows it."""

    row: int
    column: int
    name: str
    state: str = ""         # empty: free
    specimen: int = 0
    label: str = ""
    kind: str = ""
    until: datetime | None = None
    why: str = ""
    child: int = 0


@dataclass(frozen=True)
class BoxMap:
    """A box with all its places, row by row, and what lies in it without a place of its own."""

    box: Container
    rules: Ruled
    rows: tuple[tuple[Cell, ...], ...]
    loose: tuple[Cell, ...]
    kinds: tuple[tuple[str, int], ...]
    next_free: str
    row_names: tuple[str, ...] = field(default=())
    column_names: tuple[str, ...] = field(default=())

    @property
    def all(self) -> int:
        """How many places it has."""
        return sum(len(row) for row in self.rows)

    @property
    def free(self) -> int:
        """How many of them are free."""
        return sum(not cell.state for row in self.rows for cell in row)


def containers(top: int | None = None, deep: int = 3, boxes: bool = False) -> list[Filled]:
    """Containers from one downwards (from the top, when none is given), with how full each is."""
    with connection.cursor() as cursor:
        cursor.execute(FILLED, {"top": top, "deep": deep, "boxes": boxes})
        return [Filled(*row) for row in cursor.fetchall()]


def box_map(box: Container) -> BoxMap:
    """A box to look at: two statements however many tubes it holds."""
    rules = ruled([box.pk])[box.pk]
    now, found, loose, many = timezone.now(), {}, [], {}
    for one in Place.objects.filter(container=box).select_related("specimen", "child").order_by("row", "column", "id"):
        if one.state == State.RESERVED and one.until and one.until < now:
            continue
        tube = one.specimen
        cell = Cell(one.row or 0, one.column or 0, spot_name(box, one.row, one.column), one.state, tube.pk if tube else 0,
                    tube.label if tube else one.child.name if one.child else "", tube.kind if tube else "", one.until,
                    one.why, one.child_id or 0)
        many[cell.kind] = many.get(cell.kind, 0) + (1 if cell.kind else 0)
        if one.row is None:
            loose.append(cell)
        else:
            found[(cell.row, cell.column)] = cell
    grid = box.grid
    counted = tuple(sorted((kind, count) for kind, count in many.items() if kind))
    if grid is None:
        return BoxMap(box, rules, (), tuple(loose), counted, "")
    rows = tuple(tuple(found.get((row, column)) or Cell(row, column, grid.name((row, column)))
                       for column in range(1, grid.columns + 1)) for row in range(1, grid.rows + 1))
    free = next(grid.free(found), None)
    return BoxMap(box, rules, rows, (), counted, grid.name(free) if free else "",
                  tuple(_side(grid, row=row) for row in range(1, grid.rows + 1)),
                  tuple(_side(grid, column=column) for column in range(1, grid.columns + 1)))


def _side(grid: Grid, row: int = 0, column: int = 0) -> str:
    from .labels import written

    return written(row, grid.row_names) if row else written(column, grid.column_names)


def on_paper(box_id: int, viewer: Viewer) -> Box | None:
    """A box for paper, every tube with what it holds."""
    with acting(viewer):
        one = container(box_id, hospital_id__in=viewer.hospital_ids) if 0 < box_id < LARGEST else None
        if one is None or one.grid is None:
            return None
        found = box_map(one)
    lie = {(cell.row - 1, cell.column - 1): Tube(cell.label, cell.label, words(word("types", cell.kind)))
           for row in found.rows for cell in row if cell.specimen}
    return Box(one.name, found.rules.path, found.row_names, found.column_names, lie)


def container_called(hospital_ids: Sequence[int], code: str) -> Container:
    """A container by its barcode, else by its name when only one is called so; raises Refused."""
    said = code.strip()
    seen = Container.objects.without_tree_fields().filter(hospital_id__in=hospital_ids, archived=False)
    found = list(seen.filter(barcode=said)[:2]) if said else []
    found = found or (list(seen.filter(name=said)[:9]) if said else [])
    if not found:
        raise refuse("store-no-box", code=said[:60])
    if len(found) > 1:
        raise refuse("store-several-boxes", code=said[:60], count=len(found))
    return found[0]


def specimen_called(hospital_ids: Sequence[int], code: str) -> Specimen:
    """A specimen by its barcode or label; raises Refused."""
    said = code.strip()
    seen = Specimen.objects.without_tree_fields().filter(hospital_id__in=hospital_ids).select_related(
        "collection__registration__protocol")
    found = (seen.filter(barcode=said).first() or seen.filter(label=said).first()) if said else None
    if found is None:
        raise refuse("bank-unknown-code", code=said[:60])
    return found


def checked_out(hospital_ids: Sequence[int]) -> list[Place]:
    """Tubes in somebody's hands, those expected back first on top."""
    return list(Place.objects.filter(hospital_id__in=hospital_ids, state=State.OUT).select_related(
        "specimen", "container", "by").order_by("until", "id"))


def overdue(hospital_ids: Sequence[int]) -> int:
    """How many tubes should have been back by now."""
    return Place.objects.filter(hospital_id__in=hospital_ids, state=State.OUT, until__lt=timezone.now()).count()


def place_of(specimen: Specimen) -> Place | None:
    """Where a specimen lies, or where its place is kept."""
    return Place.objects.filter(specimen_id=specimen.pk).select_related("container", "by").first()


def known_of(ids: Sequence[int]) -> dict[int, list[Whereabouts]]:
    """Where specimens lie, for whoever must find every tube."""
    rows = list(Place.objects.filter(specimen_id__in=ids).select_related("container"))
    paths = ruled(one.container_id for one in rows)
    return {one.specimen_id: [Whereabouts(PLACE, " ".join(filter(None, (
        paths[one.container_id].path, spot_name(one.container, one.row, one.column)))),
        "bankstore-container", one.container_id)] for one in rows if one.specimen_id}


def container(pk: int, **only: Any) -> Container | None:
    """A container this viewer sees."""
    return Container.objects.without_tree_fields().filter(Q(pk=pk), **only).first()


@dataclass(frozen=True)
class Proposed:
    """A box that would take a tube, and the place it would get there."""

    box: int
    path: str
    temperature: Decimal | None
    place: str


def proposed(tube: Specimen, viewer: Viewer, many: int = 4) -> list[Proposed]:
    """Boxes with room for a tube, those already begun first."""
    found: list[Proposed] = []
    with acting(viewer):
        protocol = tube.collection.registration.protocol_id
        while len(found) < many:
            free = free_places(tube.hospital_id, 1, tube.kind, protocol, without=[one.box for one in found])
            box = container(free[0].box) if free else None
            if box is None:
                break
            found.append(Proposed(box.pk, free[0].path, free[0].temperature, spot_name(box, free[0].row, free[0].column)))
    return found


def lies(tube: Specimen, viewer: Viewer) -> str:
    """Where a tube lies now, as people say it; empty when nowhere."""
    with acting(viewer):
        place = place_of(tube)
    return where(place) if place else ""


def happenings(one: Container) -> list[Occurrence]:
    """What happened to a container, the newest first."""
    return list(Occurrence.objects.filter(container=one).select_related("by").order_by("-at", "-id")[:20])
