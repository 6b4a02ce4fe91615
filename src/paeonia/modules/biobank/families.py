"""What tubes come from, all parents of a pool included, as pre-analytics reads it: one reading for one tube or many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .choices import Deed
from .models import CustodyEvent, Specimen
from .preanalytics.events import Sample, sample_of

FIELDS = ("id", "hospital_id", "parent_id", "label", "kind", "container", "made_at")


@dataclass(frozen=True)
class Family:
    """Tubes with everything above them; `unnamed` holds what a pool says of members that are no tubes of this bank."""

    rows: Mapping[int, Specimen]
    up: Mapping[int, tuple[int, ...]]
    unnamed: Mapping[int, str]

    def above(self, pk: int) -> list[int]:
        """Everything a tube comes from, the nearest first, each once."""
        found: dict[int, None] = {}
        waiting = list(self.up.get(pk, ()))
        while waiting:
            one = waiting.pop(0)
            if one not in found:
                found[one] = None
                waiting += self.up.get(one, ())
        return list(found)


def family(ids: Collection[int]) -> Family:
    """Some tubes with all that they come from; call inside `acting`."""
    rows: dict[int, Specimen] = {}
    up: dict[int, tuple[int, ...]] = {}
    unnamed: dict[int, str] = {}
    pools = _pools()
    wanted = set(ids)
    while wanted:
        fresh = list(Specimen.objects.without_tree_fields().filter(pk__in=wanted).only(*FIELDS))
        for one in fresh:
            rows[one.pk] = one
            said = pools.get(one.pk, {})
            members = said.get("member_ids", ())
            up[one.pk] = tuple(dict.fromkeys(pk for pk in (one.parent_id, *members) if pk))
            if said.get("members") and not members:
                unnamed[one.pk] = ", ".join(str(name) for name in said["members"])[:200]
        wanted = {pk for one in fresh for pk in up[one.pk]} - rows.keys()
        if not fresh:
            break
    return Family(rows, up, unnamed)


def _pools() -> dict[int, dict[str, Any]]:
    """What every pool says of its members; there are few of them, and an index of their own finds them."""
    return {pk: said for pk, said in CustodyEvent.objects.filter(deed=Deed.POOLED).values_list("specimen_id", "fields")
            if said.get("members") or said.get("member_ids")}


def custody_of(ids: Iterable[int]) -> dict[int, list[CustodyEvent]]:
    """What happened to each of some tubes, the first first."""
    found: dict[int, list[CustodyEvent]] = defaultdict(list)
    for event in CustodyEvent.objects.filter(specimen_id__in=set(ids)).order_by("at", "id"):
        found[event.specimen_id].append(event)
    return found


def struck(custody: Iterable[CustodyEvent]) -> frozenset[str]:
    """Entries that were corrected: they stay to be read and count for nothing."""
    return frozenset(str(event.fields.get("event", "")) for event in custody if event.deed == Deed.CORRECTED)


def samples(ids: Collection[int], known: Family | None = None,
            custody: Mapping[int, list[CustodyEvent]] | None = None) -> dict[int, Sample]:
    """Some tubes as pre-analytics reads them, below all their parents; call inside `acting`."""
    known = known or family(ids)
    if custody is None:
        custody = custody_of(one for pk in ids for one in (pk, *known.above(pk)))
    made: dict[int, Sample] = {}
    for pk in ids:
        if pk in known.rows:
            _made(pk, known, custody, made, ())
    return {pk: made[pk] for pk in ids if pk in made}


def _made(pk: int, known: Family, custody: Mapping[int, list[CustodyEvent]], made: dict[int, Sample],
          below: tuple[int, ...]) -> Sample:
    if pk not in made:
        row = known.rows[pk]
        parents = [_made(one, known, custody, made, (*below, pk)) for one in known.up.get(pk, ())
                   if one in known.rows and one not in (*below, pk)]
        if pk in known.unnamed:     # nobody knows what befell a member the bank never had
            parents.append(Sample(known.unnamed[pk], row.kind, lost=True))
        made[pk] = sample_of(row, custody.get(pk, ()), parents)
    return made[pk]
