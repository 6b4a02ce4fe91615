"""The whole bank in memory, as one viewer may see it: tubes, donors with their tubes, and the charts behind them."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.apps import apps
from django.db.models import Max
from django.utils import timezone

from paeonia.chart import door
from paeonia.criteria.columns import BLOCK, Columns
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.dates import FAR, iso
from paeonia.record.facts import Fact

from .. import allowing, inforce
from ..amounts import in_unit
from ..choices import Availability, Status
from ..mixing import NOBODY, mixed
from ..models import CustodyEvent, DonorIdentity, Specimen
from .deriving import derived
from .filling import of_donors, of_tubes
from .matching import Group
from .pairing import Begin, before
from .sampled import READ, at_sampling
from .tubes import Tube, of_donor, said
from .words import Words, words

FIELDS = ("pk", "label", "collection__registration__donor_id", "made_at", "lineage", "kind", "container", "tissue", "site",
          "availability", "available", "unit", "concentration", "concentration_unit")
KEPT = 4                            # sets of hospitals kept ready in one process


@dataclass(frozen=True)
class Bank:
    """Everything a question reads; `charts` says whether the viewer's role has to do with charts at all.

    Columns and groups have a row for each tube and, behind those, one for each further donor of a pool: `again` says of
    which.
    """

    words: Words
    tubes: tuple[Tube, ...]
    columns: Columns
    donor: Group
    chart: Group
    entries: Mapping[int, tuple[Fact, ...]]
    reviewed: Mapping[int, str]
    sampled: Mapping[tuple[int, int], Mapping[str, Any]]        # by tube and donor
    patients: Mapping[int, int]         # donor -> patient, for those the viewer may know
    charts: bool
    at: datetime
    again: tuple[int, ...] = ()


_HELD: dict[tuple[Any, ...], tuple[tuple[Any, ...], Bank]] = {}
_LOADING: defaultdict[tuple[Any, ...], threading.Lock] = defaultdict(threading.Lock)


def bank(viewer: Viewer) -> Bank:
    """The bank of this viewer's hospitals as it is now; read again when a tube, an event or a chart has changed."""
    key = viewer.role, tuple(viewer.hospital_ids)
    with _LOADING[key]:
        now, stamp = timezone.now(), _stamp(viewer)
        held = _HELD.get(key)
        if held and held[0] == stamp:
            return held[1]
        made = _load(viewer, now)
        while len(_HELD) >= KEPT and key not in _HELD:
            _HELD.pop(next(iter(_HELD)))
        _HELD[key] = stamp, made
        return made


def _stamp(viewer: Viewer) -> tuple[Any, ...]:
    with acting(viewer):
        here = {"hospital_id__in": viewer.hospital_ids}
        # Of tubes the trail: a reservation or a new quantity is no new tube.
        trail = apps.get_model("biobank", "SpecimenEvent").objects.filter(**here).aggregate(last=Max("pgh_id"))["last"]
        events = CustodyEvent.objects.filter(**here).aggregate(last=Max("id"))["last"]
        consent, in_force = allowing.stamp(), inforce.stamp(viewer.hospital_ids)
    charts = door.stamp(viewer) if may(viewer, "trials.match") else ()
    return trail, events, consent, in_force, charts, timezone.localdate(), id(words())


def _load(viewer: Viewer, now: datetime) -> Bank:
    today, spoken = timezone.localdate().toordinal(), words()
    with acting(viewer):
        rows = list(Specimen.objects.filter(hospital_id__in=viewer.hospital_ids, status=Status.COLLECTED).order_by("id")
                    .values_list(*FIELDS))
        ids = [row[0] for row in rows]
        follows, allows, whose = derived(ids, now), allowing.of(ids, now), mixed()
        patients = dict(DonorIdentity.objects.values_list("donor_id", "patient_id"))
    tubes = tuple(_tube(row, follows.get(row[0], {}), allows.get(row[0], {}), whose.get(row[0], ())) for row in rows)
    charts = may(viewer, "trials.match")
    people = door.columns(viewer, today) if charts else Columns([], today)
    place = {patient: at for at, patient in enumerate(people.ids)}
    patients = {donor: patient for donor, patient in patients.items() if patient in place}
    by_donor: dict[int, list[Tube]] = defaultdict(list)
    for one in tubes:
        if not one.others:      # a pool is no donor's own plasma, and pairs with nobody's biopsy
            by_donor[one.donor].append(one)
    rows_of = [(number, one.donor) for number, one in enumerate(tubes)]
    again = [(number, donor) for number, one in enumerate(tubes) for donor in one.others]
    donors = sorted({donor for _, donor in rows_of + again} - {NOBODY})
    begins = _begins(people, {patients[donor] for donor in donors if donor in patients})
    entries = {donor: (*of_donor(by_donor[donor]), *before(by_donor[donor], begins.get(patients.get(donor, 0), ())))
               for donor in donors}
    reviewed = _reviewed(people, place, patients)
    told = door.told(READ, set(patients.values()), viewer) if charts else {}
    sampled = {(one.id, donor): at_sampling(one, told.get(patients.get(donor, 0), ()), spoken.dictionary)
               for one in tubes for donor in (one.donor, *one.others)}
    at = {donor: number for number, donor in enumerate(donors)}
    return Bank(
        spoken, tubes, of_tubes([tubes[number].id for number, _ in rows_of + again], [
            {**said(tubes[number]), **sampled[tubes[number].id, donor]} for number, donor in rows_of + again],
            spoken.dictionary, today),
        Group(of_donors(donors, entries, reviewed, spoken.dictionary, today), _places(rows_of + again, at)),
        Group(people, _places(rows_of + again, {donor: place[patient] for donor, patient in patients.items()})),
        entries, reviewed, sampled, patients, charts, now, tuple(number for number, _ in again))


def _places(rows: list[tuple[int, int]], of: Mapping[int, int]) -> np.ndarray[Any, np.dtype[np.intp]]:
    return np.array([of.get(donor, -1) for _, donor in rows], np.intp)


def _tube(row: tuple[Any, ...], follows: Mapping[str, Any], allows: Mapping[str, str], whose: Iterable[int]) -> Tube:
    pk, label, donor, made, lineage, kind, container, tissue, site, free, left, unit, dense, per = row
    day = timezone.localtime(made).date().toordinal() if made else None
    return Tube(pk, label, donor, day, lineage, kind, container, tissue, site, free == Availability.AVAILABLE,
                in_unit(left, unit, "mL"), in_unit(dense, per, "ng/uL"), follows, allows,
                tuple(sorted({*whose} - {donor})))


def _begins(people: Columns, of: set[int]) -> dict[int, list[Begin]]:
    """When each drug was begun, of some patients; a begin on an unknown day is left out."""
    column = people.by_name.get("therapy")
    found: dict[int, list[Begin]] = defaultdict(list)
    if column is None:
        return found
    names, first = column.names["drug"], 0          # type: ignore[union-attr]
    for block in column.blocks:                     # type: ignore[union-attr]
        known = np.flatnonzero((block.start_first == block.start_last) & (block.codes["drug"] >= 0))
        for row in known.tolist():
            patient = people.ids[first + int(block.patient[row])]
            if patient in of:
                found[patient].append((names[block.codes["drug"][row]], int(block.start_first[row])))
        first += BLOCK
    return found


def _reviewed(people: Columns, place: Mapping[int, int], patients: Mapping[int, int]) -> dict[int, str]:
    days = people.reviewed.get("therapy")
    if days is None:
        return {}
    return {donor: iso(int(days[place[patient]])) for donor, patient in patients.items() if days[place[patient]] < FAR}
