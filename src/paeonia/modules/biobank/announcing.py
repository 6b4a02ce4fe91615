"""Who wants to know that a specimen is gone: a room asks here, the core tells without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Specimen

_LISTENERS: list[Callable[[Specimen], None]] = []


def on_closed(listener: Callable[[Specimen], None]) -> None:
    """Ask to be told of each specimen that closes, inside the transaction that closes it."""
    _LISTENERS.append(listener)


def closed(specimen: Specimen) -> None:
    """Nothing of this specimen is left to give."""
    for listener in _LISTENERS:
        listener(specimen)
