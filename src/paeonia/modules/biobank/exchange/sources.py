"""A file handed in, whatever it is: a table of samples or FHIR specimens; both become the same rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ..vocabulary import Vocabulary
from .reading import rows
from .reading.fhir import resembles, specimens
from .reading.rows import Row, read, tabled


def rows_of(path: Path, name: str, words: Vocabulary, now: datetime, days: str, protocol: str,
            changing: bool, count: Callable[[int], None] = lambda _: None) -> tuple[list[Row], list[str]]:
    """The rows of a file and the headings that are left out; raises Refused."""
    raw, left = specimens(path, name, words) if resembles(path) else tabled(path, name, count)
    if len(raw) > rows.MOST:
        raise rows.too_many()
    return read(raw, words, now, days, protocol, changing), left
