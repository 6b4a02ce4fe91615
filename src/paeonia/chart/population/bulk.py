"""A large invented population through the one door, slice by slice, with a count of how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from paeonia.chart import door
from paeonia.people.viewer import Viewer
from paeonia.record.facts import Statement

from .draw import draw
from .statements import statements
from .world import World

SLICE = 500  # patients turned into statements at a time: their facts fit easily into memory
ROOM = 1_000_000  # record numbers kept free for each seed


def number(seed: int, position: int) -> str:
    """The record number of the patient at a position of the draw with this seed."""
    return f"P{seed * ROOM + position + 1:06d}"


def load(
    patients: int,
    seed: int,
    as_of: int,
    viewer: Viewer,
    hospital_id: int,
    history: int = 0,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Bring `patients` invented patients into one hospital; those on record stay as they are. Returns how many are new."""
    world = draw(patients, seed, as_of, history)
    brought = 0
    for first in range(0, patients, SLICE):
        rows = missing(range(first, min(first + SLICE, patients)), seed, viewer)
        brought += door.accept(_said(world, rows, seed), viewer, hospital_id=hospital_id).patients
        if progress:
            progress(min(first + SLICE, patients) - first)
    return brought


def missing(rows: range, seed: int, viewer: Viewer) -> list[int]:
    """The positions not on record; a slice whose ends are both unknown was never begun and is not looked through."""
    if not on_record(number(seed, rows[0]), viewer) and not on_record(number(seed, rows[-1]), viewer):
        return list(rows)
    return [row for row in rows if not on_record(number(seed, row), viewer)]


def on_record(mrn: str, viewer: Viewer) -> bool:
    """Whether somebody has this record number."""
    try:
        door.find(viewer, mrn=mrn)
    except door.NotHere:
        return False
    return True


def _said(world: World, rows: list[int], seed: int) -> Iterator[Statement]:
    for said in statements(world, rows, seed, seed * ROOM + 1):
        yield from said
