"""Saved searches of the list of trials, with what is new since their owner last looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from paeonia.modules.trials.filters import NAMES, filtered, filters
from paeonia.modules.trials.watch.models_own import SavedSearch
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer


@dataclass(frozen=True)
class Search:
    """A saved search: its filters in words, the address's query, what it finds and what of that is new."""

    id: int
    name: str
    said: tuple[tuple[Any, Any], ...]
    query: dict[str, str]
    found: int
    new: tuple[Any, ...]
    looked_at: datetime


def searches(viewer: Viewer) -> tuple[Search, ...]:
    """The viewer's own, by name."""
    with acting(viewer):
        rows = list(SavedSearch.objects.filter(user_id=viewer.user_id).order_by("name"))
    return tuple(_search(row) for row in rows)


def one(viewer: Viewer, search_id: int) -> Search | None:
    """One of the viewer's own."""
    with acting(viewer):
        row = SavedSearch.objects.filter(user_id=viewer.user_id, pk=search_id).first()
    return _search(row) if row else None


def _search(row: SavedSearch) -> Search:
    wanted = full(row.filters)
    found, known = filtered(wanted), set(row.known)
    return Search(row.pk, row.name, in_words(wanted), {name: value for name, value in wanted.items() if value}, len(found),
                  tuple(card for card in found if card.slug not in known), row.looked_at)


def full(given: Any) -> dict[str, str]:
    """Every filter of the list, the unset ones empty; others are not looked at."""
    return {name: str(given.get(name, "")).replace("\0", "").strip()[:200] for name in NAMES}


def slugs(wanted: dict[str, str]) -> list[str]:
    """What a search finds now."""
    return [card.slug for card in filtered(wanted)]


def in_words(wanted: dict[str, str]) -> tuple[tuple[Any, Any], ...]:
    """(filter, chosen value) in words, for those that are set."""
    found = []
    for shown in filters(wanted):
        value = wanted[shown.name]
        if value:
            said = next((option.words for option in shown.options if option.value == value), value)
            found.append((shown.words, said))
    return tuple(found)
