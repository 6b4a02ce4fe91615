"""What loggers said, as the pages of a parcel and of a tube show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.ui.charts.hours import Hours
from paeonia.ui.numbers import number

from ...excursions import Limits, Outside, excursions
from ...findings import Finding
from ...models import CustodyEvent, Specimen
from ..models import Item, ParcelLog, Shipment
from .conditions import CONDITIONS, Condition
from .judging import within

WORDS = {"en": "Temperature on the way", "zh": "运输途中温度"}


@dataclass(frozen=True)
class Shown:
    """A file of readings with its curve, and every time outside."""

    row: ParcelLog
    condition: Condition
    curve: Hours
    spells: tuple[Outside, ...]
    many: int                   # readings of the way, of all of the file
    of: int


def logs(shipment: Shipment, viewer: Viewer) -> tuple[Shown, ...]:
    """The files of a parcel, the newest first: it is the one that counts."""
    with acting(viewer):
        rows = list(ParcelLog.objects.filter(shipment=shipment).select_related("by"))
    return tuple(_shown(row) for row in rows)


def _shown(row: ParcelLog) -> Shown:
    course, limits = row.course(), Limits(row.coldest, row.warmest)
    way = within(course, row.since, row.until)
    low, high = (float(end) if end is not None else None for end in (row.coldest, row.warmest))
    curve = Hours(WORDS, "°C", tuple((at, float(value)) for at, value in way), row.since, row.until, low, high)
    return Shown(row, CONDITIONS[row.condition], curve, tuple(excursions(way, limits)), len(way), len(course))


def found(specimen: Specimen, custody: Sequence[CustodyEvent]) -> list[Finding]:
    """What the way did to this tube, for each parcel it travelled in; a parcel without a logger's file says nothing."""
    parcels = Item.objects.filter(specimen=specimen).values("shipment_id")
    newest: dict[int, ParcelLog] = {}
    for row in ParcelLog.objects.filter(shipment_id__in=parcels).defer("readings").select_related("shipment").order_by("id"):
        newest[row.shipment_id] = row
    return [Finding(WORDS, _said(row), "outside" if row.outside else "unknown" if row.silent else "within",
                    row.shipment.number, CONDITIONS[row.condition].awaiting, row.until) for row in newest.values()]


def _said(row: ParcelLog) -> Mapping[str, str]:
    between, minutes = f"{number(row.lowest, 1)}–{number(row.highest, 1)} °C", row.warm + row.cold
    en, zh = CONDITIONS[row.condition].words["en"], CONDITIONS[row.condition].words["zh"]
    silent = (f"; {row.silent} min without a reading", f"；{row.silent} 分钟无读数") if row.silent else ("", "")
    out = (f"; {minutes} min outside", f"；超限 {minutes} 分钟") if row.outside else ("", "")
    return {"en": f"{en}: {between}{out[0]}{silent[0]}", "zh": f"{zh}：{between}{out[1]}{silent[1]}"}
