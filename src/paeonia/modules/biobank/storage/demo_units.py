"""Which containers the demo bank has: two freezers, a nitrogen tank and a cabinet for blocks and slides."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .choices import Kind

NINE = (9, 9)
PLASMA, TISSUE = ["plasma"], ["tissue"]


@dataclass(frozen=True)
class Unit:
    """A container to be set up, with what stands in it."""

    kind: str
    name: str
    inside: tuple[Unit, ...] = ()
    side: tuple[int, int] | None = None
    place: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def box(name: str, place: str, kinds: list[str], side: tuple[int, int] = NINE) -> Unit:
    """A box in a place of a rack, for some types alone."""
    return Unit(Kind.BOX, name, side=side, place=place, more={"kinds": kinds})


def rack(name: str, *boxes: Unit) -> Unit:
    """A rack of four by three boxes."""
    return Unit(Kind.RACK, name, boxes, side=(4, 3))


def cold(name: str, *shelves: Unit) -> Unit:
    """A freezer at -80 °C with its sensor."""
    return Unit(Kind.FREEZER, name, shelves, more={
        "temperature": Decimal(-80), "coldest": Decimal(-90), "warmest": Decimal(-70), "tolerated": 30,
        "sensor": f"bank/{name.lower()}"})


ALL = (
    cold("F1",
         Unit(Kind.SHELF, "F1-S1", (
             rack("F1-S1-R1", box("PL-001", "A1", PLASMA), box("PL-002", "A2", PLASMA), box("SE-001", "B1", ["serum"])),
             rack("F1-S1-R2", box("BC-001", "A1", ["buffy_coat"]), box("NA-001", "A2", ["nucleic_acid"], (8, 12)),
                  box("EF-002", "B1", ["effusion"])))),
         Unit(Kind.SHELF, "F1-S2", (rack("F1-S2-R1", box("TI-001", "A1", TISSUE)),))),
    cold("F2", Unit(Kind.SHELF, "F2-S1", (
        rack("F2-S1-R1", box("PL-003", "A1", PLASMA), box("TI-002", "A2", TISSUE), box("BC-002", "B1", ["buffy_coat"])),))),
    Unit(Kind.TANK, "T1", (rack("T1-K1", box("MC-001", "A1", ["pbmc"]), box("OR-001", "A2", ["organoid"]),
                                       box("EF-001", "B1", ["effusion"])),), more={
        "temperature": Decimal(-190), "coldest": Decimal(-196), "warmest": Decimal(-150), "tolerated": 60,
        "sensor": "bank/t1"}),
    Unit(Kind.CABINET, "C1", (
        Unit(Kind.DRAWER, "D1", side=(10, 20), more={"kinds": ["ffpe_block"]}),
        Unit(Kind.DRAWER, "D2", side=(10, 20), more={"kinds": ["ffpe_block"]}),
        box("SL-001", "", ["section"], (4, 25)), box("SL-002", "", ["touch_print"], (4, 25))),
         more={"temperature": Decimal(20)}),
)
