"""Where sites are: the coordinates of each place, and which places lie near one."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from django.db.models import Avg

from paeonia.modules.trials.models import TrialSite

EARTH = 6371.0      # kilometres from its middle to us
KILOMETRES = (25, 50, 100, 200, 500, 1000)
Place = tuple[str, str]


def named(place: Place) -> str:
    """A place as it stands in an address: `Shanghai, China`."""
    country, city = place
    return f"{city}, {country}"


@lru_cache(maxsize=2)
def coordinates(_state: str) -> dict[Place, tuple[float, float]]:
    """Latitude and longitude of every place of which any registry gave them; the middle of its sites."""
    rows = TrialSite.objects.filter(latitude__isnull=False, longitude__isnull=False).exclude(city="")
    found = rows.values_list("country", "city").annotate(Avg("latitude"), Avg("longitude"))
    return {(country, city): (latitude, longitude) for country, city, latitude, longitude in found}


@lru_cache(maxsize=256)
def near(value: str, kilometres: str, state: str) -> tuple[Place, ...]:
    """The place itself, or every place so near; one without coordinates is near to itself only."""
    city, _, country = value.rpartition(", ")
    here = (country, city)
    known = coordinates(state) if kilometres.isdecimal() else {}
    if here not in known:
        return (here,)
    most = min(int(kilometres[:6]), 20_000)
    return (here, *(place for place, there in known.items() if place != here and distance(known[here], there) <= most))


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres along the surface of the earth."""
    a, b, c, d = (radians(degrees) for degrees in (*one, *other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))
