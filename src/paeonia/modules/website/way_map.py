"""A small map of our own: a few places an editor names and the line one walks between them; no map service is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from paeonia.ui.charts.svg import el, text, text_width

WIDE, HIGH, EDGE = 480, 320, 36
NAME = 18.0     # how large a name is at most, in the unit of the sheet
SIGN = 13.0     # half the width of a place's sign


@dataclass(frozen=True)
class Place:
    """A place, or (`corner`) a bend of the way; `across` counts from the west, `up` from the south, both 0 to 100."""

    kind: str
    name: str
    across: int
    up: int
    walked: bool = True

    @property
    def x(self) -> float:
        """Where it stands on the sheet."""
        return EDGE + (WIDE - 2 * EDGE) * self.across / 100

    @property
    def y(self) -> float:
        """Where it stands on the sheet; north is above."""
        return HIGH - EDGE - (HIGH - 2 * EDGE) * self.up / 100


def draw(places: Sequence[Place], title: str, signs: dict[str, str]) -> Markup:
    """The map; `signs` are the letters that stand for the kinds, so that colour alone tells nothing."""
    way = [one for one in places if one.walked]
    line = " ".join(f"{'L' if number else 'M'}{one.x:.0f} {one.y:.0f}" for number, one in enumerate(way))
    walk = el("path", d=line, class_="way-walk", fill="none") if len(way) > 1 else ""
    shown = [part for one in places if one.kind != "corner" for part in _place(one, signs, _leaves_east(one, way))]
    ground = el("rect", x=0, y=0, width=WIDE, height=HIGH, rx=12, class_="way-ground")
    return el("svg", el("title", title), ground, walk, _north(), *shown,
              viewBox=f"0 0 {WIDE} {HIGH}", class_="way-map", role="img")


def _leaves_east(one: Place, way: Sequence[Place]) -> bool:
    """Whether the line runs where the name would stand, to the right of the sign."""
    if one not in way:
        return False
    at = way.index(one)
    beside = [*way[max(at - 1, 0):at], *way[at + 1:at + 2]]
    return any(other.x - one.x > abs(other.y - one.y) for other in beside)


def _place(one: Place, signs: dict[str, str], is_taken: bool) -> list[Markup]:
    wide = text_width(one.name, NAME)
    right = not is_taken and one.x + SIGN + 6 + wide <= WIDE - 4
    # Beside its sign where there is room; else above it, kept inside the sheet.
    x = one.x + SIGN + 6 if right else min(max(one.x, wide / 2 + 4), WIDE - wide / 2 - 4)
    y = one.y + 5.5 if right else one.y - SIGN - 7 if one.y > HIGH / 4 else one.y + SIGN + 19
    return [el("rect", x=one.x - SIGN, y=one.y - SIGN, width=2 * SIGN, height=2 * SIGN, rx=6, class_=f"way-{one.kind}"),
            text(one.x, one.y + 5, signs[one.kind], "way-sign", "middle"),
            text(x, y, one.name, "way-name", "start" if right else "middle")]


def _north() -> Markup:
    x, y = WIDE - 26, 22
    needle = el("path", d=f"M{x} {y} l-5 14 l5 -4 l5 4 z", class_="way-north")
    return el("g", needle, text(x, y + 28, "N", "way-north", "middle"))
