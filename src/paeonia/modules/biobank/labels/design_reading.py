"""Designs read from YAML or JSON; everything wrong is told with its line, and nothing is guessed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from paeonia.knowledge.dictionary import root
from paeonia.record.located import Located, located, read_yaml
from paeonia.record.problems import Problem, Refused

from .codes import NAMES
from .design import Design, Field, Medium, Square, Text
from .tokens import Format, parse

LARGEST_MM, MOST_FIELDS = 210.0, 24
# What a message may expect, in both languages.
_EXPECTED = {
    "mapping": ("a mapping", "键值对"), "list": ("a list of fields", "字段列表"), "text": ("a text", "文字"),
    "both": ("a text in en and zh", "中英文文字"), "size": (f"a number above 0, at most {LARGEST_MM:.0f}",
                                                 f"大于 0 且不超过 {LARGEST_MM:.0f} 的数值"),
    "place": (f"a number from 0 to {LARGEST_MM:.0f}", f"0 至 {LARGEST_MM:.0f} 的数值"),
    "count": ("a whole number from 1 to 12", "1 至 12 的整数"), "yes": ("yes or no", "yes 或 no"),
    "kind": ("datamatrix or qr", "datamatrix 或 qr"),
    "few": (f"at most {MOST_FIELDS} fields", f"不超过 {MOST_FIELDS} 个字段"),
    "points": ("a number from 2 to 72", "2 至 72 的数值")}
_BETWEEN = {"points": (2.0, 72.0), "place": (0.0, LARGEST_MM), "count": (1.0, 12.0), "size": (0.01, LARGEST_MM)}


def read(source: str | bytes, name: str = "") -> Design:
    """A design from the text of a file (JSON is YAML too); raises Refused with everything wrong in it."""
    return _design(read_yaml(source, name))


def from_plain(structure: Any, name: str = "") -> Design:
    """A design from what a form or a database column holds."""
    return _design(located(structure, name))


def plain(design: Design) -> dict[str, Any]:
    """The design as it is kept: reading it again gives the same."""
    medium = design.medium
    return {
        "code": design.code, "words": dict(design.words), **({"about": dict(design.about)} if design.about else {}),
        "medium": {"width": medium.width, "height": medium.height, "gap": medium.gap, "across": medium.across,
                   "round": medium.round},
        "fields": [{"text": one.says.text, "x": one.x, "y": one.y, "width": one.width, "points": one.points,
                    "lines": one.lines}
                   if isinstance(one, Text)
                   else {"code": one.kind, "text": one.says.text, "x": one.x, "y": one.y, "side": one.side}
                   for one in design.fields]}


@lru_cache(maxsize=2)
def _shipped(folder: Path) -> Mapping[str, Design]:
    return {design.code: design for path in sorted(folder.glob("*.yaml"))
            for design in [read(path.read_bytes(), path.name)]}


def shipped() -> Mapping[str, Design]:
    """The designs that come with the house, by code."""
    return _shipped(root() / "biobank" / "labels")


class _Reader:
    """Takes parts out of a mapping and remembers what was wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, item: Located, what: str, expected: str) -> None:
        en, zh = _EXPECTED[expected]
        self.problems.append(Problem("design-shape", item.place, {
            "what": f"`{what}`", "what_zh": f"“{what}”", "expected": en, "expected_zh": zh, "expected_en": en}))

    def part(self, of: Located, *known: str) -> dict[str, Located]:
        if not of.is_map():
            self.wrong(of, "design", "mapping")
            return {}
        for key, item in of.items():
            if key not in known:
                near = get_close_matches(key, known, 1)
                self.problems.append(Problem("design-unknown", item.place, {
                    "name": key, "expected": ", ".join(known), "hint": "",
                    "hint_en": f"; did you mean {near[0]}?" if near else "",
                    "hint_zh": f"，是否为 {near[0]}？" if near else ""}))
        return dict(of.items())

    def number(self, of: Located, key: str, expected: str, default: float | None = None) -> float:
        item = dict(of.items()).get(key) if of.is_map() else None
        if item is None and default is not None:
            return default
        low, high = _BETWEEN[expected]
        try:
            value = float(item.text()) if item else math.nan
        except ValueError:
            value = math.nan
        if not low <= value <= high or (expected == "count" and value != int(value)):
            self.wrong(item or of, key, expected)
            return 1.0
        return value

    def both(self, of: Located, key: str) -> dict[str, str]:
        item = dict(of.items()).get(key) if of.is_map() else None
        told = {k: v.text() for k, v in item.items()} if item and item.is_map() else {}
        if set(told) != {"en", "zh"} or not all(_name(text) for text in told.values()):
            self.wrong(item or of, key, "both")
        return told


def _design(item: Located) -> Design:
    reader = _Reader()
    parts = reader.part(item, "code", "words", "about", "medium", "fields")
    code = parts["code"].text() if "code" in parts else ""
    if not _name(code, 60):
        reader.wrong(parts.get("code", item), "code", "text")
    words = reader.both(item, "words")
    about = reader.both(item, "about") if "about" in parts else {}
    if "medium" not in parts:
        reader.wrong(item, "medium", "mapping")
    medium = _medium(reader, parts.get("medium", Located({}, item.place)))
    listed = parts.get("fields")
    if listed is None or not listed.is_list() or not listed.value:
        reader.wrong(listed or item, "fields", "list")
        listed = Located([], item.place)
    if len(listed.value) > MOST_FIELDS:
        reader.wrong(listed, "fields", "few")
    fields = [_field(reader, one) for one in listed.value[:MOST_FIELDS]]
    if reader.problems:
        raise Refused(reader.problems)
    return Design(code, words, medium, tuple(one for one in fields if one), about)


def _name(text: str, most: int = 200) -> bool:
    """Whether a text can be the name of something: a line that can be read."""
    return bool(text.strip()) and text.isprintable() and len(text) <= most


def _medium(reader: _Reader, item: Located) -> Medium:
    parts = reader.part(item, "width", "height", "gap", "across", "round")
    circle = parts["round"].text().lower() if "round" in parts else "no"
    if circle not in ("yes", "no", "true", "false"):
        reader.wrong(item, "round", "yes")
    return Medium(reader.number(item, "width", "size"), reader.number(item, "height", "size"),
                  reader.number(item, "gap", "place", 2.0), int(reader.number(item, "across", "count", 1)),
                  circle in ("yes", "true"))


def _field(reader: _Reader, item: Located) -> Field | None:
    parts = reader.part(item, "code", "text", "x", "y", "width", "points", "lines", "side")
    says = _says(reader, item, parts)
    x, y = reader.number(item, "x", "place"), reader.number(item, "y", "place")
    if "code" not in parts:
        width, points = reader.number(item, "width", "size"), reader.number(item, "points", "points", 6.0)
        lines = int(reader.number(item, "lines", "count", 1))
        return Text(says, x, y, width, points, lines) if says else None
    kind = parts["code"].text()
    if kind not in NAMES:
        reader.wrong(parts["code"], "code", "kind")
    side = reader.number(item, "side", "size")
    return Square(kind, says, x, y, side) if says else None


def _says(reader: _Reader, item: Located, parts: dict[str, Located]) -> Format | None:
    text = parts["text"].text() if "text" in parts else ""
    if not text:
        reader.wrong(item, "text", "text")
        return None
    try:
        return parse(text, "print")
    except Refused as refused:
        reader.problems += [Problem(one.code, parts["text"].place, one.params) for one in refused.problems]
        return None
