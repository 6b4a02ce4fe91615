"""Checks of a box as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..choices import State
from ..models import Container, Stay
from ..models_inventory import InventoryCheck
from ..queries import BoxMap, box_map


@dataclass(frozen=True)
class Shown:
    """A check with a mark for each place it is about: missing | misplaced | closed | strange | unknown | twice | back.

    `since`: places where something else lies, or nothing any more, than when it was counted.
    """

    row: InventoryCheck
    map: BoxMap
    marks: dict[tuple[int, int], str]
    since: frozenset[tuple[int, int]]


def checks(box: Container, viewer: Viewer) -> tuple[InventoryCheck, ...]:
    """Checks of a box, the newest first."""
    with acting(viewer):
        return tuple(InventoryCheck.objects.filter(container=box).select_related("by")[:20])


def shown(box: Container, row: InventoryCheck) -> Shown:
    """One check laid over the box as it is now; what changed since was not counted, and is said to have changed."""
    marks: dict[tuple[int, int], str] = {}
    for one in row.differences:
        spot: Any = one["spot"]
        if spot and (one["kind"] != "twice" or tuple(spot) not in marks):
            marks[(spot[0], spot[1])] = one["kind"]
        if one["kind"] == "misplaced" and one["at"]:
            marks.setdefault((one["at"][0], one["at"][1]), "missing")
    found = box_map(box)
    return Shown(row, found, marks, _changed(found, _lay(box, row.at)))


def _lay(box: Container, at: datetime) -> dict[str, int]:
    """Which tube lay at which place of a box at a moment."""
    stays = Stay.objects.filter(container=box, since__lte=at).filter(Q(until__isnull=True) | Q(until__gt=at))
    return dict(stays.values_list("place", "specimen_id"))


def _changed(found: BoxMap, then: Mapping[str, int]) -> frozenset[tuple[int, int]]:
    """A tube that is out keeps its place, without a stay: it is told by the count itself."""
    return frozenset((cell.row, cell.column) for line in found.rows for cell in line
                     if cell.state != State.OUT and then.get(cell.name, 0) != cell.specimen)
