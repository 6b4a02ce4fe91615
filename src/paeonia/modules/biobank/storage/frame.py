"""What the pages of storage share: the parts of the room, rows in the viewer's scope, a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paeonia.people.viewer import Viewer
from paeonia.ui.chrome import Link

from ..frame import row_or_404
from ..models import Specimen
from ..wordlist import word
from .keeping import doubts
from .models import Container

PARTS = (("bankstore", _("Containers")), ("bankstore-hand", _("Checked out")), ("bankstore-file", _("Rack scan")),
         ("bankstore-warmth", _("Temperatures")))
# A colour a type, in the order in which a box meets them; the label says the type too.
TONES = 8


def tabs(here: str) -> list[Link]:
    """The parts of this room."""
    return [Link(words, reverse(name), current=name == here) for name, words in PARTS]


def container_or_404(pk: int, viewer: Viewer) -> Container:
    """A container of the viewer's hospitals, or the page that says there is none."""
    return row_or_404(Container, pk, viewer)


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this room; `word` gives a type its words."""
    return render(request, f"bankstore/{template}.jinja", {"word": word, **context}, status=status)


def form_page(request: HttpRequest, form: forms.Form, title: Any, back: str, **more: Any) -> HttpResponse:
    """A page that is one form."""
    return show(request, "form", {"form": form, "title": title, "back": back, "lead": "", **more},
                422 if request.method == "POST" else 200)


def say_kept(request: HttpRequest, tubes: Sequence[Specimen], line: str, viewer: Viewer) -> None:
    """Say on the next page what was put away, and what still stands against keeping it."""
    messages.success(request, line)
    for doubt in doubts(tubes, viewer):
        messages.warning(request, doubt)


def bytes_of(form: forms.Form) -> bytes:
    """The file that was given; one above twenty megabytes is cut, and its last row then says so itself."""
    return form.cleaned_data["file"].read(20 * 2**20)
