"""Checks of a box as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..models import Container
from ..models_inventory import InventoryCheck
from ..queries import BoxMap, box_map


@dataclass(frozen=True)
class Shown:
    """A check with a mark for each place it is about: missing | misplaced | strange | unknown | twice | back."""

    row: InventoryCheck
    map: BoxMap
    marks: dict[tuple[int, int], str]


def checks(box: Container, viewer: Viewer) -> tuple[InventoryCheck, ...]:
    """Checks of a box, the newest first."""
    with acting(viewer):
        return tuple(InventoryCheck.objects.filter(container=box).select_related("by")[:20])


def shown(box: Container, row: InventoryCheck) -> Shown:
    """One check laid over the box as it is now."""
    marks: dict[tuple[int, int], str] = {}
    for one in row.differences:
        spot: Any = one["spot"]
        if spot and (one["kind"] != "twice" or tuple(spot) not in marks):
            marks[(spot[0], spot[1])] = one["kind"]
        if one["kind"] == "misplaced" and one["at"]:
            marks.setdefault((one["at"][0], one["at"][1]), "missing")
    return Shown(row, box_map(box), marks)
