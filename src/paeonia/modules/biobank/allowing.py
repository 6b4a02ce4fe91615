"""What donors allow, purpose by purpose: the room of consent tells, and whoever asks the whole bank a question listens."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

Told = Callable[[Collection[int], datetime], dict[int, dict[str, str]]]
Stamp = Callable[[], tuple[int, ...]]
_told: list[Told] = []
_stamps: list[Stamp] = []


def tells(told: Told, stamp: Stamp) -> None:
    """Let the room of consent say what the donors of specimens allow, and what changes whenever that may have changed."""
    _told[:], _stamps[:] = [told], [stamp]


def stamp() -> tuple[int, ...]:
    """The state of what donors allow: an answer made from another state is out of date."""
    return _stamps[0]() if _stamps else ()


def of(specimen_ids: Collection[int], at: datetime) -> dict[int, dict[str, str]]:
    """Yes, no or unknown for each purpose, by specimen; without anybody to tell nothing is known."""
    return _told[0](specimen_ids, at) if _told else {}
