"""Everybody read in the background the first time a day, so that a page answers at once and can be left and found again."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import connections
from django.utils import timezone

from paeonia.guidance.survey import Key, at_hand, key_of, survey
from paeonia.people.viewer import Viewer

PATIENCE = 1.5      # seconds a page waits before it says that it will take longer


@dataclass
class Preparing:
    """A survey being made ready; `failed` keeps what went wrong for those who come back and ask."""

    since: datetime = field(default_factory=timezone.now)
    thread: threading.Thread | None = None
    failed: Exception | None = None


_RUNNING: dict[Key, Preparing] = {}
_LOCK = threading.Lock()


def preparing(viewer: Viewer, family: str) -> Preparing | None:
    """What is being prepared for this viewer, begun now if need be; None when `survey` can be asked without waiting.

    Raises what the preparation failed with, once; the next call begins again.
    """
    key = key_of(viewer, family)
    if not settings.SURVEY_IN_BACKGROUND:
        return None
    if at_hand(key):
        _RUNNING.pop(key, None)
        return None
    with _LOCK:
        held = _RUNNING.get(key) or _begun(key, viewer, family)
    assert held.thread is not None
    held.thread.join(PATIENCE)
    if held.thread.is_alive():
        return held
    with _LOCK:
        _RUNNING.pop(key, None)
    if held.failed is not None:
        raise held.failed
    return None


def _begun(key: Key, viewer: Viewer, family: str) -> Preparing:
    held = _RUNNING[key] = Preparing()

    def work() -> None:
        try:
            survey(viewer, family)
        except Exception as wrong:  # whatever it is, the page that waits has to say it
            held.failed = wrong
        finally:
            connections.close_all()

    held.thread = threading.Thread(target=work, name=f"survey of {family}", daemon=True)
    held.thread.start()
    return held
