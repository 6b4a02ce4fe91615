"""Short ways to refuse an input in words."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from paeonia.record.problems import refuse
from paeonia.ui.words import both

from . import messages as _messages  # noqa: F401  declares what is said here
from . import messages_data as _more  # noqa: F401  likewise

__all__ = ["both", "has_come", "refuse"]


def has_come(day: date, what: dict[str, str]) -> None:
    """Refuse a day in the future."""
    if day > timezone.localdate():
        raise refuse("day-to-come", what=what, day=day)
