"""Tells whoever asked to be told that something was written about patients; the chart does not know who listens.

A listener is called inside the transaction that writes, so that work it asks for stands or falls with what was written.
It must be quick: ask for background work, never do it. One that fails is noted in the log and forgotten: a fact is kept
whoever listens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import structlog
from django.db import transaction

Listener = Callable[[int, tuple[int, ...]], None]  # (hospital, patients)
_LISTENERS: list[Listener] = []
log = structlog.get_logger(__name__)


def on_change(listener: Listener) -> None:
    """Ask to be told; higher floors call this when they start. The same listener twice is told once."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def changed(hospital_id: int, patient_ids: Iterable[int]) -> None:
    """Say that something new stands on record about these patients of one hospital; call inside `acting`."""
    patients = tuple(sorted(set(patient_ids)))
    if not patients:
        return
    for listener in _LISTENERS:
        try:
            with transaction.atomic():
                listener(hospital_id, patients)
        except Exception:
            log.exception("listener broke", batch=getattr(listener, "__name__", "?"))
