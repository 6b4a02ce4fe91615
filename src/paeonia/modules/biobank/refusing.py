"""Short ways to refuse an input in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from paeonia.record.problems import Problem, Refused

from . import messages as _messages  # noqa: F401  declares what is said here


def refuse(code: str, /, place: str = "", **params: Any) -> Refused:
    """The refusal to raise; a pair of texts is English and Chinese."""
    told: dict[str, Any] = {}
    for name, value in params.items():
        if isinstance(value, dict):
            told |= {name: value["en"], f"{name}_zh": value["zh"], f"{name}_en": value["en"]}
        else:
            told[name] = value
    return Refused([Problem(code, place, told)])


def both(label: Any) -> dict[str, str]:
    """A label of the catalogue in both languages."""
    said = {}
    for language, tag in (("en", "en"), ("zh", "zh-hans")):
        with override(tag):
            said[language] = str(label)
    return said


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
