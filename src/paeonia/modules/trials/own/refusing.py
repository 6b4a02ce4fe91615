"""Short ways to say in words what cannot be, once this room's messages are declared."""

from paeonia.record.problems import problem, refuse

from . import messages as _messages  # noqa: F401  declares what is said here

__all__ = ["problem", "refuse"]
