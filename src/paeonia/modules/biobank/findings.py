"""What rooms have found out about a tube: they tell, and the tube's page shows it without knowing who found it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .models import CustodyEvent, Specimen


@dataclass(frozen=True)
class Finding:
    """One line on the page of a tube; `verdict` as of a limit, `awaiting` while no clinician has confirmed that limit."""

    what: Mapping[str, str]
    said: Mapping[str, str]
    verdict: str                    # within | outside | unknown | not_applicable
    source: str = ""
    awaiting: bool = False
    at: datetime | None = None


Told = Callable[[Specimen, Sequence[CustodyEvent]], list[Finding]]
Way = tuple[Mapping[str, str], str]     # words of a link, and the name of an address that takes the tube's number
_told: dict[str, Told] = {}
_ways: dict[str, tuple[Way, ...]] = {}
_read: dict[str, Callable[[CustodyEvent], Mapping[str, str] | None]] = {}


def tells(name: str, told: Told, ways: Sequence[Way] = ()) -> None:
    """Let a room say what it found, and where to enter more of it."""
    _told[name], _ways[name] = told, tuple(ways)


def of(specimen: Specimen, custody: Sequence[CustodyEvent]) -> list[Finding]:
    """Everything found about one tube."""
    return [one for name in sorted(_told) for one in _told[name](specimen, custody)]


def ways() -> list[Way]:
    """Where something can be entered about a tube."""
    return [way for name in sorted(_ways) for way in _ways[name]]


def reads(name: str, words: Callable[[CustodyEvent], Mapping[str, str] | None]) -> None:
    """Let a room say in words what one of its own entries of custody holds; None for any other entry."""
    _read[name] = words


def entry(event: CustodyEvent) -> list[Mapping[str, str]]:
    """What rooms say of one entry of custody."""
    return [said for name in sorted(_read) if (said := _read[name](event))]
