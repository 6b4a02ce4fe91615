"""Who lay in a container while it was outside its limits, and for how long; excursions to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone

from ...excursions import Limits, minutes_in
from ..containers.actions import below
from ..models import Container, Excursion, Stay
from ..tree import Ruled, ruled


@dataclass(frozen=True)
class Affected:
    """A tube that was there, where, for how many minutes of it, and whether it lies there still."""

    specimen_id: int
    label: str
    kind: str
    where: str
    minutes: int
    still: bool


def limits_of(container: Container) -> Limits | None:
    """A container's own limits; none where nobody said any, so that nothing can be judged."""
    if container.coldest is None and container.warmest is None:
        return None
    return Limits(container.coldest, container.warmest, container.tolerated)


def affected(excursion: Excursion) -> list[Affected]:
    """Every tube that was exposed, the longest first; one checked out meanwhile was not."""
    ended = excursion.ended or timezone.now()
    stays = Stay.objects.filter(unit__in=below(excursion.container_id), since__lt=ended).filter(
        Q(until__isnull=True) | Q(until__gt=excursion.began)).select_related("specimen")
    rows = list(stays)
    paths = ruled(pk for one in rows for pk in (one.container_id, one.unit_id))
    found: dict[int, Affected] = {}
    for stay in rows:
        minutes = minutes_in(excursion.began, ended, stay.since, stay.until)
        before, where = found.get(stay.specimen_id), _where(stay, paths)
        found[stay.specimen_id] = Affected(
            stay.specimen_id, stay.specimen.label, stay.specimen.kind, where,
            minutes + (before.minutes if before else 0), stay.until is None)
    return sorted(found.values(), key=lambda one: (-one.minutes, one.label))


def _where(stay: Stay, paths: Mapping[int, Ruled]) -> str:
    """Where it lay then: of a box carried away since, what is above it now tells nothing of that time."""
    box = paths[stay.container_id]
    path = box.path if stay.unit_id in {pk for pk, _name in box.line} else f"{paths[stay.unit_id].path} … {box.line[-1][1]}"
    return f"{path} {stay.place}".strip()


def excursions_of(hospital_ids: Sequence[int]) -> list[Excursion]:
    """Excursions, those nobody has judged first, then the newest."""
    return list(Excursion.objects.filter(hospital_id__in=hospital_ids).select_related("container", "judged_by").order_by(
        F("judged_at").asc(nulls_first=True), "-began")[:200])


def excursion(pk: int) -> Excursion | None:
    """One excursion this viewer sees."""
    return Excursion.objects.select_related("container", "judged_by").filter(pk=pk).first()


def lasted(one: Excursion) -> int:
    """Minutes from its beginning to its end, or until now."""
    return minutes_in(one.began, one.ended or timezone.now(), one.began, None)


def by_sensor(hospital_ids: Sequence[int], names: set[str]) -> dict[str, Container]:
    """Containers by sensor, else barcode, else name where only one is called so."""
    seen = Container.objects.without_tree_fields().filter(hospital_id__in=hospital_ids, archived=False)
    found: dict[str, Container] = {}
    for key in ("name", "barcode", "sensor"):
        many: dict[str, list[Container]] = {}
        for one in seen.filter(**{f"{key}__in": names}):
            many.setdefault(getattr(one, key), []).append(one)
        found |= {name: rows[0] for name, rows in many.items() if len(rows) == 1}
    return found


def latest(ids: Sequence[int]) -> dict[int, tuple[datetime, float]]:
    """The newest reading of each container."""
    from ..models import TemperatureReading

    rows = TemperatureReading.objects.filter(container_id__in=ids).order_by("container_id", "-at").distinct("container_id")
    return {one.container_id: (one.at, float(one.celsius)) for one in rows}
