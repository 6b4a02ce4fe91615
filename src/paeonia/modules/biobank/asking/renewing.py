"""A held bank brought up to date: only what somebody wrote about is read again, and a new bank made of the old one.

In place of the old one it must be what a reading of everything would be, so a change is followed as far as it reaches:
from a tube down to whatever was made of it or poured from it (times and thaws are inherited, a pool answers for all its
members), from a donor or her chart to every tube with material of hers, and from a tube to the list of her samples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

import numpy as np

from paeonia.chart import door
from paeonia.chart.columns_patch import patched
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..mixing import NOBODY
from ..models import DonorIdentity, Specimen
from . import reading
from .changes import Changed
from .filling import of_donors
from .held import Bank, Entries, Ids, charts_of, places
from .matching import Group, Places
from .patching import rearranged
from .reckoning.marks import parts, pooled
from .tubes import Tube

Key, Said = TypeVar("Key"), TypeVar("Said")


def renewed(held: Bank, changed: Changed, viewer: Viewer, now: datetime) -> Bank:
    """The bank as it is now, given everything that changed since it was read; the same day, words and limits."""
    if not changed and not held.ahead:
        return held
    people = door.refresh(held.chart.columns, changed.patients, viewer) if changed.patients else held.chart.columns
    donors = changed.donors | _standing_behind(changed.patients, held, viewer)
    ids = below(changed.tubes | held.ahead, viewer) | {one.id for one in held.tubes_of(donors)}
    read = reading.tubes(viewer, now, ids)
    order = _ordered(held, ids, read.tubes)
    gone = [held.tubes[number] for number in np.flatnonzero(np.isin(held.ids, _ids(ids))).tolist()]
    donors |= {donor for one in (*gone, *read.tubes) for donor in (one.donor, *one.others)}
    behind = reading.charts_behind(donors, people, viewer)
    dictionary, today = held.words.dictionary, held.columns.as_of
    fresh = reading.at_samplings(order.rows, behind, held.words)
    sampled = _instead(held.sampled, [(one.id, donor) for one in gone for donor in (one.donor, *one.others)], fresh)
    patients = _instead(held.patients, donors, behind.patients)
    begins = _instead(held.begins, donors, behind.begins)
    reviewed = _instead(held.reviewed, donors, behind.reviewed)
    family = sorted(donors - {NOBODY})
    lists = patched(held.donor.columns, of_donors(family, Entries(order.tubes, order.whose, begins), reviewed, dictionary,
                                                  today), dictionary)
    columns = rearranged(held.columns, order.row_ids, order.take, reading.columns_of(order.rows, fresh, held.words, today),
                         order.at)
    return replace(
        held, tubes=order.tubes, columns=columns, donor=Group(lists, places(order.whose, lists.ids)),
        chart=Group(people, charts_of(order.whose, patients, people)), whose=order.whose, again=order.again, begins=begins,
        reviewed=reviewed, sampled=sampled, patients=patients, at=now, ahead=held.ahead - ids | read.ahead)


def _instead(old: Mapping[Key, Said], of: Iterable[Key], new: Mapping[Key, Said]) -> dict[Key, Said]:
    """The same with what is said of some keys now; copied whole and mended, for a test of each of a million takes longer."""
    made = dict(old)
    for key in of:
        made.pop(key, None)
    made.update(new)
    return made


def _standing_behind(patients: set[int], held: Bank, viewer: Viewer) -> set[int]:
    """The donors that some patients are, or were when the bank was read."""
    if not patients:
        return set()
    with acting(viewer):
        links = {donor for part in parts(patients)
                 for donor in DonorIdentity.objects.filter(patient_id__in=part).values_list("donor_id", flat=True)}
    return links | {donor for donor, patient in held.patients.items() if patient in patients}


def below(ids: set[int], viewer: Viewer) -> set[int]:
    """Some tubes with everything that was made of them or holds some of them."""
    found, fresh = set(ids), set(ids)
    with acting(viewer):
        into: dict[int, set[int]] = defaultdict(set)
        for pk, said in pooled().values_list("specimen_id", "fields"):
            for member in said.get("member_ids", ()):
                into[member].add(pk)
            if "into_id" in said:
                into[pk].add(said["into_id"])
        while fresh:
            made = {pk for part in parts(fresh) for pk in Specimen.objects.without_tree_fields().filter(
                parent_id__in=part).order_by().values_list("pk", flat=True)}
            fresh = made.union(*(into[pk] for pk in fresh if pk in into)) - found
            found |= fresh
    return found


@dataclass(frozen=True)
class _Order:
    """The rows of a bank once some tubes came, went or changed; `rows` are those to be said anew, at the places `at`."""

    tubes: tuple[Tube, ...]
    whose: Ids
    again: Places
    take: Places            # where each row stood before; -1 for those of `rows`
    rows: list[reading.Row]
    at: Places

    @property
    def row_ids(self) -> list[int]:
        """The tube of each row."""
        own = [one.id for one in self.tubes]
        return own + [own[number] for number in self.again.tolist()]


def _ordered(held: Bank, ids: set[int], fresh: list[Tube]) -> _Order:
    """Tubes in the order of their ids, and behind them the further donors of pools, as a reading of everything has them."""
    before = len(held.tubes)
    staying = np.flatnonzero(~np.isin(held.ids, _ids(ids)))
    every = np.concatenate([held.ids[staying], _ids(one.id for one in fresh)])
    order = np.argsort(every, kind="stable")
    old = np.append(staying, np.full(len(fresh), -1))[order].astype(np.intp)
    at = np.flatnonzero(old < 0)
    tubes = np.empty(len(every), object)
    had = np.empty(before, object)
    had[:] = held.tubes
    tubes[old >= 0] = had[old[old >= 0]]
    for place, one in zip(at.tolist(), fresh, strict=True):
        tubes[place] = one
    now_at = np.full(before, -1, np.intp)
    now_at[old[old >= 0]] = np.flatnonzero(old >= 0)
    further = now_at[held.again]            # where the pool of each further donor stands now
    kept = np.flatnonzero(further >= 0)
    added = [(place, donor) for place, one in zip(at.tolist(), fresh, strict=True) for donor in one.others]
    again = np.concatenate([further[kept], np.array([place for place, _ in added], np.intp)])
    donor = np.concatenate([held.whose[before + kept], np.array([donor for _, donor in added], np.int64)])
    was = np.concatenate([before + kept, np.full(len(added), -1, np.intp)])
    behind = np.lexsort((donor, again))
    again, donor, was = again[behind], donor[behind], was[behind]
    own = np.where(old >= 0, held.whose[old] if before else 0, 0)
    own[at] = [one.donor for one in fresh]
    late = np.flatnonzero(was < 0)
    rows = [(one, one.donor) for one in fresh]
    rows += [(tubes[again[place]], int(donor[place])) for place in late.tolist()]
    return _Order(tuple(tubes.tolist()), np.concatenate([own, donor]), again, np.concatenate([old, was]), rows,
                  np.concatenate([at, len(every) + late]))


def _ids(ids: Iterable[int]) -> Ids:
    return np.array(sorted(ids), np.int64)
