"""Keeps what a parcel's logger said, and lets the tubes of a parcel that left its limits know."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from paeonia.chart import uploads
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer, system_viewer
from paeonia.record.problems import Problem, Refused

from ...choices import Deed
from ...custody.actions import each_happened
from ...excursions import COLD, Outside
from ...refusing import told
from ..choices import Settled
from ..models import Item, ParcelLog, Shipment
from ..shipping import actions as shipping
from .conditions import CONDITIONS
from .judging import judged
from .reading import Log, read

LARGEST_MB, SHOWN = 20, 200


@dataclass(frozen=True)
class Given:
    """A file that was read, and as what its parcel was sent."""

    name: str
    sha256: str
    log: Log
    condition: str


def opened(upload: Any, condition: str, unit: str, days: str) -> Given:
    """Read a logger's file; raises Refused with row and column, and keeps no file either way."""
    name = Path(str(upload.name)).name[-120:]
    if upload.size > LARGEST_MB * 2**20:
        raise Refused([Problem("banklog-heavy", "", {"name": name, "most": LARGEST_MB})])
    if condition not in CONDITIONS:
        raise Refused([Problem("banklog-condition")])
    stored = uploads.keep(upload)
    try:
        path = uploads.path_of(stored)
        with path.open("rb") as whole:
            sha256 = hashlib.file_digest(whole, "sha256").hexdigest()
        return Given(name, sha256, read(path, name, timezone.now(), unit, days), condition)
    finally:
        uploads.forget(stored)


def keep(shipment: Shipment, given: Given, until: datetime, viewer: Viewer) -> ParcelLog:
    """Keep the readings and judge them from dispatch to receipt; the same file twice is one row."""
    limits, course = CONDITIONS[given.condition].limits, given.log.readings
    with acting(viewer):
        one = Shipment.objects.select_related("request").select_for_update(of=("self",)).get(pk=shipment.pk)
        shipping.recipient(one, viewer)
        if one.shipped_at is None:
            raise Refused([Problem("banklog-not-sent", "", {"number": one.number})])
        until = one.received_at or until
        found = judged(course, limits, one.shipped_at, until)
        if found.lowest is None or found.highest is None:
            raise Refused([Problem("banklog-elsewhere", "", {
                "name": given.name, "first": told(course[0][0]), "last": told(course[-1][0]),
                "since": told(one.shipped_at), "until": told(until)})])
        row, new = ParcelLog.objects.get_or_create(
            shipment=one, sha256=given.sha256, condition=given.condition, until=until, defaults={
                "hospital_id": one.hospital_id, "name": given.name, "since": one.shipped_at, "coldest": limits.coldest,
                "warmest": limits.warmest, "readings": [[int(at.timestamp()), str(value)] for at, value in course],
                "lowest": found.lowest, "highest": found.highest, "warm": found.warm, "cold": found.cold,
                "silent": found.silent, "spells": len(found.spells), "bad": len(given.log.wrong),
                "why": [{"en": said.text("en"), "zh": said.text("zh")} for said in given.log.wrong[:SHOWN]],
                "left_out": list(given.log.left_out), "by_id": viewer.user_id})
        if new and row.outside:
            _flagged(row, found.spells, viewer)
    return row


def received(shipment: Shipment, codes: Iterable[str], damaged: Iterable[str], at: datetime, given: Given | None,
             viewer: Viewer) -> tuple[shipping.Receipt, ParcelLog | None]:
    """Open a parcel and keep what its logger said: both, or neither where one is refused."""
    with acting(viewer):
        kept = keep(shipment, given, at, viewer) if given else None
        return shipping.receive(shipment, codes, damaged, at, viewer), kept


def _flagged(row: ParcelLog, spells: Iterable[Outside], viewer: Viewer) -> None:
    """Into the custody of each tube; whoever receives may stand outside the bank, so the bank writes it in her name."""
    worst = max(spells, key=lambda one: abs(one.extreme - one.limit))
    fields = {"test": "temperature_exposure", "value": row.cold if worst.beyond == COLD else row.warm, "unit": "min",
              "extreme_c": float(worst.extreme), "limit_c": float(worst.limit), "shipment": row.shipment.number,
              "silent_min": row.silent}
    lost = row.shipment.differences.filter(settled=Settled.LOST).values("code")
    bank = system_viewer("temperature of a shipment", (row.hospital_id,))
    with acting(bank):
        items = Item.objects.filter(shipment_id=row.shipment_id).exclude(label__in=lost).select_related("specimen")
        each_happened([(item.specimen, fields) for item in items], Deed.QUALITY, min(row.until, timezone.now()), bank)
