"""A freezer at each hospital that failed once, a box in it, and the planted tube in the box: canaries in their names."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from paeonia.modules.biobank.storage import actions
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.warmth import actions as warmth

ROOM = "biobank/storage/"
BOX = {"kind": "box", "name": "x", "pieces": "1", "holds": "specimens", "rows": "3", "columns": "3", "row_names": "upper",
       "column_names": "numbers", "order": "across_down_right", "tolerated": "0"}
FORMS = (
    (f"{ROOM}<int:container_id>/store/", "ours", {"code": "B-EAST", "moving": "yes"}),
    (f"{ROOM}<int:container_id>/store/", "theirs", {"code": "B-WEST", "moving": "yes"}),
    (f"{ROOM}<int:container_id>/store/", "odd", {"code": "\x00", "place": "\x00"}),
    (f"{ROOM}<int:container_id>/block/", "good", {"place": "C3", "why": "x", "do": "block"}),
    (f"{ROOM}<int:container_id>/new/", "good", BOX), (f"{ROOM}new/", "good", BOX),
    (f"{ROOM}<int:container_id>/change/", "good", BOX),
    (f"{ROOM}<int:container_id>/move/", "good", {"to": "F-WEST", "at": "2026-06-01T10:00"}),
    (f"{ROOM}<int:container_id>/note/", "good", {"what": "alarm", "at": "2026-06-01T10:00"}),
    (f"{ROOM}<int:container_id>/plan/", "carry out", {"do": "x"}),
    (f"{ROOM}out/", "theirs", {"do": "away", "codes": "B-WEST", "at": "2026-06-01T10:00", "why": "x"}),
    (f"{ROOM}for/<int:specimen_id>/", "theirs", {"box": "F-WEST"}),
    (f"{ROOM}file/", "forged", {"rows": "x"}),
    (f"{ROOM}temperatures/<int:excursion_id>/", "judged", {"judgement": "x"}),
)


def plant_store(manager: Any, place: Any, tube: Any, code: str, canary: str) -> dict[str, int]:
    """The box and the excursion, by the names their routes give them."""
    freezer = containers.set_up({"kind": "freezer", "name": canary, "barcode": f"F-{code.upper()}", "holds": "containers",
                                 "temperature": Decimal(-80), "warmest": Decimal(-60)}, None, place.pk, manager)
    box = containers.set_up({"kind": "box", "name": "B1", "holds": "specimens", "rows": 3, "columns": 3}, freezer, place.pk,
                            manager)
    now = timezone.now()
    actions.store([tube], box, now - timedelta(hours=3), manager)
    rows = "".join(f"{(now - timedelta(minutes=90 - 30 * n)).isoformat()},F-{code.upper()},{value}\n"
                   for n, value in enumerate((-80, -40, -80)))
    said = warmth.take_in(f"time,sensor,value\n{rows}".encode(), manager)
    return {"container_id": box.pk, "excursion_id": said.excursions[0].pk}
