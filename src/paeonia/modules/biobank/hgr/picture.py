"""Approvals along time: a bar from the first to the last day each, today upright through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext
from markupsafe import Markup

from paeonia.ui.charts.svg import Scale, drawing, el, shortened, text
from paeonia.ui.numbers import date as shown

from .queries import Entry, standing

STEP, TOP = 34.0, 14.0
SIGNS = {"in_force": "✓", "ended": "!", "to_come": "○", "applied": "○", "suspended": "!", "revoked": "!"}


def validity(entries: Sequence[Entry], today: date) -> Markup:
    """The picture, wide for a desk and narrow for a phone, with the same in words for those who listen."""
    rows = [one for one in entries if one.row.valid_from]
    if not rows:
        return Markup("")
    told = gettext("; ").join(
        f"{one.row.get_kind_display()} {one.row.number}: {shown(one.row.valid_from)} – {_until(one)}" for one in rows)
    title = gettext("What holds how long")
    figure = Markup('<figure class="chart hgr-validity"><div class="hgr-wide">{}</div>'
                    '<div class="hgr-narrow">{}</div></figure>')
    return figure.format(_drawn(title, told, rows, today, 1000.0, 360.0), _drawn(title, told, rows, today, 350.0, 0.0))


def _until(one: Entry) -> str:
    return shown(one.row.valid_until) if one.row.valid_until else gettext("no end")


def _drawn(title: str, told: str, rows: Sequence[Entry], today: date, width: float, names: float) -> Markup:
    first = min(min(one.row.valid_from for one in rows if one.row.valid_from), today)
    last = max([one.row.valid_until for one in rows if one.row.valid_until] + [today]) + timedelta(60)
    first = max(first, last - timedelta(365 * 8))
    narrow = names == 0
    left, right = (6.0 if narrow else names), width - 112.0
    scale = Scale(first, last, left, right)
    step = STEP + (20 if narrow else 0)
    bottom = TOP + step * len(rows)
    parts = []
    for day, label in scale.ticks(60):
        x = scale.x(day)
        parts.append(el("line", x1=x, x2=x, y1=TOP, y2=bottom, class_="grid"))
        if left + 12 < x < right - 12:
            parts.append(text(x, bottom + 18, label, "tick", "middle"))
    for at, one in enumerate(rows):
        y = TOP + step * at + step - 14
        name, state = f"{one.row.get_kind_display()} · {one.row.number}", standing(one, today)
        parts.append(text(left if narrow else 0, y - 16 if narrow else y + 5,
                          shortened(name, width - left if narrow else names - 16, 13), "hgr-name"))
        begin, end = scale.x(one.row.valid_from or today), scale.x(one.row.valid_until or last)
        parts.append(el("rect", x=begin, y=y - 5, width=max(end - begin, 3.0), height=12.0, rx=6.0,
                        class_=f"hgr-bar hgr-bar-{state}"))
        parts.append(text(right + 8, y + 5, f"{SIGNS[state]} {_until(one)}", f"hgr-day hgr-day-{state}"))
    now = scale.x(today)
    parts.append(el("line", x1=now, x2=now, y1=TOP - 8, y2=bottom, class_="today"))
    parts.append(text(now, bottom + 34, gettext("today"), "tick", "middle"))
    return drawing(width, bottom + 42, title, told, parts, "hgr-drawing")
