"""The criteria of a draft as one whole: as a node, as YAML of the language, and frozen into a version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from paeonia.criteria.nodes import All, AnyOf, Node

from .beginning import Sketch
from .choices import ASKS_NOTHING
from .models import Draft, Group, Line
from .reading import read, written

_KEPT = ("start", "end", "text", "outcome", "sentence", "side", "kind", "highlights", "author", "proposer", "mark", "was")


def speaking(lines: Iterable[Line]) -> list[Line]:
    """The lines that are part of the criteria."""
    return [line for line in lines if line.outcome not in ASKS_NOTHING and line.sentence]


def nodes(lines: Iterable[Line]) -> list[Node]:
    """Their sentences; those that do not parse yet are left out."""
    return [node for line in speaking(lines) if (node := read(line.sentence).node) is not None]


def whole(lines: Sequence[Line]) -> Node:
    """The whole trial: what holds for everybody, and one of its groups where they have criteria of their own."""
    base = nodes(line for line in lines if line.group_id is None)
    groups: dict[int, list[Line]] = {}
    for line in lines:
        if line.group_id is not None:
            groups.setdefault(line.group_id, []).append(line)
    each = [All(tuple(found)) for one in groups.values() if (found := nodes(one))]
    return All((*base, AnyOf(tuple(each)))) if each else All(tuple(base))


def of_group(lines: Sequence[Line], group: Group) -> Node:
    """What one group asks: the whole trial's lines and its own."""
    return All(tuple(nodes(line for line in lines if line.group_id in (None, group.pk))))


def eligibility(lines: Sequence[Line]) -> str:
    """The same as `whole`, as YAML; line by line, so that a reader finds her sentence again."""
    data: list[Any] = [_data(line) for line in speaking(lines) if line.group_id is None]
    groups: dict[int, list[Any]] = {}
    for line in speaking(lines):
        if line.group_id is not None:
            groups.setdefault(line.group_id, []).append(_data(line))
    if groups:
        data.append({"any": [{"all": one} for one in groups.values()]})
    return written({"all": data})


def _data(line: Line) -> Any:
    # Every scalar stays the text it was written as: `yes` and `2+` mean what the language says, not what YAML does.
    return yaml.load(line.sentence, Loader=yaml.BaseLoader)  # noqa: S506  builds text, lists and mappings only


def digest(text: str) -> str:
    """Twelve letters that change when the criteria do."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def frozen(draft: Draft, lines: Sequence[Line], groups: Sequence[Group]) -> dict[str, Any]:
    """Lines and groups as they are now, for a version that nobody changes any more."""
    codes = {group.pk: group.code for group in groups}
    return {
        "lines": [{name: getattr(line, name) for name in _KEPT} | {
            "group": codes.get(line.group_id, ""), "written_by": line.written_by_id, "settled_by": line.settled_by_id,
            "settled_at": line.settled_at.isoformat() if line.settled_at else None} for line in lines],
        "groups": [{"code": one.code, "kind": one.kind, "en": one.name_en, "zh": one.name_zh} for one in groups]}


def thawed(content: Mapping[str, Any]) -> list[Sketch]:
    """The lines of a version, for the draft that goes on from it."""
    from datetime import datetime

    return [Sketch(**{**line, "settled_at": datetime.fromisoformat(line["settled_at"]) if line["settled_at"] else None,
                      "mark": "", "was": ""}) for line in content["lines"] if line["mark"] != "gone" or line["sentence"]]
