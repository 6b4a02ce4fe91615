"""Where sites are: the coordinates of each place, and which places lie near one."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from django.db.models import Avg

from paeonia.modules.trials.gazetteer import HERE, chinese_city, cities
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
    """Latitude and longitude of every place: the middle of its sites, for cities in China else a list of them."""
    rows = TrialSite.objects.filter(latitude__isnull=False, longitude__isnull=False).exclude(city="")
    found = rows.values_list("country", "city").annotate(Avg("latitude"), Avg("longitude"))
    known = {(country, city): (latitude, longitude) for country, city, latitude, longitude in found}
    bare = TrialSite.objects.filter(country__in=HERE).exclude(city="").values_list("country", "city").distinct()
    listed = {place: cities()[name] for place in bare if place not in known and (name := chinese_city(*place))}
    return known | listed


@lru_cache(maxsize=256)
def near(value: str, kilometres: str, state: str) -> tuple[Place, ...]:
    """The place under all its names (`Shanghai`, `上海市`), or every place so near; one nobody knows is itself only."""
    city, _, country = value.rpartition(", ")
    here = (country, city)
    known = coordinates(state)
    name = chinese_city(country, city)
    same = [place for place in known if name and chinese_city(*place) == name and place != here]
    if here not in known or not kilometres.isdecimal():
        return (here, *same)
    most = min(int(kilometres[:6]), 20_000)
    return (here, *same, *(place for place, there in known.items()
                           if place != here and place not in same and distance(known[here], there) <= most))


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres along the surface of the earth."""
    a, b, c, d = (radians(degrees) for degrees in (*one, *other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))
