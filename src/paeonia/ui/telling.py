"""A word on the next page of what was just done, or why it was not; each room reads its own alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def tell(request: HttpRequest, room: str, line: str, *, good: bool = True) -> None:
    """Keep a line for the next page of a room."""
    (messages.success if good else messages.error)(request, line, extra_tags=room)


def told(request: HttpRequest, room: str) -> list[tuple[str, str]]:
    """What was kept for this room, each line with the tone of its notice."""
    return [("good" if "success" in line.tags else "careful", str(line)) for line in messages.get_messages(request)
            if room in line.tags]
