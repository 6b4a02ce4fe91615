"""Short ways to refuse an input in words."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from paeonia.record.problems import refuse
from paeonia.ui.words import both

from . import messages as _messages  # noqa: F401  declares what is said here

__all__ = ["both", "has_happened", "refuse", "told"]


def told(moment: datetime) -> str:
    """A moment as pages write it."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def has_happened(at: datetime, what: dict[str, str], until: datetime | None = None) -> None:
    """Refuse a time to come, and an end before its beginning."""
    now = timezone.now()
    for moment in (at, until):
        if moment is not None and moment > now:
            raise refuse("bank-future", what=what, at=told(moment))
    if until is not None and until < at:
        raise refuse("bank-ends-before", what=what, at=told(at), until=told(until))
