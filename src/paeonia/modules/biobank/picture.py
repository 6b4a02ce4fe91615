"""Bars of what is in the bank, drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

WIDTH, ROW, LEFT = 640, 28, 190


def bars(title: str, rows: Sequence[tuple[str, int, int]]) -> Markup:
    """One bar a type: all of it, and darker what may be had; the numbers stand beside it."""
    most = max((there for _name, there, _free in rows), default=1) or 1
    scale = (WIDTH - LEFT - 90) / most
    drawn = []
    for place, (name, there, free) in enumerate(rows):
        y = place * ROW
        drawn.append(
            f'<text x="{LEFT - 8}" y="{y + 18}" text-anchor="end">{escape(name)}</text>'
            f'<rect class="bank-bar" x="{LEFT}" y="{y + 6}" width="{max(there * scale, 2):.1f}" height="16" rx="3"/>'
            f'<rect class="bank-free" x="{LEFT}" y="{y + 6}" width="{free * scale:.1f}" height="16" rx="3"/>'
            f'<text x="{LEFT + there * scale + 6:.1f}" y="{y + 18}">{there}</text>')
    said = escape(title + _(": ") + _("; ").join(f"{name} {there}" for name, there, _free in rows))
    return Markup('<svg class="bank-bars" role="img" viewBox="0 0 {w} {h}" aria-label="{said}">{drawn}</svg>').format(  # noqa: S704  every part is escaped or a number
        w=WIDTH, h=len(rows) * ROW, said=said, drawn=Markup("".join(drawn)))  # noqa: S704  likewise
