"""Texts that come with the programme: `knowledge/plain/texts`, one file a trial, each with its status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from paeonia.knowledge.dictionary import root
from paeonia.record.located import read_yaml

from .content import Content, whole


@dataclass(frozen=True)
class Shipped:
    """A text with where it comes from; nobody of this hospital has signed it off."""

    slug: str
    status: str
    source: str
    checked_on: str
    confidence: str
    content: Content


def shipped() -> Mapping[str, Shipped]:
    """Every text by its trial; read again when a file changes."""
    files = sorted((root() / "plain" / "texts").glob("*.yaml"))
    return _shipped(tuple((str(path), path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=2)
def _shipped(files: tuple[tuple[str, int], ...]) -> Mapping[str, Shipped]:
    found = {}
    for name, _ in files:
        with open(name, "rb") as file:
            said = read_yaml(file.read(), name.rsplit("/", 1)[-1]).plain()
        found[said["id"]] = Shipped(said["id"], said["status"], said["source"], str(said["checked_on"]),
                                    said["confidence"], whole(said))
    return found
