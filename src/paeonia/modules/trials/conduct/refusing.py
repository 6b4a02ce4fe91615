"""Short ways to refuse an input in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from paeonia.record.problems import Problem, Refused

from . import messages as _messages  # noqa: F401  declares what is said here
from . import messages_data as _more  # noqa: F401  likewise


def refuse(code: str, /, **params: Any) -> Refused:
    """The refusal to raise; a pair of texts is English and Chinese, a choice's label is said in each reader's language."""
    told: dict[str, Any] = {}
    for name, value in params.items():
        if isinstance(value, dict):
            told |= {name: value["en"], f"{name}_zh": value["zh"], f"{name}_en": value["en"]}
        else:
            told[name] = value
    return Refused([Problem(code, "", told)])


def has_come(day: date, what: dict[str, str]) -> None:
    """Refuse a day in the future."""
    if day > timezone.localdate():
        raise refuse("day-to-come", what=what, day=day)


def both(label: Any) -> dict[str, str]:
    """A label of the catalogue in both languages."""
    from django.utils.translation import override

    said = {}
    for language, tag in (("en", "en"), ("zh", "zh-hans")):
        with override(tag):
            said[language] = str(label)
    return said
