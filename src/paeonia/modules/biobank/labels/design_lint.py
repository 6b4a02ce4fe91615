"""What would go wrong when a design is printed: fields past the edge, on one another, too fine to scan or to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from paeonia.record.problems import Problem, Refused

from .codes import code
from .design import Design, Field, Square, Text, filled, fitting, sample

# A hand scanner reads 0.19 mm; a 300 dpi printer makes it from at least two of its dots.
LEAST_DOT, LEAST_POINTS = 0.19, 4.0


def lint(design: Design, known: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    """Warnings about the design as it says what is known of one specimen, or what it says in a preview."""
    return (*_outside(design), *_overlaps(design), *_unreadable(design, known or sample(design)))


def named(field: Field) -> dict[str, str]:
    """A field as a message calls it, in both languages."""
    if isinstance(field, Square):
        return {"en": f"the code “{field.says.text}”", "zh": f"条码“{field.says.text}”"}
    return {"en": f"the text “{field.says.text}”", "zh": f"文字“{field.says.text}”"}


def _put(name: str, field: Field) -> dict[str, str]:
    said = named(field)
    return {name: said["en"], f"{name}_en": said["en"], f"{name}_zh": said["zh"]}


def _outside(design: Design) -> Iterator[Problem]:
    medium = design.medium
    for one in design.fields:
        x, y = one.x + one.width, one.y + one.height
        if x > medium.width + 0.01 or y > medium.height + 0.01 or (medium.round and not _in_circle(one, medium.width)):
            yield Problem("design-outside", "", {
                "x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{medium.width:g}", "height": f"{medium.height:g}",
                **_put("what", one)})


def _in_circle(field: Field, across: float) -> bool:
    radius = across / 2
    corners = [(field.x + dx, field.y + dy) for dx in (0, field.width) for dy in (0, field.height)]
    return all((x - radius) ** 2 + (y - radius) ** 2 <= (radius + 0.01) ** 2 for x, y in corners)


def _overlaps(design: Design) -> Iterator[Problem]:
    for first, second in combinations(design.fields, 2):
        if (first.x < second.x + second.width - 0.01 and second.x < first.x + first.width - 0.01
                and first.y < second.y + second.height - 0.01 and second.y < first.y + first.height - 0.01):
            yield Problem("design-overlap", "", _put("first", first) | _put("second", second))


def _unreadable(design: Design, known: Mapping[str, str]) -> Iterator[Problem]:
    try:
        said = filled(design, known)
    except Refused as refused:
        yield from refused.problems
        return
    for one in said:
        if isinstance(one.field, Text):
            size = fitting(one.text, one.field.width, one.field.points)
            if size < LEAST_POINTS:
                yield Problem("design-small", "", {"text": one.text, "size": f"{size:.1f}", "least": f"{LEAST_POINTS:g}",
                                                   **_put("what", one.field)})
            continue
        try:
            dot = one.field.side / code(one.field.kind, one.text).side
        except Refused as refused:
            yield from refused.problems
            continue
        if dot < LEAST_DOT:
            yield Problem("design-fine", "", {"text": one.text, "dot": f"{dot:.2f}", "least": f"{LEAST_DOT:g}",
                                              **_put("what", one.field)})
