"""Search over all trials: one index of everything, and a small one of what changed since it was made."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import trials
from paeonia.modules.trials.catalogue import TrialCard, made
from paeonia.modules.trials.models import Trial
from paeonia.modules.trials.places import near
from paeonia.modules.trials.search_index import SearchIndex
from paeonia.modules.trials.search_words import terms

SMALL = 2_000                       # so many are read again as a whole, in a moment
OVERLAP = timedelta(seconds=5)      # a record may be written before another and seen after it
QUICK = 0.2                         # seconds; what is made sooner is made at every change
PATIENCE = 5                        # what takes longer is made again after so many times as long: an import may be running
_lock = threading.Lock()
_kept: list[Catalogue] = []


@dataclass(eq=False)
class Catalogue:
    """The big index without what changed since, and the index of that; never changed once it is made."""

    state: datetime | None
    rules: tuple[str, int]
    base: SearchIndex
    base_state: datetime | None
    fresh: SearchIndex
    live: int
    made_at: float = 0.0
    took: float = 0.0
    found: dict[tuple[Any, ...], tuple[int, int]] = field(default_factory=dict)

    def parts(self) -> Iterator[tuple[SearchIndex, int]]:
        """Each index with the cards in it that still hold."""
        yield self.base, self.live
        if self.fresh.size:
            yield self.fresh, self.fresh.everyone

    def card(self, slug: str) -> TrialCard:
        """One card; KeyError when there is none."""
        for index in (self.fresh, self.base):
            if slug in index.place:
                card: TrialCard = index.cards[index.place[slug]]
                return card
        raise KeyError(slug)

    def matching(self, wanted: Mapping[str, str], without: str = "") -> tuple[int, int]:
        """The cards of both indexes that pass every filter but `without`."""
        key = (without, *sorted((name, value) for name, value in wanted.items() if value and name != without))
        if key not in self.found:
            if len(self.found) > 500:
                self.found.clear()
            self.found[key] = self._passing(wanted, without)
        return self.found[key]

    def _passing(self, wanted: Mapping[str, str], without: str) -> tuple[int, int]:
        passing = [live for _, live in self.parts()]
        for name, value in wanted.items():
            if not value or name in (without, "km"):
                continue
            if name == "q":
                for term in terms(value):
                    each = [index.having(term) for index, _ in self.parts()]
                    if not any(each) and not term.codes and not term.text.isascii():
                        each = [index.scattered(term.text) for index, _ in self.parts()]
                    passing = [one & two for one, two in zip(passing, each, strict=True)]
            elif name == "city":
                reached = near(value, wanted.get("km", "") if without != "km" else "", str(self.state))
                passing = [one & _any(index, "place", reached) for one, (index, _) in
                           zip(passing, self.parts(), strict=True)]
            else:
                passing = [one & index.facet(name, value) for one, (index, _) in
                           zip(passing, self.parts(), strict=True)]
        return passing[0], passing[1] if len(passing) > 1 else 0

    def cards(self, passing: tuple[int, int]) -> list[TrialCard]:
        """The cards behind two numbers, in the catalogue's order."""
        found = self.base.of(passing[0])
        if passing[1]:
            found = sorted([*found, *self.fresh.of(passing[1])], key=lambda card: card.order)
        return found

    def count_near(self, value: str, kilometres: str, passing: tuple[int, int]) -> int:
        """How many of some cards have a site in a place, under any of its names, or so near to it."""
        reached = near(value, kilometres, str(self.state))
        return sum((_any(index, "place", reached) & mask).bit_count()
                   for (index, _), mask in zip(self.parts(), passing, strict=False))

    def counts(self, name: str, passing: tuple[int, int]) -> Counter[Any]:
        """How many of some cards have each value of a facet."""
        found: Counter[Any] = Counter()
        for (index, _), mask in zip(self.parts(), passing, strict=False):
            for value, held in index.facets.get(name, {}).items():
                if many := (held & mask).bit_count():
                    found[value] += many
        return found


def _any(index: SearchIndex, name: str, values: Any) -> int:
    found = 0
    for value in values:
        found |= index.facet(name, value)
    return found


def catalogue(*, lagging: bool = True) -> Catalogue:
    """The catalogue as of now; after an import only what changed is read again.

    While records stream in it may lag by some seconds, and whoever asks while it is being made gets the last one:
    right for a list of thousands, wrong for somebody who looks at the record just changed (`lagging=False`).
    """
    state = Trial.objects.aggregate(last=Max("changed_at"))["last"]
    rules = (dictionary().version, id(trials()))
    kept = _kept[0] if _kept else None
    usable = kept is not None and kept.rules == rules
    if kept and usable and (kept.state == state or lagging and _resting(kept)):
        return kept
    if not _lock.acquire(blocking=not usable or not lagging):
        assert kept is not None
        return kept
    try:
        kept = _kept[0] if _kept else None
        if kept is None or kept.state != state or kept.rules != rules:
            began = time.monotonic()
            kept = (_renewed(kept, state) if kept and kept.rules == rules else None) or _whole(state, rules)
            kept.made_at = time.monotonic()
            kept.took = kept.made_at - began
            _kept[:] = [kept]
        return kept
    finally:
        _lock.release()


def card_now(slug: str) -> TrialCard:
    """One trial as it stands at this moment; KeyError when there is none."""
    return catalogue(lagging=False).card(slug)


def _resting(kept: Catalogue) -> bool:
    """Whether it took long to make and not long ago."""
    return kept.took > QUICK and time.monotonic() - kept.made_at < PATIENCE * kept.took


def _whole(state: datetime | None, rules: tuple[str, int]) -> Catalogue:
    base = SearchIndex(made())
    return Catalogue(state, rules, base, state, SearchIndex(()), base.everyone)


def _renewed(kept: Catalogue, state: datetime | None) -> Catalogue | None:
    """The same big index beside a new small one; None when making it all again is safer or as quick."""
    base = kept.base
    if base.size < SMALL or kept.base_state is None or state is None or state < kept.base_state:
        return None
    since = kept.base_state - OVERLAP
    if Trial.objects.filter(changed_at__gt=since).count() > base.size // 8:
        return None
    fresh = SearchIndex(made(since))
    gone = base.mask(base.place[card.slug] for card in fresh.cards if card.slug in base.place)
    live = base.everyone & ~gone
    registered = [*fresh.cards, *base.of(live)]
    if sum(card.trial_id is not None for card in registered) != Trial.objects.count():
        return None
    return Catalogue(state, kept.rules, base, kept.base_state, fresh, live)


def cards() -> dict[str, TrialCard]:
    """All trials by slug, structured ones first."""
    now = catalogue()
    return {card.slug: card for card in now.cards((now.live, now.fresh.everyone))}
