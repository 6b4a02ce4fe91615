"""The freezers of the demo bank, filled as in years of work: boxes full and begun, a warm night, tubes that are out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer, viewer_again

from ..demo_surgery import collected
from ..models import Specimen
from . import actions
from .choices import Happening, Holds, Kind, Names
from .containers import actions as containers
from .demo_units import ALL, Unit
from .inventory import actions as inventory
from .models import Container
from .warmth import actions as warmth

STEP = timedelta(minutes=15)
# Which types go where; the boxes are filled one after the other.
PLASMA = ("PL-001", "PL-002")
GOES = {"plasma": PLASMA, "plasma_double": PLASMA, "serum": ("SE-001",), "buffy_coat": ("BC-001",),
        "fresh_frozen": ("TI-001",), "oct_block": ("TI-001",), "core_needle": ("TI-001",), "pbmc": ("MC-001",),
        "dna": ("NA-001",), "rna": ("NA-001",), "cfdna": ("NA-001",), "organoid": ("OR-001",),
        "effusion_cells": ("EF-001",), "effusion_supernatant": ("EF-002",),
        "ffpe_block": ("D1",), "unstained_section": ("SL-001",), "touch_print": ("SL-002",)}


def load(say: Callable[[str], None]) -> None:
    """Set up the freezers and put everything away, unless a container is there already."""
    main = Hospital.objects.filter(code="main").first()
    users = {name: User.objects.filter(username=name).first() for name in ("fang", "sun", "lin")}
    if main is None or None in users.values():
        return
    manager = viewer_again(users["fang"].pk, "biobank_manager")         # type: ignore[union-attr]
    technician = viewer_again(users["sun"].pk, "biobank_technician")    # type: ignore[union-attr]
    with acting(manager):
        if Container.objects.filter(hospital=main).exists():
            return
    with transaction.atomic():
        collected(main, manager, viewer_again(users["lin"].pk, "oncologist"))   # type: ignore[union-attr]
        made: dict[str, Container] = {}
        for unit in ALL:
            _set_up(unit, None, main.pk, manager, made)
        stored = _put_away(main.pk, made, technician)
        _meanwhile(made, technician)
        _out(made, technician)
    say(f"{len(made)} containers of the bank with {stored} specimens in them.")


def _set_up(unit: Unit, parent: Container | None, hospital: int, manager: Viewer, made: dict[str, Container]) -> None:
    said: dict[str, Any] = {"kind": unit.kind, "name": unit.name, "barcode": unit.name if unit.kind == Kind.BOX else "",
                            "holds": Holds.CONTAINERS if unit.inside else Holds.SPECIMENS, **unit.more}
    if unit.side:
        said |= {"rows": unit.side[0], "columns": unit.side[1]}
    if unit.kind == Kind.DRAWER or (unit.side or (0, 0))[0] > 26:
        said["row_names"] = Names.NUMBERS
    made[unit.name] = one = containers.set_up(said, parent, hospital, manager, place=unit.place)
    for inner in unit.inside:
        _set_up(inner, one, hospital, manager, made)


def _put_away(hospital: int, made: dict[str, Container], technician: Viewer) -> int:
    """Everything that was collected into its box, in the order in which it was made."""
    with acting(technician):
        tubes = list(Specimen.objects.filter(hospital_id=hospital, status="collected", kind__in=GOES)
                     .order_by("made_at", "id"))
    room = {name: box.capacity or 0 for name, box in made.items()}
    batches: dict[tuple[datetime, str], list[Specimen]] = defaultdict(list)
    for one in tubes:
        name = next((name for name in GOES[one.kind] if room[name]), None)
        if name and one.made_at:
            room[name] -= 1
            batches[one.made_at + STEP, name].append(one)
    for (at, name), some in sorted(batches.items()):
        actions.store(some, made[name], at, technician)
    return sum(map(len, batches.values()))


def _meanwhile(made: dict[str, Container], technician: Viewer) -> None:
    """What the sensors told for two weeks, with one warm night in the second freezer, and what was done at the tank."""
    now = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    lines, night = ["time,sensor,value"], now - timedelta(days=9, hours=now.hour)
    for hour in range(14 * 24, 0, -2):
        at = now - timedelta(hours=hour)
        told = {"f1": -80 + hour % 5 * 0.4, "f2": -79 - hour % 7 * 0.3, "t1": -188 + hour % 3 * 0.5}
        lines += [f"{at.isoformat()},bank/{name},{value:.1f}" for name, value in told.items()]
    for minutes, warm in ((0, -74), (20, -69.2), (45, -68), (70, -69.5), (95, -76)):
        lines.append(f"{(night + timedelta(hours=2, minutes=minutes)).isoformat()},bank/f2,{warm}")
    warmth.take_in("\n".join(lines).encode(), technician)
    for days in (24, 17, 10, 3):
        containers.note(made["T1"], Happening.REFILLED, now - timedelta(days=days), "", technician)
    containers.note(made["F1"], Happening.DEFROST, now - timedelta(days=40),
                    "滤网清洁、门封检查 Filter cleaned, seal checked", technician)


def _out(made: dict[str, Container], technician: Viewer) -> None:
    """Two tubes at the bench, one of them overdue; a broken place; a box that was counted with one tube missing."""
    now = timezone.now()
    with acting(technician):
        free = Specimen.objects.filter(hospital_id=made["PL-002"].hospital_id, availability="available", pk__in=[
            row.specimen_id for row in made["PL-002"].places.all()]).order_by("id")
        late, soon = list(free[:2])
    actions.check_out([late], now - timedelta(days=1), "ctDNA 提取 ctDNA extraction", now - timedelta(days=2), technician)
    actions.check_out([soon], now + timedelta(hours=6), "溶血指数复测 Haemolysis", now - timedelta(hours=1), technician)
    actions.block(made["PL-002"], "I9", "孔位破损 The place is broken", technician)
    with acting(technician):
        seen = [row.specimen.label for row in made["SE-001"].places.select_related("specimen").order_by("row", "column")]
    inventory.check(made["SE-001"], inventory.lines("\n".join(seen[:-1]).encode()), technician)
