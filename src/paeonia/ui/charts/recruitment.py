"""How many subjects entered a study along time, as steps, against the line that was planned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext
from markupsafe import Markup

from paeonia.ui.charts.svg import Scale, drawing, el, text
from paeonia.ui.numbers import date, number

HEIGHT, LEFT, TOP, BOTTOM = 210.0, 40.0, 16.0, 178.0


@dataclass(frozen=True)
class Recruitment:
    """The days on which subjects entered, what was planned from when to when, and today."""

    entered: tuple[dt.date, ...]
    planned: int
    start: dt.date
    until: dt.date
    today: dt.date

    def expected(self) -> float:
        """How many were planned to have entered by today, evenly along the way."""
        whole = max((self.until - self.start).days, 1)
        return self.planned * min(max((self.today - self.start).days / whole, 0.0), 1.0)


def recruitment(title: str, run: Recruitment) -> Markup:
    """The curve, wide for a desk and narrow for a phone; said in words for those who listen."""
    told = gettext("%(n)s of %(planned)s entered by %(day)s; %(expected)s were planned by then.") % {
        "n": number(len(run.entered)), "planned": number(run.planned), "day": date(run.today),
        "expected": number(run.expected(), 1)}
    figure = Markup('<figure class="chart recruitment"><div class="recruitment-wide">{}</div>'
                    '<div class="recruitment-narrow">{}</div><figcaption class="quiet">{}</figcaption></figure>')
    return figure.format(_drawn(title, told, run, 560.0), _drawn(title, told, run, 330.0), told)


def _drawn(title: str, told: str, run: Recruitment, width: float) -> Markup:
    right = width - 12.0
    scale = Scale(min(run.start, *run.entered), max(run.until, run.today), LEFT, right)
    most, entered = max(run.planned, len(run.entered), 1), sorted(run.entered)

    def y(count: float) -> float:
        return BOTTOM - count / most * (BOTTOM - TOP)

    parts = []
    for level in dict.fromkeys((0, round(most / 2), most)):
        line = "base-line" if level == 0 else "grid"
        parts.append(el("line", x1=LEFT, x2=right, y1=y(level), y2=y(level), class_=line))
        parts.append(text(LEFT - 6, y(level) + 4, number(level), "tick", "end"))
    parts += [text(scale.x(day), BOTTOM + 20, said, "tick", "middle") for day, said in scale.ticks(70)
              if LEFT + 20 <= scale.x(day) <= right - 20]
    parts.append(el("line", x1=scale.x(run.start), y1=y(0), x2=scale.x(run.until), y2=y(run.planned), class_="plan-line"))
    parts.append(text(scale.x(run.until) - 4, y(run.planned) + 18, gettext("planned"), "tick", "end"))
    now = scale.x(run.today)
    parts.append(el("line", x1=now, x2=now, y1=TOP, y2=BOTTOM, class_="today"))
    steps = [f"H{scale.x(day):.1f}V{y(count):.1f}" for count, day in enumerate(entered, 1)]
    start = f"M{scale.x(run.start):.1f} {y(0):.1f}"
    parts.append(el("path", d="".join([start, *steps, f"H{now:.1f}"]), class_="entered-line"))
    said = gettext("entered: %(n)s") % {"n": number(len(entered))}
    late = now > right - 90
    parts.append(text(now - 6 if late else now + 6, y(len(entered)) - 5, said, "entered-word", "end" if late else None))
    return drawing(width, HEIGHT, title, told, parts, "recruitment-drawing")
