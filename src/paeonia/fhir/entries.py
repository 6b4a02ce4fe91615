"""What reading yields: a resource with the place it stood in, or the reason there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from paeonia.record.problems import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """A file, the line (NDJSON) or entry (bundle) in it; counted from 1, 0 where there is none."""

    file: str
    line: int = 0
    entry: int = 0

    def at(self, *, line: int = 0, entry: int = 0) -> Place:
        """The same file, a line or an entry of it."""
        return replace(self, line=line or self.line, entry=entry or self.entry)

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(f"line {self.line}")
        if self.entry:
            parts.append(f"entry {self.entry}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Resource:
    """One FHIR resource as it was written (numbers as int and Decimal), with its place and its bundle address."""

    content: Mapping[str, Any]
    place: Place
    full_url: str = ""

    @property
    def kind(self) -> str:
        """The resource type."""
        return str(self.content.get("resourceType") or "")

    @property
    def id(self) -> str:
        """The logical id, empty when it has none."""
        found = self.content.get("id")
        return str(found) if isinstance(found, (str, int)) else ""

    @property
    def document(self) -> tuple[str, int]:
        """Which document it came in; two resources of one bundle share it."""
        return (self.place.file, self.place.line)


@dataclass(frozen=True, slots=True)
class Broken:
    """A stretch of input that gave no resource."""

    problem: Problem
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before refusing; megabytes unpacked, levels of nesting."""

    document: int = 512
    line: int = 32
    total: int = 8192
    depth: int = 64


MEGABYTE = 1_000_000
