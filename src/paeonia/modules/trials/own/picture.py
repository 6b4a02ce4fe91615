"""What ends when, drawn along a year: one line a thing, today upright through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext
from markupsafe import Markup

from paeonia.ui.charts.svg import Scale, drawing, el, shortened, text
from paeonia.ui.numbers import date as shown

from .standing import Due
from .words_of import said

LINE, TOP, BACK, AHEAD = 30.0, 12.0, 120, 540
SIGNS = {"over": "!", "week": "!", "month": "!", "soon": "●", "far": "○"}


def expiries(title: str, dues: Sequence[tuple[str, Due]], today: date) -> Markup:
    """The picture, wide for a desk and narrow for a phone, with the same in words for those who listen."""
    told = gettext("; ").join(
        f"{name + ' · ' if name else ''}{said(due.what)}: {shown(due.day)}" for name, due in dues)
    told = told or gettext("Nothing ends.")
    figure = Markup('<figure class="chart own-expiries"><div class="own-wide">{}</div>'
                    '<div class="own-narrow">{}</div></figure>')
    return figure.format(_drawn(title, told, dues, today, 920.0, 330.0), _drawn(title, told, dues, today, 350.0, 0.0))


def _drawn(title: str, told: str, dues: Sequence[tuple[str, Due]], today: date, width: float, names: float) -> Markup:
    narrow = names == 0
    left, right = (8.0 if narrow else names), width - 96.0
    scale = Scale(today - timedelta(BACK), today + timedelta(AHEAD), left, right)
    step = LINE + (18 if narrow else 0)
    bottom = TOP + step * len(dues)
    parts = []
    for day, label in scale.ticks(70):
        x = scale.x(day)
        parts.append(el("line", x1=x, x2=x, y1=TOP, y2=bottom, class_="grid"))
        if left + 16 < x < right - 10:
            parts.append(text(x, bottom + 18, label, "tick", "middle"))
    for row, (name, due) in enumerate(dues):
        y = TOP + step * row + step - 13
        label = f"{name} · {said(due.what)}" if name else said(due.what)
        if narrow:
            parts.append(text(left, y - 13, shortened(label, width - left, 13), "own-name"))
        else:
            parts.append(text(0, y + 4, shortened(label, names - 16, 13), "own-name"))
        begin, end = scale.x(due.start or today), scale.x(due.day)
        if due.start:
            parts.append(el("line", x1=min(begin, end), x2=end, y1=y, y2=y, class_=f"own-span own-{due.level}"))
        parts.append(el("circle", cx=end, cy=y, r=5.5, class_=f"own-end own-{due.level}"))
        parts.append(text(right + 12, y + 4, f"{SIGNS[due.level]} {shown(due.day)}", f"own-day own-day-{due.level}"))
    now = scale.x(today)
    parts.append(el("line", x1=now, x2=now, y1=TOP - 6, y2=bottom, class_="today"))
    parts.append(text(now, bottom + 34, gettext("today"), "tick", "middle"))
    return drawing(width, bottom + 42, title, told, parts, "own-drawing")
