"""Variables and codes as small numbers."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from .models import Term

_known: dict[str, int] = {}


def numbers(texts: Iterable[str]) -> dict[str, int]:
    """The number of each text, new ones added; only committed numbers are remembered between calls."""
    wanted = set(texts)
    found = {text: _known[text] for text in wanted if text in _known}
    missing = sorted(wanted - found.keys())
    if missing:
        Term.objects.bulk_create([Term(text=text) for text in missing], ignore_conflicts=True)
        fresh = dict(Term.objects.filter(text__in=missing).values_list("text", "id"))
        found.update(fresh)
        transaction.on_commit(lambda: _known.update(fresh))
    return found


def texts() -> dict[int, str]:
    """Every number with its text."""
    return dict(Term.objects.values_list("id", "text"))
