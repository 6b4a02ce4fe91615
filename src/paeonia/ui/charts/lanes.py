"""The three lanes of the timeline: what happened, what was given, what the receptors said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from markupsafe import Markup

from paeonia.ui.charts.svg import Rows, Scale, el, shortened, span_of, text, text_width
from paeonia.ui.words import words

if TYPE_CHECKING:
    from paeonia.ui.charts.timeline import Event, Receptor, Therapy

SIZE = 13
EVENT_ROW, BAR_ROW, BAR, RECEPTOR_ROW = 24, 30, 22, 28
SHAPES = {
    "diagnosis": "M0-6a6 6 0 1 1 0 12a6 6 0 1 1 0-12z",
    "surgery": "M0-7l7 7-7 7-7-7z",
    "metastasis": "M0-7l7 12.500h-14z",
    "progression": "M-6.5-5.500h13l-6.5 12z",
    "response": "M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
    "other": "M-5-5h10v10h-10z",
}


@dataclass(frozen=True)
class Lane:
    """The room a lane is drawn in, and how its days are told."""

    scale: Scale
    width: int
    narrow: bool
    day: Callable[[Any], str] = str


def draw_events(lane: Lane, events: Sequence[Event], top: float) -> tuple[list[Markup], float]:
    """Marks with their words beside them, on as many rows as keep the words apart."""
    rows, parts, deepest = Rows(), [], 0
    for event in sorted(events, key=lambda one: span_of(one.on)):
        first, last = span_of(event.on)
        x = (lane.scale.x(first) + lane.scale.x(last)) / 2
        said = words(event.words)
        label = _beside(lane, min(x - 8, lane.scale.x(first)), max(x + 8, lane.scale.x(last)), said)
        row = rows.place(min(label.left, x - 9), max(label.right, x + 9) + 6)
        deepest = max(deepest, row)
        y = top + row * EVENT_ROW + EVENT_ROW / 2
        whisker = _whisker(lane, first, last, y) if first != last else Markup("")
        parts.append(
            el(
                "g",
                el("title", f"{lane.day(event.on)} {said}"),
                whisker,
                el(
                    "path",
                    d=SHAPES.get(event.kind, SHAPES["other"]),
                    transform=f"translate({x:.1f} {y:.1f})",
                    class_=f"event event-{event.kind}",
                ),
                text(label.at, y + 4.5, label.said, "label", label.anchor),
            )  # fmt: skip
        )
    return parts, (deepest + 1) * EVENT_ROW


def _whisker(lane: Lane, first: Any, last: Any, y: float) -> Markup:
    return el("line", x1=lane.scale.x(first), x2=lane.scale.x(last), y1=y, y2=y, class_="whisker")


@dataclass(frozen=True)
class Beside:
    """Words beside a mark: the text, its left edge, the anchor and where it stands."""

    said: str
    left: float
    anchor: str
    at: float

    @property
    def right(self) -> float:
        """Where the words end."""
        return self.left + text_width(self.said, SIZE)


def _beside(lane: Lane, left: float, right: float, said: str) -> Beside:
    """Right of the mark, or left of it where the page ends; shortened on the roomier side if neither has room."""
    wide = text_width(said, SIZE)
    before, after = left - 4, lane.width - right - 4
    if wide > max(before, after):
        said = shortened(said, max(before, after), SIZE)
        wide = text_width(said, SIZE)
    if wide <= after:
        return Beside(said, right + 4, "start", right + 4)
    return Beside(said, left - 4 - wide, "end", left - 4)


def draw_therapies(lane: Lane, therapies: Sequence[Therapy], top: float) -> tuple[list[Markup], float]:
    """Bars coloured by class of drug, with its name; dashed where a date is partial or the end not known."""
    rows, parts, deepest = Rows(), [], 0
    for therapy in sorted(therapies, key=lambda one: span_of(one.start)):
        begin = span_of(therapy.start)
        end = span_of(therapy.stop) if therapy.stop is not None else (lane.scale.last, lane.scale.last)
        left, right = lane.scale.x(begin[0]), max(lane.scale.x(end[1]), lane.scale.x(begin[0]) + 6)
        said = words(therapy.words)
        inside = text_width(said, SIZE) + 14 <= right - left
        label = Beside(said, left + 8, "start", left + 8) if inside else _beside(lane, left, right + 2, said)
        row = rows.place(min(label.left, left), max(right, label.right) + 4)
        deepest = max(deepest, row)
        y = top + row * BAR_ROW + (BAR_ROW - BAR) / 2
        parts.append(
            el(
                "g",
                el("title", _therapy_told(lane, therapy, said)),
                *_bar(lane, therapy, begin, end, y),
                text(
                    label.at,
                    y + BAR / 2 + 4.5,
                    label.said,
                    "label bar-label" if inside else "label",
                    label.anchor,
                ),
                class_=f"family-{therapy.family}",
            )  # fmt: skip
        )
    return parts, (deepest + 1) * BAR_ROW


def _bar(lane: Lane, therapy: Therapy, begin: Any, end: Any, y: float) -> list[Markup]:
    x = lane.scale.x
    whole = (x(begin[0]), max(x(end[1]), x(begin[0]) + 6))
    open_end = therapy.stop is None and not therapy.ongoing
    sure = (x(begin[1]), x(end[0]))
    parts = []
    if open_end or begin[0] != begin[1] or end[0] != end[1]:
        parts.append(
            el(
                "rect",
                x=whole[0],
                y=y,
                width=whole[1] - whole[0],
                height=float(BAR),
                rx=4,
                class_="bar bar-perhaps",
            )
        )
    if not open_end and (sure[1] - sure[0] > 2 or not parts):
        parts.append(
            el(
                "rect",
                x=sure[0],
                y=y,
                width=max(sure[1] - sure[0], 6.0),
                height=float(BAR),
                rx=4,
                class_="bar",
            )
        )
    if therapy.ongoing and therapy.stop is None:
        middle = y + BAR / 2
        parts.append(el("path", d=f"M{whole[1]:.1f} {middle - 7:.1f}l9 7-9 7z", class_="arrow"))
    if open_end:
        parts.append(text(whole[1] + 4, y + BAR / 2 + 4.5, "?", "label asked"))
    return parts


def _therapy_told(lane: Lane, therapy: Therapy, said: str) -> str:
    from paeonia.ui.charts.timeline import until

    told = f"{said}: {lane.day(therapy.start)} – {until(therapy, lane.day)}"
    return f"{told} ({words(therapy.note)})" if therapy.note else told


def draw_receptors(lane: Lane, receptors: Sequence[Receptor], top: float) -> tuple[list[Markup], float]:
    """A row for each receptor with a pill for each result, so that a change is seen at a glance."""
    names = list(dict.fromkeys(words(one.receptor) for one in receptors))
    parts, y = [], top
    for name in names:
        rows, deepest = Rows(), 0
        offset = 0 if lane.narrow else 122
        room = text_width(name, 12) + 8 if lane.narrow else 0
        parts.append(
            text(2 if lane.narrow else offset, y + 18, name, "row-name", None if lane.narrow else "end")
        )
        for one in sorted((r for r in receptors if words(r.receptor) == name), key=lambda r: span_of(r.on)):
            first, last = span_of(one.on)
            said = words(one.words)
            wide = text_width(said, 12) + 16
            middle = (lane.scale.x(first) + lane.scale.x(last)) / 2
            left = min(max(middle - wide / 2, lane.scale.left + room), lane.width - wide - 1)
            row = rows.place(left - 2, left + wide + 2)
            deepest = max(deepest, row)
            parts.append(_pill(one, lane.day(one.on), said, left, y + row * RECEPTOR_ROW + 3, wide))
        y += (deepest + 1) * RECEPTOR_ROW
    return parts, y - top


def _pill(one: Receptor, day: str, said: str, left: float, y: float, wide: float) -> Markup:
    told = {"day": day, "receptor": words(one.receptor), "result": said}
    return el(
        "g", el("title", gettext("%(day)s %(receptor)s: %(result)s") % told),
        el("rect", x=left, y=y, width=wide, height=20.0, rx=10, class_="pill"),
        text(left + wide / 2, y + 14.5, said, "pill-label", "middle"),
        class_=f"result-{one.tone}",
    )  # fmt: skip
