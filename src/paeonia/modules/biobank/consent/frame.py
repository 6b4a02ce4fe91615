"""What the pages of this room share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from .queries import NotHere

Found = TypeVar("Found")
TONES = {"yes": "leaf", "no": "peony", "unknown": "amber"}
MARKS = {"yes": "✓", "no": "✕", "unknown": "?"}


def or_404(question: Callable[..., Found], *asked: Any) -> Found:
    """What a question found, or the page that says there is nothing."""
    try:
        return question(*asked)
    except NotHere:
        raise Http404 from None


def form_page(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    """A page that is one form; 422 when what was sent cannot be kept."""
    status = 422 if request.method == "POST" else 200
    return render(request, "bankconsent/form.jinja", {"form": form, "lead": "", "donor": None, **context},
                  status=status)


def kept(request: HttpRequest, deed: Callable[[], Any]) -> Any:
    """Do something a button asks for; a refusal is said on the next page."""
    try:
        done = deed()
    except Refused as refused:
        for line in refusal(refused):
            messages.error(request, line)
        return None
    messages.success(request, gettext("Kept."))
    return done
