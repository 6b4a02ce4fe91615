"""The swimmer plot: one lane for each patient on a therapy, with responses and progressions along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from markupsafe import Markup

from paeonia.ui.charts.lanes import SHAPES
from paeonia.ui.charts.svg import drawing, el, shortened, text
from paeonia.ui.words import words

WIDTHS = (("wide", 1080), ("middle", 680), ("narrow", 352))
ROW = 26


@dataclass(frozen=True)
class Moment:
    """Something seen after so many months: response, progression, or other."""

    months: float
    kind: str
    words: Any


@dataclass(frozen=True)
class Swimmer:
    """One patient: how many months on therapy, whether still on it, and what was seen."""

    label: str
    months: float
    ongoing: bool = False
    family: str = "other"
    moments: tuple[Moment, ...] = ()


def swimmers(title: Any, rows: Sequence[Swimmer]) -> Markup:
    """Lanes from the longest to the shortest, against months since the start."""
    if not rows:
        return Markup('<p class="chart-empty">{}</p>').format(gettext("Nobody has started this therapy yet."))
    ordered = sorted(rows, key=lambda row: -row.months)
    drawings = [_drawn(title, ordered, size, width) for size, width in WIDTHS]
    return Markup('<figure class="chart swimmer"><figcaption>{}</figcaption>{}{}</figure>').format(
        words(title), Markup("").join(drawings), _key(ordered)
    )


def _drawn(title: Any, rows: Sequence[Swimmer], size: str, width: int) -> Markup:
    left = 66.0 if size == "narrow" else 110.0
    most = max(row.months for row in rows) or 1
    unit = (width - left - 24) / most
    bottom = 8 + len(rows) * ROW
    parts = []
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, 600) if s * unit >= 40)
    for month in range(0, int(most) + 1, step):
        x = left + month * unit
        parts += [
            el("line", x1=x, x2=x, y1=4.0, y2=float(bottom), class_="grid"),
            text(x, bottom + 15, str(month), "tick", "middle"),
        ]
    for at, row in enumerate(rows):
        parts.append(_lane(row, 8 + at * ROW, left, unit))
    parts.append(text(width - 4, bottom + 31, gettext("months since start"), "tick", "end"))
    told = "; ".join(f"{row.label}: {row.months:g}" for row in rows)
    return drawing(width, bottom + 36, words(title), told, parts, f"chart-{size}")


def _lane(row: Swimmer, y: float, left: float, unit: float) -> Markup:
    middle, end = y + ROW / 2 - 2, left + row.months * unit
    told = ngettext("%(label)s: %(months)s month", "%(label)s: %(months)s months", int(row.months)) % {
        "label": row.label, "months": f"{row.months:g}",
    }  # fmt: skip
    parts = [
        el("title", told),
        text(left - 8, middle + 4.5, shortened(row.label, left - 12, 12), "row-name", "end"),
    ]
    parts.append(
        el("rect", x=left, y=middle - 7, width=max(end - left, 2.0), height=14.0, rx=3, class_="bar")
    )
    if row.ongoing:
        parts.append(el("path", d=f"M{end:.1f} {middle - 7:.1f}l9 7-9 7z", class_="arrow"))
    for seen in row.moments:
        place = f"translate({left + seen.months * unit:.1f} {middle:.1f}) scale(.8)"
        shape = SHAPES.get(seen.kind, SHAPES["other"])
        parts.append(
            el(
                "path",
                el("title", words(seen.words)),
                d=shape,
                transform=place,
                class_=f"event event-{seen.kind}",
            )
        )
    return el("g", *parts, class_=f"family-{row.family}")


def _key(rows: Sequence[Swimmer]) -> Markup:
    seen = {moment.kind: words(moment.words) for row in rows for moment in row.moments}
    items = [
        Markup("<li>{}{}</li>").format(
            el(
                "svg",
                el("path", d=SHAPES.get(kind, SHAPES["other"]), class_=f"event event-{kind}"),
                viewBox="-8 -8 16 16",
                aria_hidden="true",
            ),
            said,
        )
        for kind, said in seen.items()
    ]
    going = Markup("<li>{}{}</li>").format(
        el(
            "svg",
            el("path", d="M-5-7l9 7-9 7z", class_="arrow"),
            viewBox="-8 -8 16 16",
            aria_hidden="true",
            class_="family-other",
        ),
        gettext("still on therapy"),
    )
    return Markup('<ul class="chart-key plain">{}{}</ul>').format(Markup("").join(items), going)
