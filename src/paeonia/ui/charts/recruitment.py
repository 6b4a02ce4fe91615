"""How many subjects entered a study along time, as steps, against the line that was planned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext
from markupsafe import Markup

from paeonia.ui.charts.svg import Scale, drawing, el, text
from paeonia.ui.numbers import date, number

WIDTH, HEIGHT = 560.0, 210.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 540.0, 16.0, 178.0


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
    """The curve; said in words for those who listen."""
    scale = Scale(min(run.start, *run.entered), max(run.until, run.today), LEFT, RIGHT)
    most = max(run.planned, len(run.entered), 1)

    def y(count: float) -> float:
        return BOTTOM - count / most * (BOTTOM - TOP)

    levels = tuple(dict.fromkeys((0, round(most / 2), most)))
    parts = [el("line", x1=LEFT, x2=RIGHT, y1=y(level), y2=y(level), class_="base-line" if level == 0 else "grid")
             for level in levels]
    parts += [text(LEFT - 6, y(level) + 4, number(level), "tick", "end") for level in levels]
    parts += [text(scale.x(day), BOTTOM + 20, said, "tick", "middle") for day, said in scale.ticks(70)
              if LEFT + 20 <= scale.x(day) <= RIGHT - 20]
    parts.append(el("line", x1=scale.x(run.start), y1=y(0), x2=scale.x(run.until), y2=y(run.planned), class_="plan-line"))
    parts.append(text(scale.x(run.until) - 4, y(run.planned) + 18, gettext("planned"), "tick", "end"))
    now = scale.x(run.today)
    parts.append(el("line", x1=now, x2=now, y1=TOP, y2=BOTTOM, class_="today"))
    steps, count = [f"M{scale.x(run.start):.1f} {y(0):.1f}"], 0
    for day in sorted(run.entered):
        count += 1
        steps.append(f"H{scale.x(day):.1f}V{y(count):.1f}")
    parts.append(el("path", d="".join([*steps, f"H{now:.1f}"]), class_="entered-line"))
    parts.append(text(now + 6, y(count) - 5, gettext("entered: %(n)s") % {"n": number(count)}, "entered-word"))
    told = gettext("%(n)s of %(planned)s entered by %(day)s; %(expected)s were planned by then.") % {
        "n": number(count), "planned": number(run.planned), "day": date(run.today), "expected": number(run.expected(), 1)}
    picture = drawing(WIDTH, HEIGHT, title, told, parts, "recruitment-drawing")
    figure = Markup('<figure class="chart recruitment">{}<figcaption class="quiet">{}</figcaption></figure>')
    return figure.format(picture, told)
