"""A raw record in which every field asked for is ticked off, so that a renamed field is noticed and not lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


class Leaves:
    """One record or a part of it. Paths are written `module.list[].field`."""

    def __init__(self, raw: Any, prefix: str = "", ticked: set[str] | None = None) -> None:
        self.raw = raw
        self.prefix = prefix
        self.ticked: set[str] = set() if ticked is None else ticked

    def text(self, path: str) -> str:
        """The value as text, empty when absent or not a single value."""
        value = self.value(path)
        if value is None or isinstance(value, (dict, list)):
            return ""
        return str(value).strip()

    def texts(self, path: str) -> tuple[str, ...]:
        """A list of values as texts."""
        self._tick(f"{path}[]")
        found = self._find(path)
        if not isinstance(found, list):
            return ()
        return tuple(str(item).strip() for item in found if not isinstance(item, (dict, list)) and item is not None)

    def value(self, path: str) -> Any:
        """The value as it stands, None when absent."""
        self._tick(path)
        return self._find(path)

    def each(self, path: str) -> list[Leaves]:
        """The parts of a list of parts."""
        found = self._find(path)
        where = self._full(f"{path}[]")
        return [Leaves(item, where, self.ticked) for item in (found if isinstance(found, list) else ())]

    def unread(self, known: Iterable[str]) -> list[str]:
        """Paths that hold something, were not asked for and are not `known`; `a.b.*` knows all below `a.b`."""
        exact = {path for path in known if not path.endswith(".*")}
        below = tuple(path[:-1] for path in known if path.endswith(".*"))
        found = {path for path in paths(self.raw) if path not in self.ticked and path not in exact}
        return sorted(path for path in found if not path.startswith(below))

    def _full(self, path: str) -> str:
        return f"{self.prefix}.{path}" if self.prefix else path

    def _tick(self, path: str) -> None:
        self.ticked.add(self._full(path))

    def _find(self, path: str) -> Any:
        here = self.raw
        for step in path.split("."):
            if not isinstance(here, dict):
                return None
            here = here.get(step)
        return here


def paths(raw: Any, prefix: str = "") -> Iterator[str]:
    """The path of every single value in a record; empty parts have none."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            yield from paths(value, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(raw, list):
        for value in raw:
            yield from paths(value, f"{prefix}[]")
    elif raw is not None:
        yield prefix
