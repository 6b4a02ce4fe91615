"""The bank read from its tables: tubes with what follows and is allowed, and the charts behind their donors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.utils import timezone

from paeonia.chart import door
from paeonia.criteria.columns import BLOCK, Columns, EventColumn
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.dates import FAR, iso
from paeonia.record.facts import Fact

from .. import allowing
from ..amounts import in_unit
from ..choices import Availability, Status
from ..mixing import NOBODY, donors_of, mixed
from ..models import DonorIdentity, Specimen
from .filling import of_donors, of_tubes
from .held import Bank, Entries, charts_of, places
from .matching import Group
from .pairing import Begin
from .reckoning.deriving import Derived, Known, derived
from .reckoning.marks import TOGETHER, parts
from .sampled import READ, at_sampling
from .tubes import Tube, said
from .words import Words, words

FIELDS = ("pk", "label", "collection__registration__donor_id", "made_at", "lineage", "kind", "container", "tissue", "site",
          "availability", "available", "unit", "concentration", "concentration_unit")
Say = Callable[[int, int], None]        # how many of how many
Row = tuple[Tube, int]                  # a tube, and one of its donors


@dataclass(frozen=True)
class Read:
    """Tubes in the order of their ids; `ahead` are those with an entry ahead of the clock."""

    tubes: list[Tube]
    ahead: frozenset[int]


@dataclass(frozen=True)
class Behind:
    """What the charts behind some donors say, as far as the viewer may know."""

    patients: dict[int, int]
    begins: dict[int, list[Begin]]
    reviewed: dict[int, str]
    told: dict[int, Sequence[Fact]]


def whole(viewer: Viewer, now: datetime, say: Say = lambda done, of: None) -> Bank:
    """Everything, read anew."""
    today, spoken = timezone.localdate().toordinal(), words()
    read = tubes(viewer, now, None, say)
    charts = may(viewer, "trials.match")
    people = door.columns(viewer, today) if charts else Columns([], today)
    rows = [(one, one.donor) for one in read.tubes] + [(one, donor) for one in read.tubes for donor in one.others]
    again = np.array([number for number, one in enumerate(read.tubes) for _ in one.others], np.intp)
    whose = np.array([donor for _, donor in rows], np.int64)
    behind = charts_behind(None, people, viewer)
    sampled = at_samplings(rows, behind, spoken)
    donors = [donor for donor in np.unique(whose).tolist() if donor != NOBODY]
    held = tuple(read.tubes)
    entries = Entries(held, whose, behind.begins)
    return Bank(
        spoken, held, columns_of(rows, sampled, spoken, today),
        Group(of_donors(donors, entries, behind.reviewed, spoken.dictionary, today), places(whose, donors)),
        Group(people, charts_of(whose, behind.patients, people)), whose, again, behind.begins, behind.reviewed, sampled,
        behind.patients, charts, now, read.ahead)


def columns_of(rows: Sequence[Row], sampled: Mapping[tuple[int, int], Known], spoken: Words, today: int) -> Columns:
    """What is said of the tube of each row."""
    return of_tubes([one.id for one, _ in rows], ({**said(one), **sampled.get((one.id, donor), {})} for one, donor in rows),
                    spoken.dictionary, today)


def tubes(viewer: Viewer, now: datetime, ids: Collection[int] | None, say: Say = lambda done, of: None) -> Read:
    """Every tube that was collected, or those of some ids that were."""
    asked = Specimen.objects.without_tree_fields().filter(
        hospital_id__in=viewer.hospital_ids, status=Status.COLLECTED).order_by().values_list(*FIELDS)
    with acting(viewer):
        rows = list(asked.iterator(TOGETHER)) if ids is None else [
            row for part in parts(ids) for row in asked.filter(pk__in=part)]
        rows.sort()
        of = [row[0] for row in rows]
        whose = mixed() if ids is None else donors_of(of)
        others = {pk: tuple(sorted(whose.get(pk, set()) - {donor})) for pk, _, donor, *_ in rows if pk in whose}
        allows = _allowed({donor for row in rows for donor in (row[2], *others.get(row[0], ()))}, now)
    follows = derived(of, now, viewer, every=ids is None, say=say)
    return Read([_tube(row, follows, allows, others.get(row[0], ())) for row in rows], frozenset(follows.ahead))


def _allowed(donors: set[int], now: datetime) -> dict[int, Known]:
    # Most donors say the same: it is held once.
    same: dict[tuple[Any, ...], Known] = {}
    return {donor: same.setdefault(tuple(sorted(told.items())), told)
            for part in parts(donors) for donor, told in allowing.of_donors(part, now).items()}


def _tube(row: tuple[Any, ...], follows: Derived, allows: Mapping[int, Known], others: tuple[int, ...]) -> Tube:
    pk, label, donor, made, lineage, kind, container, tissue, site, free, left, unit, dense, per = row
    day = timezone.localtime(made).date().toordinal() if made else None
    return Tube(pk, label, donor, day, lineage, kind, container, tissue, site, free == Availability.AVAILABLE,
                in_unit(left, unit, "mL"), in_unit(dense, per, "ng/uL"), follows.known.get(pk, {}),
                allowing.together(allows, (donor, *others)), others)


def charts_behind(donors: Collection[int] | None, people: Columns, viewer: Viewer) -> Behind:
    """The charts of some donors, or of all."""
    links = DonorIdentity.objects.order_by().values_list("donor_id", "patient_id")
    with acting(viewer):
        some = [links] if donors is None else [links.filter(donor_id__in=part) for part in parts(donors)]
        known = [pair for found in some for pair in found]
    place = {patient: at for at, patient in enumerate(people.ids)}
    patients = {donor: patient for donor, patient in known if patient in place}
    donor_of = {patient: donor for donor, patient in patients.items()}
    told = {donor_of[patient]: facts for part in parts(donor_of) for patient, facts in door.told(READ, part, viewer).items()}
    return Behind(patients, _begins(people, {place[patient]: donor for patient, donor in donor_of.items()}),
                  _reviewed(people, place, patients), told)


def _begins(people: Columns, donor_at: Mapping[int, int]) -> dict[int, list[Begin]]:
    """When each drug was begun, of the patients at some places; a begin on an unknown day is left out."""
    column = people.by_name.get("therapy")
    found: dict[int, list[Begin]] = defaultdict(list)
    if column is None or not donor_at:
        return found
    assert isinstance(column, EventColumn)
    wanted = np.zeros(len(people), np.bool_)
    wanted[list(donor_at)] = True
    names, first = column.names["drug"], 0
    for block in column.blocks:
        drug = block.codes["drug"]
        known = np.flatnonzero((block.start_first == block.start_last) & (drug >= 0) & wanted[first + block.patient])
        for at, code, day in zip((first + block.patient[known]).tolist(), drug[known].tolist(),
                                 block.start_first[known].tolist(), strict=True):
            found[donor_at[at]].append((names[code], day))
        first += BLOCK
    return found


def _reviewed(people: Columns, place: Mapping[int, int], patients: Mapping[int, int]) -> dict[int, str]:
    days = people.reviewed.get("therapy")
    if days is None:
        return {}
    return {donor: iso(int(days[place[patient]])) for donor, patient in patients.items() if days[place[patient]] < FAR}


def at_samplings(rows: Iterable[Row], behind: Behind, spoken: Words) -> dict[tuple[int, int], Known]:
    """What the tumour was like when each tube was taken, where a chart says it."""
    same: dict[tuple[Any, ...], Known] = {}     # tubes of one visit and one kind of tissue say the same
    found = {}
    for tube, donor in rows:
        told = behind.told.get(donor)
        if told:
            key = donor, tube.day, tube.tissue
            if key not in same:
                same[key] = at_sampling(tube, told, spoken.dictionary)
            if same[key]:
                found[tube.id, donor] = same[key]
    return found
