"""A freezer with a box and a temperature outside its limits at each hospital, for the crawler."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from paeonia.modules.biobank.storage import actions
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.models import Excursion
from paeonia.modules.biobank.storage.warmth import actions as warmth
from paeonia.people.context import acting

FREEZER = {"kind": "freezer", "holds": "containers", "temperature": Decimal(-80), "coldest": Decimal(-90),
           "warmest": Decimal(-60)}


def plant_storage(tube: Any, manager: Any, said: str) -> dict[str, object]:
    """What the routes of storage can be asked about; `said` stands in every name."""
    place = tube.hospital_id
    freezer = containers.set_up({**FREEZER, "name": said, "sensor": f"bank/{said}"}, None, place, manager)
    box = containers.set_up({"kind": "box", "holds": "specimens", "rows": 3, "columns": 3, "name": f"B {said}",
                             "barcode": f"BOX{said}"}, freezer, place, manager)
    actions.store([tube], box, timezone.now() - timedelta(days=2), manager)
    begun = timezone.now() - timedelta(hours=3)
    rows = "\n".join(f"{(begun + timedelta(minutes=10 * n)).isoformat()},bank/{said},{degrees}"
                     for n, degrees in enumerate((-80, -40, -40, -80)))
    warmth.take_in(f"time,sensor,value\n{rows}\n".encode(), manager)
    with acting(manager):
        found = Excursion.objects.filter(hospital_id=place).earliest("id")
    return {"container_id": box.pk, "excursion_id": found.pk, "freezer_id": freezer.pk}
