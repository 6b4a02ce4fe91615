"""Reads what a scanner gave, compares it with the box, and keeps what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db.models import Q

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ...actions import allowed
from ...choices import Status
from ...models import Specimen
from ...refusing import refuse
from ..choices import State
from ..files import Line, lines_of
from ..locking import no_such_place, spot_name
from ..models import Container, Place
from ..models_inventory import InventoryCheck
from ..scans.reading import COLUMNS, NO_TUBE
from ..tree import ruled
from .comparing import Compared, Lies, Scanned, compared

BARE = (("position", "code"), ("code",), ("rack", "position", "code"))
MOST = 2_000


def lines(data: bytes) -> list[Line]:
    """What was scanned: codes one a line, or place and code; a rack scanner's file as it is. Raises Refused."""
    found = lines_of(data, {name: COLUMNS[name] for name in ("rack", "position", "code")}, BARE)
    if len(found) > MOST:
        raise refuse("store-file-large", most=MOST)
    return found


def check(box: Container, rows: Sequence[Line], viewer: Viewer) -> InventoryCheck:
    """Compare a box with what was scanned in it and keep the result; nothing in the box is changed."""
    allowed(viewer, "bank.work", box)
    with acting(viewer):
        found = compared(_lies(box), _scanned(box, rows, viewer))
        return InventoryCheck.objects.create(
            hospital_id=box.hospital_id, container=box, by_id=viewer.user_id, expected=found.expected,
            scanned=found.scanned, right=len(found.right), differences=_kept(box, found))


def _kept(box: Container, found: Compared) -> list[dict[str, object]]:
    """Differences with the names of places as they were then: a box may be set up anew."""
    out = []
    for one in found.differences:
        said = asdict(one)
        for name in ("spot", "at"):
            spot = getattr(one, name)
            said[f"{name}_name"] = spot_name(box, *spot) if spot else ""
        out.append(said)
    return out


def _lies(box: Container) -> list[Lies]:
    rows = Place.objects.filter(container=box, specimen__isnull=False).select_related("specimen")
    return [Lies(one.specimen_id, one.specimen.label, one.specimen.barcode,
                 (one.row, one.column) if one.row and one.column else None, one.state == State.OUT) for one in rows]


def _scanned(box: Container, rows: Sequence[Line], viewer: Viewer) -> list[Scanned]:
    said = [(row, row.cells.get("code", "").strip()) for row in rows]
    codes = {code for _row, code in said if code.casefold() not in NO_TUBE}
    held = Specimen.objects.without_tree_fields().filter(hospital_id=box.hospital_id).filter(
        Q(barcode__in=codes) | Q(label__in=codes))
    tubes = {code: one for one in held for code in (one.label, one.barcode) if code}
    places = {one.specimen_id: one for one in Place.objects.filter(
        specimen__in=[one.pk for one in tubes.values()]).select_related("container")}
    paths = ruled({one.container_id for one in places.values()})
    found = []
    for row, code in said:
        if code not in codes:
            continue
        tube = tubes.get(code)
        lies = places.get(tube.pk) if tube else None
        where = f"{paths[lies.container_id].path} {spot_name(lies.container, lies.row, lies.column)}".strip() if lies else ""
        found.append(Scanned(code[:120], _spot(box, row), tube.pk if tube else None, where,
                             tube is not None and tube.status == Status.CLOSED))
    return found


def _spot(box: Container, row: Line) -> tuple[int, int] | None:
    name, grid = row.cells.get("position", "").strip(), box.grid
    if not name or grid is None:
        return None
    try:
        return grid.spot(name)
    except (ValueError, IndexError):
        raise no_such_place(box, grid, name) from None
