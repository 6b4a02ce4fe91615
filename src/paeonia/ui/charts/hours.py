"""A value along the hours, as a logger writes it: what is allowed as a band, times outside it heavier, gaps left open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup

from paeonia.ui.charts.svg import drawing, el, text
from paeonia.ui.numbers import moment, number
from paeonia.ui.words import words

GAP = dt.timedelta(minutes=60)      # a line across a longer silence would say what nobody measured
Point = tuple[dt.datetime, float]
WIDTHS = (("chart-wide", 900), ("chart-middle", 620), ("chart-narrow", 340))


@dataclass(frozen=True)
class Hours:
    """Readings from one moment to another, with what is allowed (either end may be None)."""

    words: Any
    unit: str
    points: tuple[Point, ...]
    since: dt.datetime
    until: dt.datetime
    low: float | None = None
    high: float | None = None


def hours_chart(hours: Hours, height: int = 240) -> Markup:
    """The curve, in three widths of which the page shows the one that fits."""
    title = f"{words(hours.words)} ({hours.unit})"
    if not hours.points:
        none = gettext("No reading lies in this time.")
        return Markup('<figure class="chart"><figcaption>{}</figcaption><p class="chart-empty">{}</p></figure>').format(
            title, none)
    said = told(hours)
    drawn = Markup("").join(Markup('<div class="{}">{}</div>').format(
        name, drawing(width, height, title, said, _parts(hours, width, height), "hours-drawing")) for name, width in WIDTHS)
    return Markup('<figure class="chart hours"><figcaption>{}</figcaption>{}</figure>').format(title, drawn)


def told(hours: Hours) -> str:
    """The course in words, for those who listen to the page."""
    low, high = min(hours.points, key=lambda one: one[1]), max(hours.points, key=lambda one: one[1])
    parts = [gettext("lowest %(value)s at %(time)s") % {"value": number(low[1], 1), "time": moment(low[0])},
             gettext("highest %(value)s at %(time)s") % {"value": number(high[1], 1), "time": moment(high[0])}]
    ends = "–".join(number(end, 1) for end in (hours.low, hours.high) if end is not None)
    return "; ".join([*parts, gettext("limit %(range)s") % {"range": ends}] if ends else parts)


def pieces(points: Sequence[Point]) -> Iterator[list[Point]]:
    """The course cut where nothing was measured for more than an hour."""
    piece: list[Point] = []
    for point in sorted(points):
        if piece and point[0] - piece[-1][0] > GAP:
            yield piece
            piece = []
        piece.append(point)
    if piece:
        yield piece


def thinned(points: Sequence[Point], most: int) -> list[Point]:
    """No more points than can be told apart; of those that fall together the lowest and the highest stay."""
    if len(points) <= most:
        return list(points)
    size, kept = -(-2 * len(points) // most), []
    for at in range(0, len(points), size):
        some = points[at:at + size]
        kept += sorted({min(some, key=lambda one: one[1]), max(some, key=lambda one: one[1])})
    return kept


def _parts(hours: Hours, width: int, height: int) -> list[Markup]:
    left, right, top, bottom = 48.0, width - 14.0, 22.0, height - 40.0
    ends = [value for _at, value in hours.points] + [end for end in (hours.low, hours.high) if end is not None]
    margin = (max(ends) - min(ends)) * 0.17 or 1.0      # room for the names of the highest and the lowest
    least, most = min(ends) - margin, max(ends) + margin
    span = max((hours.until - hours.since).total_seconds(), 1.0)

    def x(at: dt.datetime) -> float:
        return left + (at - hours.since).total_seconds() / span * (right - left)

    def y(value: float) -> float:
        return bottom - (value - least) / (most - least) * (bottom - top)

    def line(points: Sequence[Point], name: str) -> Markup:
        return el("polyline", points=" ".join(f"{x(at):.1f},{y(value):.1f}" for at, value in points), class_=name)

    high, low = (y(hours.high) if hours.high is not None else top), (y(hours.low) if hours.low is not None else bottom)
    parts = [el("rect", x=left, y=high, width=right - left, height=low - high, class_="usual"),
             el("line", x1=left, x2=right, y1=bottom, y2=bottom, class_="base-line")]
    for end in (hours.low, hours.high):
        if end is not None:
            parts += [el("line", x1=left, x2=right, y1=y(end), y2=y(end), class_="hours-limit"),
                      text(left - 6, y(end) + 4, number(end), "tick", "end")]
    for piece in pieces(hours.points):
        shown = thinned(piece, int(right - left))
        parts.append(line(shown, "run-line") if len(shown) > 1
                     else el("circle", cx=x(shown[0][0]), cy=y(shown[0][1]), r=2.5, class_="point"))
        parts += [line(out, "hours-out") for out in _outside(hours, shown)]
    parts += _extremes(hours, x, y, left, right)
    for at, word, place, anchor in ((hours.since, gettext("dispatched"), left, "start"),
                                    (hours.until, gettext("received"), right, "end")):
        parts += [text(place, height - 22, word, "tick", anchor), text(place, height - 6, moment(at), "tick", anchor)]
    return parts


def _outside(hours: Hours, points: Sequence[Point]) -> Iterator[list[Point]]:
    """Runs of readings beyond a limit, each with its neighbours, so that a single one is seen too."""
    def out(value: float) -> bool:
        return (hours.high is not None and value > hours.high) or (hours.low is not None and value < hours.low)

    at = 0
    while at < len(points):
        end = at
        while end < len(points) and out(points[end][1]):
            end += 1
        if end > at:
            yield list(points[max(0, at - 1):end + 1])
        at = max(end, at + 1)


def _extremes(hours: Hours, x: Any, y: Any, left: float, right: float) -> list[Markup]:
    """The highest and the lowest reading, marked and named."""
    parts = []
    for (at, value), shape, lift in ((max(hours.points, key=lambda one: one[1]), "M0-5.5l5.5 9.5h-11z", -9.0),
                                     (min(hours.points, key=lambda one: one[1]), "M0 5.5l5.5-9.5h-11z", 19.0)):
        place = x(at)
        anchor = "start" if place < left + 40 else "end" if place > right - 40 else "middle"
        parts += [el("path", el("title", f"{moment(at)}: {number(value, 1)} {hours.unit}"), d=shape, class_="hours-mark",
                     transform=f"translate({place:.1f} {y(value):.1f})"),
                  text(place, y(value) + lift, f"{number(value, 1)} {hours.unit}", "hours-value", anchor)]
    return parts
