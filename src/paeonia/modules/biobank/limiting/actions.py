"""The one write of this room: what holds from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused

from ..actions import allowed
from ..preanalytics.limits import limits
from ..refusing import refuse
from . import messages as _messages  # noqa: F401  declares what is said here
from .models import Holds, OwnLimit
from .queries import in_force, said


def put(limit: str, told: dict[str, Any], hospital_id: int, viewer: Viewer) -> OwnLimit:
    """Let something hold from a day on; what cannot be read or says nothing is refused."""
    day: date = told["from_day"]
    row = OwnLimit(hospital_id=hospital_id, limit=limit, holds=told["holds"], reason=told["reason"].strip()[:500],
                   source=told["source"].strip()[:300], confirmed_by=told["confirmed_by"].strip()[:120], from_day=day,
                   by_id=viewer.user_id, bounds={name: told[name].strip() for name in ("at_least", "at_most") if told[name]}
                   if told["holds"] == Holds.OWN else {})
    allowed(viewer, "bank.manage", row)
    if limit not in limits().by_id:
        raise refuse("banklimits-unknown", name=limit[:60])
    if day < timezone.localdate():
        raise refuse("banklimits-past", day=day.isoformat())
    _sound(row)
    with acting(viewer):
        held = in_force(hospital_id, day).by_id.get(limit)
        if row.holds == Holds.COMMON and held is not None and not held.own:
            raise refuse("banklimits-common")
        row.save()
    return row


def _sound(row: OwnLimit) -> None:
    if row.holds != Holds.OWN:
        return
    if not row.bounds:
        raise refuse("banklimits-no-bound")
    if not row.source:
        raise refuse("banklimits-no-source")
    wrong = [one for one in limits({row.limit: said(row)}).problems if one not in limits().problems]
    if wrong:
        raise Refused(wrong)
