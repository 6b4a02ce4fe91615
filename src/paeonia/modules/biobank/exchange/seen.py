"""How far a look has come, kept beside the file: what is only tried is taken back, and would take its own count with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from paeonia.chart import uploads

EVERY = 200
WAIT, READ, WEIGH, TRY = "wait", "read", "weigh", "try"
Count = Callable[[str, int], None]


def nobody(_phase: str, _number: int) -> None:
    """For files nobody waits for."""


def counting(stored: str) -> Count:
    """Write down every some rows how many were read or tried."""
    path = _beside(stored)

    def count(phase: str, number: int) -> None:
        if number % EVERY == 0:
            path.write_text(f"{phase} {number}")

    return count


def far(stored: str) -> tuple[str, int]:
    """Which step a look is at, and how many rows of it are done; it waits until it has written anything."""
    try:
        phase, number = _beside(stored).read_text().split()
        return phase, int(number)
    except FileNotFoundError:
        return WAIT, 0
    except ValueError:                  # this very moment being written
        return READ, 0


def forget(stored: str) -> None:
    """Remove a file and its count."""
    if stored:
        _beside(stored).unlink(missing_ok=True)
    uploads.forget(stored)


def _beside(stored: str) -> Path:
    return uploads.path_of(f"{stored}.far")
