"""What the pages of this room share: the tabs above them and the reading of numbers from an address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from paeonia.modules.trials.watch.queries import PAGE, Page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.ui.chrome import Link
from paeonia.ui.shapes import Pages

ANSWER = {0: "no", 1: "unknown", 2: "yes"}


def tabs(viewer: Viewer, here: str) -> tuple[Link, ...]:
    """The parts of this room open to a viewer."""
    parts = (("watch-news", _("News"), "watch.see"), ("watch-clinic", _("Clinic day"), "watch.see"),
             ("watch-away", _("One fact away"), "watch.see"), ("watch-aside", _("Set aside"), "watch.see"),
             ("watch-searches", _("Saved searches"), "watch.search"), ("watch-plan", _("Feasibility"), "watch.plan"))
    return tuple(Link(words, reverse(name), current=name == here) for name, words, verb in parts if may(viewer, verb))


def number(request: HttpRequest, name: str = "page") -> int:
    """A page number from the address."""
    text = request.GET.get(name, "1")
    return max(1, int(text)) if text.isdecimal() and text.isascii() and len(text) < 7 else 1


def pages(found: Page, **kept: Any) -> Pages:
    """Where the reader is."""
    first = (found.number - 1) * PAGE + 1
    return Pages(found.number, found.pages, found.total, first if found.total else 0,
                 min(found.number * PAGE, found.total), {name: value for name, value in kept.items() if value})


def chosen(request: HttpRequest, name: str, among: Any) -> str:
    """A filter from the address; what is not offered is none."""
    value = request.GET.get(name, "")
    return value if value in among else ""
