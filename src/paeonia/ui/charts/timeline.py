"""Disease, therapies and receptors of one patient along time: the picture an oncologist draws on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup

from paeonia.ui.charts.lanes import Lane, draw_events, draw_receptors, draw_therapies
from paeonia.ui.charts.svg import Scale, counted, drawing, el, span_of, text, text_width
from paeonia.ui.charts.timeline_key import key
from paeonia.ui.words import words

FAMILIES = ("chemo", "endocrine", "cdk46", "her2", "adc", "targeted", "immuno", "radio", "other")
WIDTHS = (("wide", 1080), ("middle", 680), ("narrow", 352))


@dataclass(frozen=True)
class Event:
    """Something that happened; kind: diagnosis, surgery, metastasis, progression, response or other."""

    words: Any
    on: str | dt.date
    kind: str = "other"


@dataclass(frozen=True)
class Therapy:
    """A therapy as a bar; family is one of FAMILIES.

    With neither `stop` nor `ongoing` it is not known whether it ended, and drawn so.
    """

    words: Any
    start: str | dt.date
    stop: str | dt.date | None = None
    ongoing: bool = False
    family: str = "other"
    note: Any = ""


@dataclass(frozen=True)
class Receptor:
    """One result of one receptor; tone is yes (positive), no (negative), unknown or low."""

    receptor: Any
    words: Any
    on: str | dt.date
    tone: str = "unknown"


@dataclass(frozen=True)
class Course:
    """The whole course of one patient up to `today`, the day the page speaks of; with `since`, days are counted from it."""

    today: dt.date
    events: tuple[Event, ...] = ()
    therapies: tuple[Therapy, ...] = ()
    receptors: tuple[Receptor, ...] = ()
    since: dt.date | None = None

    def day(self, on: str | dt.date) -> str:
        """A day as this course tells it."""
        return str(on) if self.since is None else counted(on, self.since)


def timeline(course: Course) -> Markup:
    """The course as a figure of three drawings; the style sheet shows the one that fits the room."""
    if not (course.events or course.therapies or course.receptors):
        return Markup('<p class="chart-empty">{}</p>').format(
            gettext("No events, therapies or receptor results recorded yet.")
        )
    drawings = [_drawn(course, name, width) for name, width in WIDTHS]
    explained = key(course.therapies, FAMILIES)
    return Markup('<figure class="chart timeline">{}{}</figure>').format(Markup("").join(drawings), explained)


def _drawn(course: Course, size: str, width: int) -> Markup:
    narrow = size == "narrow"
    scale = Scale(_beginning(course), course.today, 8.0 if narrow else 132.0, width - 20.0, course.since)
    lane = Lane(scale, width, narrow, course.day)
    parts: list[Markup] = []
    y = 26.0
    for title, things, draw in (
        (gettext("Disease"), course.events, draw_events),
        (gettext("Therapies"), course.therapies, draw_therapies),
        (gettext("Receptors"), course.receptors, draw_receptors),
    ):
        if things:
            if narrow:
                parts.append(text(2, y + 8, title, "lane-title"))
                y += 16
            else:
                parts.append(text(2, y + 17, title, "lane-title"))
            drawn, height = draw(lane, things, y)
            parts += drawn
            y += height + 12
            parts.append(el("line", x1=0.0, x2=float(width), y1=y - 6, y2=y - 6, class_="lane-line"))
    back = _axis(scale, y - 6)
    return drawing(
        width, y, gettext("Course of disease and therapies"), told(course), back + parts, f"chart-{size}"
    )


def _beginning(course: Course) -> dt.date:
    days = [thing.on for thing in course.events + course.receptors] + [one.start for one in course.therapies]
    first = min(span_of(day)[0] for day in days)
    margin = max((course.today - first).days // 30, 10)
    return first - dt.timedelta(days=margin)


def _axis(scale: Scale, bottom: float) -> list[Markup]:
    parts = []
    now = scale.x(scale.last)
    for day, label in scale.ticks():
        x = scale.x(day)
        parts.append(el("line", x1=x, x2=x, y1=20.0, y2=bottom, class_="grid"))
        if now + 18 - text_width(gettext("today"), 12) - x > text_width(label, 12) + 8:
            parts.append(text(x + 3, 14, label, "tick"))
    parts.append(el("line", x1=now, x2=now, y1=18.0, y2=bottom, class_="today"))
    parts.append(text(now + 18, 14, gettext("today"), "tick today-word", "end"))
    return parts


def told(course: Course) -> str:
    """The course in one line of words, for those who listen to the page."""
    lines = [f"{course.day(one.on)} {words(one.words)}" for one in course.events]
    lines += [f"{course.day(one.start)} – {until(one, course.day)} {words(one.words)}" for one in course.therapies]
    lines += [f"{course.day(one.on)} {words(one.receptor)} {words(one.words)}" for one in course.receptors]
    return "; ".join(lines)


def until(therapy: Therapy, day: Callable[[str | dt.date], str] = str) -> str:
    """The end of a therapy in words: a day, that it goes on, or that nobody recorded whether it ended."""
    if therapy.stop is not None:
        return day(therapy.stop)
    return gettext("ongoing") if therapy.ongoing else gettext("end not known")
