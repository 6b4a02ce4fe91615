"""Timelines read lately, kept ready for as long as nothing is written about their patients.

The morning's list opens the same thirty charts again and again. Whether a kept timeline still holds is asked of the
database every time, under the reader's own row-level security; policy and audit come before, in `door_read`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable

from django.db.models import Count, Max

from paeonia.record.timeline import Timeline

from .models import FactRow, Reviewed

MOST = 400      # timelines a process keeps; one takes some hundred kilobytes
Stamp = tuple[int, ...]
_HELD: OrderedDict[tuple[int, int, str], tuple[Stamp, Timeline]] = OrderedDict()
_LOCK = threading.Lock()


def timelines(
    patient_ids: list[int], as_of: int, version: str, read: Callable[[list[int]], dict[int, Timeline]]
) -> dict[int, Timeline]:
    """Timelines on a day under a version of the dictionary; `read` is asked only for those that do not hold any more.

    Call inside `acting`.
    """
    now = stamps(patient_ids)
    found: dict[int, Timeline] = {}
    with _LOCK:
        for patient_id in patient_ids:
            held = _HELD.get((patient_id, as_of, version))
            if held and held[0] == now[patient_id]:
                _HELD.move_to_end((patient_id, as_of, version))
                found[patient_id] = held[1]
    missing = [patient_id for patient_id in patient_ids if patient_id not in found]
    if missing:
        fresh = read(missing)
        with _LOCK:
            _HELD.update({(id, as_of, version): (now[id], line) for id, line in fresh.items()})
            while len(_HELD) > MOST:
                _HELD.popitem(last=False)
        found.update(fresh)
    return found


def forget() -> None:
    """Keep nothing: tests empty tables behind the application's back."""
    with _LOCK:
        _HELD.clear()


def stamps(patient_ids: Iterable[int]) -> dict[int, Stamp]:
    """The latest row about each patient and how many there are: a slower writer's row may have a lower number."""
    found: dict[int, Stamp] = {patient_id: () for patient_id in patient_ids}
    for table in (FactRow, Reviewed):
        rows = table.objects.filter(patient_id__in=found).order_by().values_list("patient_id")
        known = {id: (last, many) for id, last, many in rows.annotate(Max("id"), Count("id"))}
        found = {id: (*stamp, *known.get(id, (0, 0))) for id, stamp in found.items()}
    return found
