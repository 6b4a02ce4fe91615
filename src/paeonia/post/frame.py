"""What the pages of the post share."""

from __future__ import annotations

from django.http import HttpRequest

from paeonia.ui import telling
from paeonia.ui.shapes import Pages

from .queries import A_PAGE

ROOM = "post"


def told(request: HttpRequest) -> list[tuple[str, str]]:
    """What the last deed has to say."""
    return telling.told(request, ROOM)


def tell(request: HttpRequest, line: str, *, good: bool = True) -> None:
    """Say it on the next page of the post."""
    telling.tell(request, ROOM, line, good=good)


def number(request: HttpRequest) -> int:
    """The page of a list that is asked for."""
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and text.isascii() and len(text) < 7 else 1


def pages(wanted: int, many: int, **kept: str) -> Pages:
    """Where the reader is in a list of so many; beyond its end is its last page."""
    last = -(-many // A_PAGE) or 1
    here = min(wanted, last)
    first = (here - 1) * A_PAGE + 1
    return Pages(here, last, many, first if many else 0, min(here * A_PAGE, many),
                 {name: value for name, value in kept.items() if value})
