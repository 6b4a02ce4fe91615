"""A mark for each tube: a number that stands for all that what follows from its events rests on, its parents' included."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from ... import inforce
from ...choices import Deed
from ...models import CustodyEvent, Specimen
from ...preanalytics.limits import Limits
from ...vocabulary import Vocabulary, vocabulary

FIELDS = ("id", "hospital_id", "parent_id", "label", "kind", "container", "made_at")
TOGETHER = 20_000       # tubes named in one statement
# Values kept by an older program are not those that this one would reckon.
RULES = ("preanalytics/*.py", "families.py", "asking/reckoning/deriving.py")


@dataclass
class Lines:
    """Tubes with all they come from: their rows, the highest event of each, what pools say of their members."""

    rows: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    newest: dict[int, int] = field(default_factory=dict)
    pools: dict[int, dict[str, Any]] = field(default_factory=dict)

    def up(self, pk: int) -> list[int]:
        """What a tube was made of."""
        return [one for one in dict.fromkeys((self.rows[pk][2], *self.pools.get(pk, {}).get("member_ids", ()))) if one]


def lines(ids: Collection[int] | None = None) -> Lines:
    """Every tube the viewer may see, or some with all that they come from; call inside `acting`."""
    made = Lines(pools=_pools())
    rows = Specimen.objects.without_tree_fields().filter(made_at__isnull=False)
    events = CustodyEvent.objects.order_by().values_list("specimen_id")
    if ids is None:
        made.rows = {row[0]: row for row in rows.order_by().values_list(*FIELDS).iterator(TOGETHER)}
        made.newest = dict(events.annotate(Max("id")))
        return made
    wanted = set(ids)
    while wanted:
        fresh = {row[0]: row for part in parts(wanted) for row in rows.filter(pk__in=part).order_by().values_list(*FIELDS)}
        made.rows |= fresh
        wanted = {parent for pk in fresh for parent in made.up(pk)} - made.rows.keys()
        if not fresh:
            break
    for part in parts(made.rows):
        made.newest |= dict(events.filter(specimen_id__in=part).annotate(Max("id")))
    return made


def parts(ids: Iterable[int]) -> list[list[int]]:
    """Ids in handy portions."""
    every = sorted(ids)
    return [every[at:at + TOGETHER] for at in range(0, len(every), TOGETHER)]


def pooled() -> QuerySet[CustodyEvent]:
    """What was said of pools and of what was poured into them; an index of their own finds these few."""
    return CustodyEvent.objects.filter(deed=Deed.POOLED).order_by("id")


def _pools() -> dict[int, dict[str, Any]]:
    return {pk: said for pk, said in pooled().values_list("specimen_id", "fields")
            if said.get("members") or said.get("member_ids")}


class Marks:
    """Marks of tubes; each is made of its own row and events and the marks of what it came of."""

    def __init__(self, known: Lines) -> None:
        self.known, self.made = known, dict[int, int]()
        self.words = vocabulary()
        self.rules: dict[tuple[int, str], str] = {}
        self.limits: dict[int, Limits] = {}

    def of(self, pk: int, below: tuple[int, ...] = ()) -> int:
        """The mark of one tube."""
        if pk not in self.made:
            row, pool = self.known.rows[pk], self.known.pools.get(pk, {})
            above = [self.of(one, (*below, pk)) for one in self.known.up(pk) if one in self.known.rows and one not in below]
            said = (*row, self.known.newest.get(pk, 0), pool.get("members"), above, self._rules(row[1], row[4]))
            self.made[pk] = int.from_bytes(hashlib.blake2b(repr(said).encode(), digest_size=8).digest(), signed=True)
        return self.made[pk]

    def _rules(self, hospital: int, kind: str) -> str:
        if (hospital, kind) not in self.rules:
            self.rules[hospital, kind] = rules(self.in_force(hospital), kind, self.words)
        return self.rules[hospital, kind]

    def in_force(self, hospital: int) -> Limits:
        """The limits of a hospital; call inside `acting`."""
        if hospital not in self.limits:
            self.limits[hospital] = inforce.at(hospital)
        return self.limits[hospital]


def rules(in_force: Limits, kind: str, words: Vocabulary) -> str:
    """What judges a type of sample: another limit of plasma leaves what is known of tissue as it is."""
    about = [one for one in in_force.by_id.values()
             if not one.kinds or any(words.types.is_a(kind, code) for code in one.kinds)]
    # Time in storage grows by itself.
    day = timezone.localdate().isoformat() if any(one.of == "storage_time" for one in about) else ""
    return f"{words.version} {_program()} {day} {' '.join(one.version for one in about)}"


@lru_cache(maxsize=1)
def _program() -> str:
    made, folder = hashlib.sha256(), Path(__file__).parents[2]
    for path in sorted(path for pattern in RULES for path in folder.glob(pattern)):
        made.update(path.read_bytes())
    return made.hexdigest()[:12]
