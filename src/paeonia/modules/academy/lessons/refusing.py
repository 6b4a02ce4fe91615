"""A refusal as this room raises it."""

from paeonia.record.problems import refuse

from . import messages as _messages  # noqa: F401  declares what is said here

__all__ = ["refuse"]
