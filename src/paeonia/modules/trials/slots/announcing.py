"""Who wants to know that places have changed: a room asks here, this module tells without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable

_LISTENERS: list[Callable[[int], None]] = []


def on_change(listener: Callable[[int], None]) -> None:
    """Ask to be told the hospital, inside the transaction that wrote; a listener only asks for background work."""
    _LISTENERS.append(listener)


def changed(hospital_id: int) -> None:
    """Places at a hospital are not what they were."""
    for listener in _LISTENERS:
        listener(hospital_id)
