"""What the bank's pages share: rows loaded in the viewer's scope, quantities and moments as people type them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from paeonia.people.viewer import Viewer
from paeonia.ui.shapes import Pages

from . import queries
from .measures import measured, unit_words
from .wordlist import word

Row = TypeVar("Row", bound=models.Model)


def row_or_404(model: type[Row], pk: int, viewer: Viewer, *related: str) -> Row:
    """A row of the viewer's hospitals, or the page that says there is none."""
    try:
        return queries.found(model, pk, viewer, *related)  # type: ignore[return-value]
    except queries.NotHere:
        raise Http404 from None


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the bank; `word` gives a code its words, `measured` a quantity its unit, without idle zeros."""
    return render(request, f"biobank/{template}.jinja", {
        "word": word, "plain": plain, "measured": measured, "unit_words": unit_words, **context}, status=status)


def page_number(request: HttpRequest) -> int:
    """The page that was asked for; what is no number is the first."""
    said = request.GET.get("page", "1")
    return int(said) if said.isdecimal() and len(said) < 7 else 1


def sought(request: HttpRequest, most: int) -> str:
    """The words that were asked for."""
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:most]


def leaf(found: Any, shown: int, each: int, said: Mapping[str, Any]) -> Pages:
    """Where the reader is in a list that comes so many to the page; `found` tells number, pages and total."""
    first = (found.number - 1) * each
    return Pages(found.number, found.pages, found.total, first + 1 if found.total else 0, first + shown, said)


def plain(quantity: Decimal | None) -> str:
    """A quantity as people write it: 10 and not 10.0000; empty when it was not recorded."""
    return "" if quantity is None else f"{quantity.normalize():f}"


def form_page(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    """A page that is one form."""
    return show(request, "form", {"form": form, "lead": "", **context}, 422 if request.method == "POST" else 200)


def minute() -> Any:
    """Now, to the minute, as a form starts with."""
    return timezone.localtime().replace(second=0, microsecond=0)
