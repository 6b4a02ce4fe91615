"""The bank kept ready in memory, for each set of hospitals that is asked, and brought up to date before every answer."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from .. import inforce
from .changes import Mark, Seen, begun, mark, since
from .held import Bank
from .reading import Say, whole
from .renewing import renewed
from .words import words

__all__ = ["Bank"]

KEPT = 4                            # sets of hospitals kept ready in one process
MANY = 20_000                       # changes after which everything is read anew: a file of samples was brought in
Key = tuple[Any, ...]


@dataclass(frozen=True)
class _Held:
    bank: Bank
    seen: Seen
    rules: Key
    at: datetime            # when it was last made sure that nothing else had changed


_HELD: dict[Key, _Held] = {}
_LOADING: defaultdict[Key, threading.Lock] = defaultdict(threading.Lock)


def bank(viewer: Viewer, say: Say = lambda done, of: None) -> Bank:
    """The bank of this viewer's hospitals as it is now, to the last row that was committed.

    What changed since it was read is read again and nothing else. Another day, other limits or other words concern every
    tube: then everything is read anew, and nobody is answered from the old one meanwhile, for it would tell what donors
    allowed yesterday.
    """
    if connection.in_atomic_block:      # what this transaction wrote may still be taken back: it must not stay in memory
        return whole(viewer, timezone.now(), say)
    key = key_of(viewer)
    with _LOADING[key]:
        at, rules, now = mark(viewer), _rules(viewer), timezone.now()
        held = _HELD.get(key)
        made = _renewed(held, at, viewer) if held and held.rules == rules else None
        if made is None:
            seen = begun(at, viewer)
            made = _Held(whole(viewer, now, say), seen, rules, now)
        while len(_HELD) >= KEPT and key not in _HELD:
            _HELD.pop(next(iter(_HELD)))
        _HELD[key] = made
        return made.bank


def key_of(viewer: Viewer) -> Key:
    """What viewers with the same tubes and charts in sight share."""
    return viewer.role, tuple(viewer.hospital_ids)


def forget() -> None:
    """Keep nothing: tests empty tables behind the application's back."""
    _HELD.clear()


def _rules(viewer: Viewer) -> Key:
    """What every tube is judged by."""
    with acting(viewer):
        return inforce.stamp(viewer.hospital_ids), timezone.localdate(), id(words())


def _renewed(held: _Held, at: Mark, viewer: Viewer) -> _Held | None:
    """The held one with what changed since; None when that is too much of it."""
    now = timezone.now()
    changed, seen = since(held.seen, at, held.at, now, viewer)
    if len(changed) > MANY:
        return None
    return _Held(renewed(held.bank, changed, viewer, now), seen, held.rules, now)
