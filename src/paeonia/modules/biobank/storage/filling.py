"""How full a container was day by day, and when it would be full if it went on so; the basis is always said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from .queries import containers

BASIS, LEAST = 28, 7        # days looked back on, and fewer than which tell nothing
FLOW = """
WITH RECURSIVE below AS (
    SELECT id FROM bankstore_container WHERE id = %(top)s
    UNION ALL SELECT c.id FROM bankstore_container c JOIN below b ON c.parent_id = b.id
), flow AS (
    SELECT (since AT TIME ZONE %(zone)s)::date AS day, 1 AS one FROM bankstore_stay
        WHERE container_id IN (SELECT id FROM below)
    UNION ALL SELECT (until AT TIME ZONE %(zone)s)::date, -1 FROM bankstore_stay
        WHERE container_id IN (SELECT id FROM below) AND until IS NOT NULL
)
SELECT day, sum(one) FROM flow GROUP BY day ORDER BY day
"""


@dataclass(frozen=True)
class Forecast:
    """How full it is and was, how many tubes a day net over the days looked back on, and the day it would be full.

    `full_on` is none when it does not fill, when its room is not known, or when there is too little to go by.
    """

    taken: int
    room: int | None
    curve: tuple[tuple[date, int], ...]
    days: int
    a_day: Decimal | None
    full_on: date | None


def forecast(top: int, today: date | None = None) -> Forecast:
    """Tubes lying in a container and below it, counted at the end of each day; those checked out are not lying there."""
    day = today or timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(FLOW, {"top": top, "zone": timezone.get_current_timezone_name()})
        flow = [(when, int(many)) for when, many in cursor.fetchall()]
    curve, lying = [], 0
    for when, many in flow:
        lying += many
        curve.append((when, lying))
    here = next(iter(containers(top, 0, True)), None)
    taken, room = (here.taken, None if here.unsaid else here.room) if here else (0, None)
    return extrapolated(taken, room, curve, day)


def extrapolated(taken: int, room: int | None, curve: list[tuple[date, int]], today: date) -> Forecast:
    """The average of the last days, drawn on; fewer than a week of them tell nothing."""
    days = min(BASIS, (today - curve[0][0]).days) if curve else 0
    if days < LEAST:
        return Forecast(taken, room, tuple(curve), days, None, None)
    start = today - timedelta(days=days)
    before = next((many for when, many in reversed(curve) if when <= start), 0) if days == BASIS else 0
    a_day = Decimal(curve[-1][1] - before) / days
    full_on = None
    if room is not None and a_day > 0:
        ahead = int(max(room - taken, 0) / a_day)
        full_on = today + timedelta(days=ahead) if ahead < 3650 else None
    return Forecast(taken, room, tuple(curve), days, a_day.quantize(Decimal("0.1")), full_on)
