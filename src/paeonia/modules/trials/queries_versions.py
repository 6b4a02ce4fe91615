"""Questions about the versions of a registry record: which there are, what changed, whose criteria must be read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from paeonia.modules.trials.catalogue import TrialCard
from paeonia.modules.trials.differences import FIELDS, Change, difference
from paeonia.modules.trials.models import TrialVersion
from paeonia.modules.trials.searching import card_now, cards

SHOWN = 200     # versions listed


@dataclass(frozen=True)
class Version:
    """One version: where it is from, when it was published and fetched, and what was new in it."""

    id: int
    number: str
    format: str
    registry_date: str
    fetched_at: datetime
    changed: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class History:
    """The versions of a trial, newest first, and the difference between two of them (none when there is only one)."""

    card: TrialCard
    versions: tuple[Version, ...]
    before: Version | None
    after: Version | None
    changes: tuple[Change, ...]


def history(slug: str, before: int | None = None, after: int | None = None) -> History:
    """By default the newest version against the one before it of the same registry; KeyError when there is no trial.

    A version that is asked for and is not there is passed over for the usual one.
    """
    card = card_now(slug)
    rows = TrialVersion.objects.filter(trial_id=card.trial_id).defer("raw", "content").order_by("-registry_date", "-id")
    found = tuple(_version(row) for row in rows[:SHOWN]) if card.trial_id else ()
    by_id = {version.id: version for version in found}
    new = by_id.get(after or 0) or (found[0] if found else None)
    old = by_id.get(before or 0) or _earlier(found, new)
    changes: tuple[Change, ...] = ()
    if old and new and old.id != new.id:
        content: dict[int, Any] = dict(TrialVersion.objects.filter(id__in=(old.id, new.id)).values_list("id", "content"))
        changes = difference(content[old.id], content[new.id])
    return History(card, found, old, new, changes)


def _version(row: TrialVersion) -> Version:
    changed = tuple(words for name in row.changed if (words := FIELDS.get(name)))
    return Version(row.pk, row.number, row.format, row.registry_date, row.fetched_at, changed)


def _earlier(found: tuple[Version, ...], new: Version | None) -> Version | None:
    """The next older version of the same record in the same format, else of the same record."""
    if new is None:
        return None
    behind = [one for one in found[found.index(new) + 1:] if one.number == new.number]
    return next((one for one in behind if one.format == new.format), behind[0] if behind else None)


def to_be_reread() -> tuple[TrialCard, ...]:
    """Structured trials whose registry changed its eligibility text after somebody last compared the two."""
    return tuple(card for card in cards().values() if card.reread)
