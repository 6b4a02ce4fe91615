"""Hands a draft from one module to another, neither of which knows the other; the site says who receives what."""

from __future__ import annotations

from collections.abc import Callable

from paeonia.people.module import Draft, Module
from paeonia.people.viewer import Viewer

_receivers: dict[str, Callable[[Draft, Viewer], str]] = {}


class NobodyReceives(LookupError):
    """No module of this installation has such a shelf."""


def declare(modules: tuple[Module, ...]) -> None:
    """Note what each module receives; the site calls this when it starts."""
    _receivers.clear()
    _receivers.update(entry for module in modules for entry in module.receives)


def receives(shelf: str) -> bool:
    """Whether a draft for this shelf would find anybody."""
    return shelf in _receivers


def hand(shelf: str, draft: Draft, viewer: Viewer) -> str:
    """Give a draft to whoever keeps the shelf, under the rights of the viewer; returns the address where it lies now."""
    if shelf not in _receivers:
        raise NobodyReceives(shelf)
    return _receivers[shelf](draft, viewer)
