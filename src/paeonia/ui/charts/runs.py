"""One laboratory value along time: a run chart with the usual range as a band, and a sparkline for tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup

from paeonia.ui.charts.svg import Scale, drawing, el, span_of, text, text_width
from paeonia.ui.numbers import date, number
from paeonia.ui.words import words

HALF_DAY = text_width("2026-11-29", 12) / 2


@dataclass(frozen=True)
class Point:
    """One result and its day; `mark` is a short remark shown with it."""

    on: str | dt.date
    value: float
    mark: Any = ""


@dataclass(frozen=True)
class Run:
    """The results of one value, with the usual range (either end may be None) and the unit they all share."""

    words: Any
    unit: str
    points: tuple[Point, ...]
    low: float | None = None
    high: float | None = None
    decimals: int | None = None


def outside(run: Run, value: float) -> str:
    """`high`, `low` or empty, as against the usual range."""
    if run.high is not None and value > run.high:
        return "high"
    return "low" if run.low is not None and value < run.low else ""


def run_chart(run: Run, width: int = 340, height: int = 150) -> Markup:
    """The values in order of time; those outside the usual range are triangles pointing that way."""
    title = f"{words(run.words)} ({run.unit})" if run.unit else words(run.words)
    if not run.points:
        return Markup(
            '<figure class="chart run"><figcaption>{}</figcaption><p class="chart-empty">{}</p></figure>'
        ).format(title, gettext("No result recorded yet."))
    frame = _Frame(run, 38.0, width - 16.0, 14.0, height - 24.0)
    parts = [*frame.band(), *frame.levels(), *frame.days(height), frame.line(), *frame.marks()]
    picture = drawing(width, height, title, told(run), parts, "run-drawing")
    last = max(run.points, key=lambda p: span_of(p.on)[1])
    way = {"high": "↑", "low": "↓", "": ""}[outside(run, last.value)]
    latest = Markup('<span class="run-latest"><strong>{} {}</strong> {}</span>').format(
        number(last.value, run.decimals), way, date(last.on)
    )
    return Markup('<figure class="chart run"><figcaption>{} {}</figcaption>{}</figure>').format(
        title, latest, picture
    )


def sparkline(run: Run, width: int = 120, height: int = 28) -> Markup:
    """The shape of a value's course, small enough for a table cell; only the last point is marked."""
    if not run.points:
        return Markup('<span class="quiet">{}</span>').format(gettext("no result"))
    frame = _Frame(run, 4.0, width - 6.0, 5.0, height - 5.0)
    return drawing(
        width, height, words(run.words), told(run), [*frame.band(), frame.line(), frame.marks()[-1]], "spark"
    )


def told(run: Run) -> str:
    """The results in words, for those who listen to the page."""
    parts = [f"{date(p.on)}: {number(p.value, run.decimals)} {run.unit}".strip() for p in run.points]
    if run.low is not None or run.high is not None:
        usual = "–".join(number(end, run.decimals) for end in (run.low, run.high) if end is not None)
        parts.append(gettext("usual range %(range)s") % {"range": usual})
    return "; ".join(parts)


class _Frame:
    def __init__(self, run: Run, left: float, right: float, top: float, bottom: float) -> None:
        self.run, self.left, self.right, self.top, self.bottom = run, left, right, top, bottom
        self.points = sorted(run.points, key=lambda p: span_of(p.on))
        days = [span_of(p.on)[0] for p in self.points]
        spare = dt.timedelta(days=max((days[-1] - days[0]).days // 25, 4))
        self.scale = Scale(days[0] - spare, days[-1] + spare, left, right)
        ends = [p.value for p in run.points] + [end for end in (run.low, run.high) if end is not None]
        margin = (max(ends) - min(ends)) * 0.12 or abs(max(ends)) * 0.1 or 1.0
        self.least, self.most = min(ends) - margin, max(ends) + margin
        if min(ends) >= 0:
            self.least = max(self.least, 0.0)

    def y(self, value: float) -> float:
        return self.bottom - (value - self.least) / (self.most - self.least) * (self.bottom - self.top)

    def band(self) -> list[Markup]:
        if self.run.low is None and self.run.high is None:
            return []
        high = self.y(self.run.high) if self.run.high is not None else self.top
        low = self.y(self.run.low) if self.run.low is not None else self.bottom
        return [
            el("rect", x=self.left, y=high, width=self.right - self.left, height=low - high, class_="usual")
        ]

    def levels(self) -> list[Markup]:
        ends = [end for end in (self.run.low, self.run.high) if end is not None]
        ends = ends or [min(p.value for p in self.points), max(p.value for p in self.points)]
        parts = [el("line", x1=self.left, x2=self.right, y1=self.bottom, y2=self.bottom, class_="base-line")]
        for end in dict.fromkeys(ends):
            parts.append(
                el("line", x1=self.left, x2=self.right, y1=self.y(end), y2=self.y(end), class_="grid")
            )
            parts.append(text(self.left - 5, self.y(end) + 4, number(end, self.run.decimals), "tick", "end"))
        return parts

    def days(self, height: int) -> list[Markup]:
        first, last = self.points[0].on, self.points[-1].on
        if first == last:
            return [text(self.scale.x(span_of(first)[0]), height - 6, date(first), "tick", "middle")]
        begin, end = (self.scale.x(span_of(day)[0]) for day in (first, last))
        begin, end = max(begin, self.left + HALF_DAY), min(end, self.right - HALF_DAY)
        if end - begin < 2 * HALF_DAY:      # too near to stand under their points side by side
            return [
                text(self.left, height - 6, date(first), "tick"),
                text(self.right, height - 6, date(last), "tick", "end"),
            ]
        return [
            text(begin, height - 6, date(first), "tick", "middle"),
            text(end, height - 6, date(last), "tick", "middle"),
        ]

    def line(self) -> Markup:
        path = " ".join(f"{self.scale.x(span_of(p.on)[0]):.1f},{self.y(p.value):.1f}" for p in self.points)
        return el("polyline", points=path, class_="run-line")

    def marks(self) -> list[Markup]:
        shapes = {
            "high": "M0-5.500l5.5 9.500h-11z",
            "low": "M0 5.500l5.5-9.500h-11z",
            "": "M0-3.500a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7z",
        }
        parts = []
        for p in self.points:
            out = outside(self.run, p.value)
            remark = words(p.mark) if p.mark else ""
            said = f"{date(p.on)}: {number(p.value, self.run.decimals)} {self.run.unit} {remark}"
            place = f"translate({self.scale.x(span_of(p.on)[0]):.1f} {self.y(p.value):.1f})"
            parts.append(
                el(
                    "path",
                    el("title", said.strip()),
                    d=shapes[out],
                    transform=place,
                    class_=f"point point-{out or 'usual'}",
                )
            )
        return parts
