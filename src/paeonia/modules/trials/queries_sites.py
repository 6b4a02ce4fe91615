"""Where a trial runs, seen from where the reader works."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from paeonia.modules.trials.asking import registry_state
from paeonia.modules.trials.gazetteer import cities, city_in, latin
from paeonia.modules.trials.places import coordinates
from paeonia.modules.trials.sites_map import Nearest, SiteMap, maps, nearest
from paeonia.people.models import Hospital
from paeonia.people.viewer import Viewer


@dataclass(frozen=True)
class Sites:
    """The maps of a trial's sites; `here` is the city measured from (empty: not known), with the nearest sites."""

    maps: tuple[SiteMap, ...]
    here: str
    nearest: tuple[Nearest, ...]
    unplaced: int


def around(sites: Iterable[Any], viewer: Viewer, asked: str = "") -> Sites:
    """Distances from the city asked for, else from that in the name of the reader's hospital."""
    sites = tuple(sites)
    if not sites:
        return Sites((), "", (), 0)
    known = coordinates(registry_state())
    here = asked if asked in cities() else _home(viewer)
    drawn = maps(sites, known)
    found = nearest(sites, known, cities()[here]) if here else []
    whole = max((sum(dot.many for dot in one.dots) for one in drawn), default=0)
    return Sites(drawn, here, tuple(found), len(sites) - whole)


def city_choices() -> list[tuple[str, dict[str, str]]]:
    """Every city to measure from, in the order of their Latin names."""
    return sorted(((name, {"en": latin(name), "zh": name}) for name in cities()), key=lambda one: one[1]["en"])


def _home(viewer: Viewer) -> str:
    names = Hospital.objects.filter(pk__in=viewer.hospital_ids).order_by("id").values_list("name_zh", flat=True)
    return next((city for name in names[:1] if (city := city_in(name))), "")
