"""The bank made ready beside the page that asks it, which answers at once, shows how far that is and finds it when done."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import connections
from django.utils import timezone

from paeonia.people.viewer import Viewer

from .bank import Key, bank, key_of

PATIENCE = 1.5      # seconds a page waits before it says that it will take longer


@dataclass
class Preparing:
    """A bank being read; of `total` tubes whose events are new to it `done` are reckoned. `failed` keeps what went wrong."""

    since: datetime = field(default_factory=timezone.now)
    done: int = 0
    total: int | None = None
    thread: threading.Thread | None = None
    failed: Exception | None = None

    def say(self, done: int, total: int) -> None:
        """How far the reckoning has come."""
        self.done, self.total = done, total


_RUNNING: dict[Key, Preparing] = {}
_LOCK = threading.Lock()


def preparing(viewer: Viewer) -> Preparing | None:
    """What is being read for this viewer, begun now if need be; None when the bank can be asked without waiting.

    Raises what the reading failed with, once; the next call begins again.
    """
    if not settings.SURVEY_IN_BACKGROUND:
        return None
    key = key_of(viewer)
    with _LOCK:
        held = _RUNNING.get(key) or _begun(key, viewer)
    assert held.thread is not None
    held.thread.join(PATIENCE)
    if held.thread.is_alive():
        return held
    with _LOCK:
        if _RUNNING.get(key) is held:
            _RUNNING.pop(key)
    if held.failed is not None:
        raise held.failed
    return None


def _begun(key: Key, viewer: Viewer) -> Preparing:
    held = _RUNNING[key] = Preparing()

    def work() -> None:
        try:
            bank(viewer, held.say)
        except Exception as wrong:  # whatever it is, the page that waits has to say it
            held.failed = wrong
        finally:
            connections.close_all()

    held.thread = threading.Thread(target=work, name="bank read", daemon=True)
    held.thread.start()
    return held
