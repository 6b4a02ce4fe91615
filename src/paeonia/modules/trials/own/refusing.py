"""Short ways to say in words what cannot be."""

from __future__ import annotations

from typing import Any

from paeonia.record.problems import Problem, Refused

from . import messages as _messages  # noqa: F401  declares what is said here


def problem(code: str, /, **params: Any) -> Problem:
    """A problem of this room; a pair of texts is English and Chinese."""
    told: dict[str, Any] = {}
    for name, value in params.items():
        if isinstance(value, dict):
            told |= {name: value["en"], f"{name}_zh": value["zh"], f"{name}_en": value["en"]}
        else:
            told[name] = value
    return Problem(code, "", told)


def refuse(code: str, /, **params: Any) -> Refused:
    """The refusal to raise."""
    return Refused([problem(code, **params)])
