"""One message that leaves the house, and the two ways in which carrying it can fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Message:
    """What is handed to a carrier. `number` is the same at every attempt, so that a provider can tell it has it already.

    `what` chooses the provider's template: a purpose, or `code` for the code that confirms an address.
    """

    number: str
    channel: str
    to: str
    what: str
    text: str
    link: str = ""
    language: str = "zh"
    fields: Mapping[str, str] = field(default_factory=dict)


class Later(Exception):
    """It did not go now and may go later; `wait` when the provider asked for more patience than usual."""

    def __init__(self, why: str, wait: timedelta | None = None) -> None:
        self.why, self.wait = why[:120], wait
        super().__init__(why)


class Never(Exception):
    """It will not go, however often it is tried: no such address, not wanted there, or a fault of the settings."""

    def __init__(self, why: str) -> None:
        self.why = why[:120]
        super().__init__(why)


Carrier = Callable[[Message], str]


def carrier(channel: str) -> Carrier:
    """Who carries this channel here: takes a message, returns the provider's number, raises Later or Never."""
    found: Carrier = import_string(settings.POST_CARRIERS[channel])
    return found


def is_real(channel: str) -> bool:
    """Whether a message truly leaves the house, rather than being put into a file."""
    return not settings.POST_CARRIERS[channel].endswith("channels.file.carry")
