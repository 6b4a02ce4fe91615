"""A label as SVG, the size it has on the tube, for a preview."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from .codes import code, path
from .design import Design, Filled, Square, Text, fitting
from .faces import MM_OF_POINT, measure


def picture(design: Design, fields: Sequence[Filled], title: str) -> str:
    """The label; what would lie past its edge is drawn all the same, so that it is seen."""
    medium = design.medium
    wide, high = medium.width, medium.height
    edge = (f'<circle cx="{wide / 2:g}" cy="{high / 2:g}" r="{wide / 2:g}"' if medium.round
            else f'<rect width="{wide:g}" height="{high:g}" rx="0.8"')
    inside = "".join(_square(one.field, one.text) if isinstance(one.field, Square) else _text(one.field, one.text)
                     for one in fields)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" class="label-picture" role="img" aria-label={quoteattr(title)}'
            f' viewBox="-0.5 -0.5 {wide + 1:g} {high + 1:g}" width="{wide + 1:g}mm" height="{high + 1:g}mm">'
            f'{edge} fill="#fff" stroke="#8a8178" stroke-width="0.15"/>{inside}</svg>')


def _text(field: Text, text: str) -> str:
    size = fitting(text, field.width, field.points) * MM_OF_POINT
    return (f'<text x="{field.x:g}" y="{field.y + field.points * MM_OF_POINT * 0.95:g}" font-size="{size:.3f}" fill="#000"'
            f' textLength="{min(measure(text, size / MM_OF_POINT), field.width):.2f}" lengthAdjust="spacingAndGlyphs">'
            f'{escape(text)}</text>')


def _square(field: Square, text: str) -> str:
    made = code(field.kind, text)
    return (f'<svg x="{field.x:g}" y="{field.y:g}" width="{field.side:g}" height="{field.side:g}"'
            f' viewBox="0 0 {made.side} {made.side}" shape-rendering="crispEdges">'
            f'<path fill="#000" d="{path(made)}"/></svg>')
