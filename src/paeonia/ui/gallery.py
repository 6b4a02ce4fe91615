"""The gallery: every component and chart in several states, for those who build pages or check them."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from paeonia.ui.samples import SAMPLES

COMPONENTS = Path(__file__).parent / "components"


def names() -> list[str]:
    """Every component, by the name of its folder."""
    return sorted(
        folder.name for folder in COMPONENTS.iterdir() if (folder / f"{folder.name}.jinja").exists()
    )


def gallery(request: HttpRequest) -> HttpResponse:
    """The page; plain, so that the site decides by its own policy who may open it."""
    return render(request, "ui/gallery/gallery.jinja", {"names": names(), "samples": SAMPLES})
