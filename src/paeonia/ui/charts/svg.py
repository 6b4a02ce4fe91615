"""Small parts every chart is drawn from: elements, text widths and places along time."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.utils.translation import gettext, ngettext
from markupsafe import Markup, escape

from paeonia.ui.words import lang_tag

_numbers = count(1)


def el(tag: str, *children: Any, **attributes: Any) -> Markup:
    """One SVG element; `class_` becomes class, `text_anchor` text-anchor, lengths are rounded to a tenth."""
    parts = ["<", tag]
    for name, value in attributes.items():
        if value is not None:
            parts += (" ", name.rstrip("_").replace("_", "-"), '="', _shown(value), '"')
    if children:
        parts.append(">")
        parts += [str(child) if hasattr(child, "__html__") else str(escape(child)) for child in children]
        parts += ("</", tag, ">")
    else:
        parts.append("/>")
    # Every value and text was escaped on its way in; tags and names are our own.
    return Markup("".join(parts))  # noqa: S704


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value) if isinstance(value, int) else str(escape(value))


def text(x: float, y: float, said: str, class_: str = "", anchor: str | None = None) -> Markup:
    """A line of text standing on y; the anchor is start, middle or end."""
    return el("text", said, x=float(x), y=float(y), class_=class_ or None, text_anchor=anchor)


def text_width(said: str, size: float = 13) -> float:
    """About how wide the text will be, in the unit of the size: a Chinese sign is a square, a letter half."""
    wide = sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.56 for sign in said)
    return wide * size


def shortened(said: str, room: float, size: float = 13) -> str:
    """The text cut with an ellipsis so that it fits the room; the whole of it belongs in the tooltip."""
    if text_width(said, size) <= room:
        return said
    while said and text_width(said + "…", size) > room:
        said = said[:-1]
    return said.rstrip() + "…" if said else ""


def drawing(
    width: float, height: float, title: str, description: str, parts: Iterable[Any], class_: str
) -> Markup:
    """An SVG that is one picture to a screen reader, with its title and its content told in words."""
    number = next(_numbers)
    head = [
        el("title", title, id=f"chart-{number}-title"),
        el("desc", description, id=f"chart-{number}-desc"),
    ]
    return el(
        "svg", *head, *parts,
        class_=class_, viewBox=f"0 0 {width:g} {height:.0f}", role="img", lang=lang_tag(),
        aria_labelledby=f"chart-{number}-title", aria_describedby=f"chart-{number}-desc",
    )  # fmt: skip


def span_of(day: str | dt.date) -> tuple[dt.date, dt.date]:
    """The first and last day a (perhaps partial) date can mean; raises ValueError when it is no date."""
    if isinstance(day, dt.date):
        return day, day
    parts = [int(part) for part in str(day)[:10].split("-")]
    year, month, *rest = (*parts, 1) if len(parts) == 1 else parts
    if rest:
        exact = dt.date(year, month, rest[0])
        return (exact, exact) if len(parts) == 3 else (dt.date(year, 1, 1), dt.date(year, 12, 31))
    if len(parts) == 1:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, 1), following - dt.timedelta(days=1)


MONTH = 30.44
IN_DAYS, IN_MONTHS = 60, 3650   # nearer ones are counted in days, farther ones in years


def counted(day: str | dt.date, since: dt.date) -> str:
    """A day as its distance from another: for courses of which no date is to be told."""
    passed = (span_of(day)[0] - since).days
    if passed >= 0:
        return (gettext("day %(number)s") % {"number": passed} if passed <= IN_DAYS
                else gettext("month %(number)s") % {"number": round(passed / MONTH)})
    if passed >= -IN_DAYS:
        return ngettext("%(num)s day before", "%(num)s days before", -passed) % {"num": -passed}
    if passed >= -IN_MONTHS:
        return gettext("%(number)s months before") % {"number": round(-passed / MONTH)}
    return gettext("%(number)s years before") % {"number": round(-passed / 365.25)}


@dataclass(frozen=True)
class Scale:
    """Places days between a left and a right edge; with `since` they are counted from that day."""

    first: dt.date
    last: dt.date
    left: float
    right: float
    since: dt.date | None = None

    def x(self, day: dt.date) -> float:
        """Where the day stands; days outside are kept at the edge."""
        whole = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / whole, 0.0), 1.0)
        return self.left + share * (self.right - self.left)

    def ticks(self, room: float = 46) -> list[tuple[dt.date, str]]:
        """Days to write on the axis, as many as find room: months, quarters or years."""
        days = max((self.last - self.first).days, 1)
        per_month = (self.right - self.left) / days * MONTH
        months = next(
            (m for m in (1, 3, 6, 12, 24, 60, 120) if per_month * m >= (room if m > 6 else room * 1.5)), 240
        )
        if self.since is not None:
            return self._counted(self.since, months)
        found = []
        for year in range(self.first.year, self.last.year + 1):
            for month in range(1, 13, min(months, 12)):
                day = dt.date(year, month, 1)
                if self.first <= day <= self.last and (months <= 12 or year % (months // 12) == 0):
                    found.append((day, str(year) if months >= 12 else f"{year}-{month:02d}"))
        return found

    def _counted(self, since: dt.date, months: int) -> list[tuple[dt.date, str]]:
        first, last = ((day - since).days / MONTH for day in (self.first, self.last))
        return [(since + dt.timedelta(days=round(number * MONTH)), gettext("%(number)s mo") % {"number": number})
                for number in range(-(int(-first) // months) * months if first < 0 else 0, int(last) + 1, months)]


class Rows:
    """Puts things on the first row where they overlap nothing already there."""

    def __init__(self) -> None:
        self.ends: list[list[tuple[float, float]]] = []

    def place(self, left: float, right: float) -> int:
        """The number of the row that has this stretch free; it is taken from then on."""
        for at, taken in enumerate(self.ends):
            if all(right < a or left > b for a, b in taken):
                taken.append((left, right))
                return at
        self.ends.append([(left, right)])
        return len(self.ends) - 1
