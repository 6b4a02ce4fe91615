"""Writes about temperature: readings taken in, excursions found in them, judged, and tubes brought to safety."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem

from ...actions import allowed
from ...choices import Deed
from ...custody.actions import each_happened
from ...excursions import Limits, Outside, excursions
from ...models import Specimen
from ...refusing import has_happened, refuse, told
from ..actions import store
from ..choices import Happening
from ..containers.actions import move
from ..models import Container, Excursion, Occurrence, TemperatureReading
from .feeds import readings
from .queries import affected, by_sensor, limits_of
from .relocating import Plan, plan

WHAT = {"en": "this step", "zh": "该操作"}


@dataclass(frozen=True)
class TakenIn:
    """What a file brought: new readings, those known before, faults by row, excursions, and who has no limits."""

    new: int
    again: int
    wrong: tuple[Problem, ...]
    excursions: tuple[Excursion, ...]
    without_limits: tuple[str, ...]


def take_in(data: bytes, viewer: Viewer) -> TakenIn:
    """Keep the good rows of a file of readings, and look for excursions where they fall; the same file twice is harmless."""
    allowed(viewer, "bank.work", None)
    found, wrong = readings(data)
    with acting(viewer):
        known = by_sensor(viewer.hospital_ids, {one.sensor for one in found})
        wrong += [Problem("store-no-sensor", f"row {one.number}", {"code": one.sensor}) for one in found
                  if one.sensor not in known]
        rows: dict[tuple[int, datetime], TemperatureReading] = {}
        for one in found:
            if one.sensor in known:
                box = known[one.sensor]
                rows[(box.pk, one.at)] = TemperatureReading(hospital_id=box.hospital_id, container=box, at=one.at,
                                                            celsius=one.celsius)
        before = _count(rows)
        TemperatureReading.objects.bulk_create(rows.values(), batch_size=5000, ignore_conflicts=True)
        new = _count(rows) - before
        seen: list[Excursion] = []
        bare: list[str] = []
        for box in {box.pk: box for box in known.values()}.values():
            limits = limits_of(box)
            if limits is None:
                bare.append(box.name)
            elif new:
                times = [at for pk, at in rows if pk == box.pk]
                seen += _looked_for(box, limits, min(times), max(times), viewer)
    wrong.sort(key=lambda one: int(one.place.removeprefix("row ")))
    return TakenIn(new, len(rows) - new, tuple(wrong), tuple(seen), tuple(sorted(bare)))


def _count(rows: Iterable[tuple[int, datetime]]) -> int:
    keys = list(rows)
    if not keys:
        return 0
    return TemperatureReading.objects.filter(container_id__in={pk for pk, _ in keys}, at__range=(
        min(at for _, at in keys), max(at for _, at in keys))).count()


def _looked_for(box: Container, limits: Limits, first: datetime, last: datetime, viewer: Viewer) -> list[Excursion]:
    """From the last reading inside before the new ones to the first one inside after them."""
    Container.objects.select_for_update(of=("self",), no_key=True).get(pk=box.pk)     # two files at once take turns
    inside = Q()
    if limits.warmest is not None:
        inside &= Q(celsius__lte=limits.warmest)
    if limits.coldest is not None:
        inside &= Q(celsius__gte=limits.coldest)
    all_of = TemperatureReading.objects.filter(container=box)
    start = all_of.filter(inside, at__lt=first).order_by("-at").values_list("at", flat=True).first()
    end = all_of.filter(inside, at__gt=last).order_by("at").values_list("at", flat=True).first()
    window = all_of.filter(at__gte=start) if start else all_of
    window = window.filter(at__lte=end) if end else window
    return [_kept(box, one, viewer) for one in excursions(window.values_list("at", "celsius"), limits)]


def _kept(box: Container, found: Outside, viewer: Viewer) -> Excursion:
    same = Excursion.objects.filter(container=box, beyond=found.beyond).filter(
        Q(ended__isnull=True) | Q(ended__gte=found.began))
    if found.ended:
        same = same.filter(began__lte=found.ended)
    first, *others = same.order_by("began") or [None]
    for other in others:
        if other.judged_at is None:     # a late reading joined two
            other.delete()
    if first is None:
        first = Excursion(hospital_id=box.hospital_id, container=box, beyond=found.beyond)
        Occurrence.objects.create(hospital_id=box.hospital_id, container=box, what=Happening.EXCURSION, at=found.began,
                                  by_id=viewer.user_id, fields={"limit_c": float(found.limit)})
    first.began, first.ended, first.extreme = found.began, found.ended, found.extreme
    first.limit, first.silent = found.limit, found.silent
    first.save()
    return first


def judge(excursion: Excursion, judgement: str, at: datetime, viewer: Viewer) -> int:
    """Say what an excursion means for the tubes; each keeps its minutes of exposure. Gives back how many."""
    allowed(viewer, "bank.manage", excursion)
    has_happened(at, WHAT)
    if not judgement.strip():
        raise refuse("store-why")
    with acting(viewer):
        one = Excursion.objects.select_for_update(of=("self",)).get(pk=excursion.pk)
        if one.judged_at:
            raise refuse("store-judged", at=told(one.judged_at))
        exposed = affected(one)
        tubes = Specimen.objects.without_tree_fields().in_bulk([each.specimen_id for each in exposed])
        each_happened([(tubes[each.specimen_id], {
            "test": "temperature_exposure", "value": each.minutes, "unit": "min", "extreme_c": float(one.extreme),
            "limit_c": float(one.limit), "excursion": one.pk, "judgement": judgement.strip()[:300]})
            for each in exposed], Deed.QUALITY, at, viewer)
        one.judged_at, one.judged_by_id, one.judgement = at, viewer.user_id, judgement.strip()[:300]
        one.save()
        Occurrence.objects.create(hospital_id=one.hospital_id, container_id=one.container_id, what=Happening.JUDGED, at=at,
                                  by_id=viewer.user_id, note=one.judgement, fields={"tubes": len(exposed)})
    return len(exposed)


def relocate(container: Container, at: datetime, viewer: Viewer, mark: str | None = None) -> Plan:
    """Carry out the plan as it is now: every box and tube that finds a place is moved there, all of them or none.

    With the `mark` of the plan that people carried out, another plan than that one is not written down.
    """
    allowed(viewer, "bank.work", container)
    has_happened(at, WHAT)
    with acting(viewer):
        made = plan(container)
        if mark is not None and mark != made.mark:
            raise refuse("store-plan-changed", name=container.name)
        for box in made.boxes:
            move(Container(pk=box.box, hospital_id=container.hospital_id), Container(pk=box.rack), at, viewer, place=box.to)
        tubes = Specimen.objects.without_tree_fields().in_bulk(
            [move.specimen_id for one in made.destinations for move in one.moves])
        for one in made.destinations:
            store([tubes[move.specimen_id] for move in one.moves], Container(pk=one.box), at, viewer,
                  names=[move.to for move in one.moves], moving=True)
        Occurrence.objects.create(hospital_id=container.hospital_id, container=container, what=Happening.RELOCATED, at=at,
                                  by_id=viewer.user_id, fields={
                                      "moved": made.moves, "boxes": [one.name for one in made.boxes],
                                      "left": len(made.left)})
    return made
