"""Which limits hold, since when, and what was said of each before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..preanalytics.judging import bound_words
from ..preanalytics.limits import PURPOSES, Limit, Limits, limits
from ..vocabulary import vocabulary
from .models import Holds, OwnLimit


@dataclass(frozen=True)
class Shown:
    """A limit as its page shows it; `own` is what this hospital says of it today, `coming` what will hold later."""

    common: Limit
    common_bound: dict[str, str]
    now: Limit | None
    now_bound: dict[str, str]
    kinds: dict[str, str]
    purposes: dict[str, str]
    own: OwnLimit | None
    coming: tuple[OwnLimit, ...]
    before: tuple[OwnLimit, ...]


def in_force(hospital_id: int, day: date) -> Limits:
    """The limits of a hospital on a day; call inside `acting`."""
    return _laid(json.dumps({name: said(row) for name, row in _newest(hospital_id, day).items()
                             if row.holds != Holds.COMMON}, sort_keys=True, ensure_ascii=False), limits().version)


@lru_cache(maxsize=64)
def _laid(own: str, version: str) -> Limits:
    return limits(json.loads(own))


def said(row: OwnLimit) -> dict[str, Any]:
    """A row as the reader of limits takes it; until a clinician confirmed it, it is shown as awaiting sign-off."""
    if row.holds == Holds.OFF:
        return {"off": True}
    return {**{name: row.bounds.get(name, "") for name in ("at_least", "more_than", "at_most", "less_than")},
            "source": row.source, "checked_on": row.from_day.isoformat(),
            "confidence": "high" if row.confirmed_by else "medium"}


def _newest(hospital_id: int, day: date) -> dict[str, OwnLimit]:
    """The last word on each limit by a day."""
    rows = OwnLimit.objects.filter(hospital_id=hospital_id, from_day__lte=day).order_by("from_day", "id")
    return {row.limit: row for row in rows}


def shown(viewer: Viewer, hospital_id: int, today: date) -> tuple[Shown, ...]:
    """Every common limit with what this hospital says of it."""
    words = vocabulary()
    with acting(viewer):
        now, newest = in_force(hospital_id, today), _newest(hospital_id, today)
        rows = list(OwnLimit.objects.filter(hospital_id=hospital_id).select_related("by").order_by("from_day", "id"))

    def both(limit: Limit | None) -> dict[str, str]:
        return {tag: bound_words(limit, words, tag) if limit else "–" for tag in ("en", "zh")}

    def named(codes: tuple[str, ...], one: Limit) -> dict[str, str]:
        held = [words.types.words(code, tag) for tag in ("en", "zh") for code in codes]
        half = len(codes)
        more = [words.containers.words(code, tag) for tag in ("en", "zh") for code in one.containers]
        part = len(one.containers)
        return {"en": ", ".join(held[:half] + more[:part]), "zh": "、".join(held[half:] + more[part:])}

    return tuple(Shown(
        one, both(one), now.by_id.get(name), both(now.by_id.get(name)), named(one.kinds, one),
        {"en": ", ".join(PURPOSES[code]["en"] for code in one.purposes),
         "zh": "、".join(PURPOSES[code]["zh"] for code in one.purposes)},
        newest.get(name), tuple(row for row in rows if row.limit == name and row.from_day > today),
        tuple(row for row in reversed(rows) if row.limit == name and row.from_day <= today and row != newest.get(name)))
        for name, one in limits().by_id.items())
