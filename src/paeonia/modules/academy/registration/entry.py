"""What stands against a registration as it was filled in, all of it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem, problem

from . import messages as _messages  # noqa: F401  declares what is said here
from . import tax
from .models import Category


def wrong(category: Category, fields: Mapping[str, Any], viewer: Viewer, *, entering: bool = True) -> list[Problem]:
    """Everything that has to be mended; `entering` asks whether the category takes her at all."""
    return [*(_category(category, fields, viewer) if entering else ()), *_invoice(fields)]


def is_open(category: Category, now: datetime | None = None) -> bool:
    """Whether registrations in it are taken."""
    now = now or timezone.now()
    return (category.opens is None or category.opens <= now) and (category.closes is None or now < category.closes)


def is_for(category: Category, viewer: Viewer) -> bool:
    """Whether people in the viewer's role may take it."""
    return not category.roles or viewer.role in category.roles


def _category(category: Category, fields: Mapping[str, Any], viewer: Viewer) -> Iterator[Problem]:
    if not is_open(category):
        yield problem("academydesk-not-open", category=category.words, frm=_day(category.opens), to=_day(category.closes))
    if not is_for(category, viewer):
        yield problem("academydesk-not-for-you", category=category.words)
    if category.proof["zh"] and not fields["proof"].strip():
        yield problem("academydesk-proof", proof=category.proof)


def _invoice(fields: Mapping[str, Any]) -> Iterator[Problem]:
    number = fields["tax_number"]
    if number and (found := tax.wrong(number)):
        yield problem("academydesk-tax" if found == "shape" else "academydesk-tax-slip", number=number)
    if number and not fields["invoice_title"].strip():
        yield problem("academydesk-title")


def _day(when: datetime | None) -> str:
    return f"{timezone.localtime(when):%Y-%m-%d %H:%M}" if when else "…"
