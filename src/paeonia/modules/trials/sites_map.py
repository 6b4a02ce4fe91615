"""Sites of a trial as points on an outline that lies here: no map service is asked, so nobody learns who looks at what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

from paeonia.modules.trials.gazetteer import HERE, chinese_city, cities, latin
from paeonia.modules.trials.places import distance

# The outlines were drawn with these numbers (static/trials/vendor/maps/README.md).
CHINA = (1000, 844)
WORLD = (1000, 437)
_SCALE, _LEFT, _TOP = 1295.316748, 542.4707, 1217.4407
_N = (sin(radians(25)) + sin(radians(47))) / 2
_C = cos(radians(25)) ** 2 + 2 * _N * sin(radians(25))
_WORLD_SCALE, _WORLD_TOP, _MIDDLE = 184.731568, 1.306713, 150
_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)      # coefficients of the Equal Earth projection
OPEN = ("RECRUITING", "ENROLLING_BY_INVITATION", "NOT_YET_RECRUITING", "AVAILABLE")
_SMALLEST, _LARGEST = 11.0, 30.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Dot:
    """The sites of one place: where to draw them, how many, and whether any of them takes patients (None: not said)."""

    x: float
    y: float
    size: float
    many: int
    open: bool | None
    country: str
    city: str

    @property
    def said(self) -> dict[str, str]:
        """The city in both languages where it is known in both."""
        return {"en": latin(self.city) if self.city in cities() else self.city, "zh": self.city}


@dataclass(frozen=True)
class SiteMap:
    """An outline (`china` or `world`) with the places on it, the largest first so that small ones stay on top."""

    name: str
    width: int
    height: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Nearest:
    """A site and how far it is from where somebody is, in whole kilometres."""

    site: Any
    kilometres: int
    taking: bool


def in_china(place: Point) -> Point:
    """Albers' conic as Chinese atlases use it; latitude and longitude to the points of the outline."""
    latitude, longitude = place
    radius, turn = sqrt(_C - 2 * _N * sin(radians(latitude))) / _N, _N * radians(longitude - 105)
    return _LEFT + _SCALE * radius * sin(turn), _TOP - _SCALE * (sqrt(_C) / _N - radius * cos(turn))


def in_world(place: Point) -> Point:
    """Equal Earth with the Pacific in the middle."""
    latitude, longitude = max(-58.0, min(84.0, place[0])), (place[1] - _MIDDLE + 180) % 360 - 180
    a, b, c, d = _EARTH
    half = sqrt(3) / 2
    turn = asin(half * sin(radians(latitude)))
    square = turn * turn
    sixth = square ** 3
    x = radians(longitude) * cos(turn) / (half * (a + 3 * b * square + sixth * (7 * c + 9 * d * square)))
    return 500 + _WORLD_SCALE * x, _WORLD_SCALE * (_WORLD_TOP - turn * (a + b * square + sixth * (c + d * square)))


def whereabouts(site: Any, known: Mapping[tuple[str, str], Point]) -> Point | None:
    """The registry's own coordinates, else those of the city from another record or the list of Chinese cities."""
    if site.latitude is not None and site.longitude is not None:
        return site.latitude, site.longitude
    return known.get((site.country, site.city)) or cities().get(chinese_city(site.country, site.city))


def maps(sites: Iterable[Any], known: Mapping[tuple[str, str], Point]) -> tuple[SiteMap, ...]:
    """China first, then the world where there are sites abroad; none when no place is known."""
    placed = [(site, where) for site in sites if (where := whereabouts(site, known))]
    home = [one for one in placed if one[0].country in HERE]
    found = []
    if home:
        found.append(SiteMap("china", *CHINA, _dots(home, in_china)))
    if len(home) < len(placed):
        found.append(SiteMap("world", *WORLD, _dots(placed, in_world)))
    return tuple(found)


def _dots(placed: Iterable[tuple[Any, Point]], onto: Callable[[Point], Point]) -> tuple[Dot, ...]:
    places: dict[tuple[str, str], list[tuple[Any, Point]]] = {}
    for site, where in placed:
        places.setdefault((site.country, chinese_city(site.country, site.city) or site.city), []).append((site, where))
    dots = []
    for (country, city), mine in places.items():
        x, y = onto(mine[0][1])
        states = {site.status for site, _ in mine} - {""}
        taking = bool(states & set(OPEN)) if states else None
        size = min(_LARGEST, _SMALLEST + 3.2 * (sqrt(len(mine)) - 1))
        dots.append(Dot(round(x, 1), round(y, 1), round(size, 1), len(mine), taking, country, city))
    return tuple(sorted(dots, key=lambda dot: (-dot.size, dot.city)))


def nearest(sites: Iterable[Any], known: Mapping[tuple[str, str], Point], here: Point, most: int = 3) -> list[Nearest]:
    """The sites nearest to a place; those that take patients come first where two are equally far."""
    found = [Nearest(site, round(distance(here, where)), site.status in OPEN)
             for site in sites if (where := whereabouts(site, known))]
    return sorted(found, key=lambda one: (one.kilometres, not one.taking, one.site.facility))[:most]
