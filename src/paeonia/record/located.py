"""YAML that remembers where everything stood, so that a mistake can be shown with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from paeonia.record.problems import Problem, Refused, messages

MAX_NODES, MAX_DEPTH = 50_000, 120

messages({
    "yaml-broken": ("the file is not valid YAML: {why}. Mend it at this place.",
                    "文件不是有效的 YAML：{why}。请在此处更正。"),
    "yaml-too-deep": ("nested more than {limit} deep, or larger than {nodes} entries. Split it.",
                      "嵌套超过 {limit} 层，或条目超过 {nodes} 个，请拆分。"),
    "duplicate-key": ("“{key}” stands here twice. Keep one, or write a list under `all:`.",
                      "“{key}”在此处出现两次。请保留一个，或写成 `all:` 下的列表。"),
    "not-utf-8": ("the text is not UTF-8. Save the file as UTF-8.", "文本不是 UTF-8 编码，请将文件另存为 UTF-8。"),
    "two-documents": ("a second document begins here (`---`). Put it into a file of its own.",
                      "此处开始第二个文档（`---`），请另存为单独的文件。"),
})


@dataclass(frozen=True)
class Located:
    """A scalar (its text), a list or a mapping of located things, with its place."""

    value: Any
    place: str = ""

    def is_map(self) -> bool:
        """Whether it is a mapping."""
        return isinstance(self.value, dict)

    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.value, list)

    def text(self) -> str:
        """The scalar as it was written; empty for null."""
        return self.value if isinstance(self.value, str) else ""

    def items(self) -> Iterator[tuple[str, Located]]:
        """Keys and values of a mapping."""
        yield from self.value.items()

    def plain(self) -> Any:
        """The same without places; scalars stay text."""
        if self.is_map():
            return {key: item.plain() for key, item in self.items()}
        return [item.plain() for item in self.value] if self.is_list() else self.value


def read_yaml(source: str | bytes, name: str = "") -> Located:
    """Read the one document of a text or a file's bytes; `Refused` names the line of what is broken."""
    text = source if isinstance(source, str) else _decoded(source, name)
    try:
        return _Builder(name, yaml.parse(text, Loader=_LOADER)).document()
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise Refused([Problem("yaml-broken", _place(name, line), {"why": broken.problem or "?"})]) from None
    except (yaml.YAMLError, UnicodeError) as broken:
        at = getattr(broken, "position", None)
        line = 1 if at is None else text.count("\n", 0, at) + 1
        raise Refused([Problem("yaml-broken", _place(name, line), {"why": str(broken).split("\n")[0]})]) from None


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise Refused([Problem("not-utf-8", _place(name, raw.count(b"\n", 0, wrong.start) + 1))]) from None


# The compiled parser gives the same events eight times faster; building the tree stays ours, bounded in depth.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = ("", "~", "null", "Null", "NULL")


class _Builder:
    """Builds the tree from the parser's events, so that neither depth nor aliases can exhaust the machine."""

    def __init__(self, name: str, events: Iterator[Any]) -> None:
        self.name, self.events, self.count = name, events, 0
        self.anchors: dict[str, Located] = {}

    def document(self) -> Located:
        """The content of the document; an empty file is an empty text."""
        found = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    raise Refused([Problem("two-documents", _place(self.name, _line(event)))])
            elif isinstance(event, yaml.NodeEvent):
                found = self._node(event, 0)
        return found or Located("", _place(self.name, 1))

    def _node(self, event: Any, depth: int) -> Located:
        self.count += 1
        place = _place(self.name, _line(event))
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            raise Refused([_too_deep(place)])
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            made = Located(list(self._items(depth)), place)
        elif isinstance(event, yaml.MappingStartEvent):
            made = Located(self._entries(depth), place)
        else:
            null = event.implicit[0] and event.value in _NULL and not event.style
            made = Located("" if null else event.value, place)
        if event.anchor:
            self.anchors[event.anchor] = made
        return made

    def _alias(self, event: Any, place: str) -> Located:
        if event.anchor not in self.anchors:
            raise Refused([Problem("yaml-broken", place, {"why": f"unknown alias {event.anchor!r}"})])
        found = self.anchors[event.anchor]
        self.count += _size(found, MAX_NODES)       # what an alias stands for counts again: no bombs
        return found

    def _items(self, depth: int) -> Iterator[Located]:
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> dict[str, Located]:
        found: dict[str, Located] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            if not isinstance(key.value, str):
                raise Refused([Problem("yaml-broken", key.place, {"why": "a key must be a word"})])
            if key.value in found:
                raise Refused([Problem("duplicate-key", key.place, {"key": key.value})])
            found[key.value] = self._node(next(self.events), depth + 1)
        return found


def _size(tree: Located, limit: int) -> int:
    total, waiting = 0, [tree]
    while waiting and total <= limit:
        total += 1
        value = waiting.pop().value
        waiting += list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return total


def located(structure: Any, name: str = "", depth: int = 0) -> Located:
    """A plain structure (lists, mappings, scalars) in located form; every scalar becomes its text."""
    if depth > MAX_DEPTH:
        raise Refused([_too_deep(name)])
    if isinstance(structure, dict):
        return Located({str(k): located(v, name, depth + 1) for k, v in structure.items()}, name)
    if isinstance(structure, (list, tuple)):
        return Located([located(item, name, depth + 1) for item in structure], name)
    if isinstance(structure, bool):
        return Located("yes" if structure else "no", name)
    return Located("" if structure is None else str(structure), name)


def _too_deep(name: str) -> Problem:
    return Problem("yaml-too-deep", name, {"limit": MAX_DEPTH, "nodes": MAX_NODES})


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _place(name: str, line: int) -> str:
    return f"{name}:{line}" if name else f"line {line}"
