"""Writes about containers themselves; what lies in them goes along when they move."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ...actions import allowed
from ...choices import Deed
from ...custody.actions import each_happened
from ...models import Specimen
from ...refusing import has_happened, refuse
from ..choices import Happening, Holds, State
from ..locking import spot_name, spots_meant, taken, taken_in
from ..models import Container, Occurrence, Place, Stay
from ..tree import ruled

WHAT = {"en": "this step", "zh": "该操作"}
FIELDS = ("kind", "name", "barcode", "holds", "rows", "columns", "row_names", "column_names", "order", "room_for",
          "temperature", "coldest", "warmest", "tolerated", "sensor", "kinds", "protocols", "resting")
# In one statement, because a tank may hold fifty thousand tubes. Restated are only those whose temperature now comes
# from another container.
BELOW = """
WITH RECURSIVE below AS (
    SELECT id FROM bankstore_container WHERE id = %s
    UNION ALL SELECT c.id FROM bankstore_container c JOIN below b ON c.parent_id = b.id
) SELECT id FROM below
"""


def set_up(said: dict[str, Any], parent: Container | None, hospital_id: int, viewer: Viewer, *,
           place: str = "") -> Container:
    """Make a container, in a place of its parent where that has places."""
    made = Container(hospital_id=hospital_id, parent=parent, **{name: said[name] for name in FIELDS if name in said})
    allowed(viewer, "bank.manage", made)
    with acting(viewer):
        above = _holding(parent)
        _kept(made)
        if above is not None and place:
            _put(above, made, place, viewer)
    return made


def set_up_many(said: dict[str, Any], many: int, parent: Container, viewer: Viewer) -> list[Container]:
    """Make several alike, numbered after their name: a rack of ten boxes."""
    with acting(viewer):
        return [set_up({**said, "name": f"{said['name']} {number:0{len(str(many))}d}", "barcode": "", "sensor": ""}, parent,
                       parent.hospital_id, viewer) for number in range(1, many + 1)]


def change(container: Container, said: dict[str, Any], viewer: Viewer) -> Container:
    """Change what a container says of itself; a size that would lose a place that is taken is refused."""
    allowed(viewer, "bank.manage", container)
    with acting(viewer):
        one = Container.objects.select_for_update(of=("self",), no_key=True).get(pk=container.pk)
        unit = ruled([one.pk])[one.pk].unit
        new = {name: said[name] for name in FIELDS if name in said}
        rows, columns = new.get("rows", one.rows), new.get("columns", one.columns)
        _still_fits(one, rows, columns)
        if new.get("holds", one.holds) != one.holds and (one.taken or Container.objects.filter(parent=one).exists()):
            raise refuse("store-holds-something", box=one.name, count=one.taken or 1)
        for name, value in new.items():
            setattr(one, name, value)
        _kept(one, list(new))
        if ruled([one.pk])[one.pk].unit != unit:
            _restated(one, timezone.now(), viewer)
    return one


def move(container: Container, parent: Container | None, at: datetime, viewer: Viewer, *, place: str = "") -> Container:
    """Put a container, with everything in it, into another; tubes whose temperature changes with it are told so."""
    allowed(viewer, "bank.work", container)
    has_happened(at, WHAT)
    with acting(viewer):
        one = Container.objects.select_for_update(of=("self",), no_key=True).get(pk=container.pk)
        above = _holding(parent)
        if above is not None and (above.pk == one.pk or one.pk in {pk for pk, _ in ruled([above.pk])[above.pk].line}):
            raise refuse("store-circle", box=one.name)
        before = ruled([one.pk])[one.pk]
        Place.objects.filter(child=one).delete()
        one.parent = above
        _kept(one, ["parent"])
        if above is not None and place:
            _put(above, one, place, viewer)
        after = ruled([one.pk])[one.pk]
        _wrote(one, Happening.MOVED, at, viewer, {"from": before.path, "to": after.path, "place": place})
        if after.unit != before.unit:
            _restated(one, at, viewer)
    return one


def archive(container: Container, why: str, viewer: Viewer) -> None:
    """Take a container out of use, with every empty one below it; refused while anything lies in one of them."""
    allowed(viewer, "bank.manage", container)
    with acting(viewer):
        rows = list(Container.objects.without_tree_fields().select_for_update(of=("self",), no_key=True).filter(
            pk__in=below(container.pk)).order_by("pk"))
        full = Place.objects.filter(container__in=rows, child__isnull=True).exclude(
            Q(state=State.RESERVED) & Q(until__lt=timezone.now())).count()
        if full:
            raise refuse("store-holds-something", box=container.name, count=full)
        ids = [one.pk for one in rows]
        Place.objects.filter(container__in=ids).delete()
        for one in _deepest_first(rows):
            if not one.archived:
                one.archived = True
                one.save(update_fields=["archived"])
                _wrote(one, Happening.ARCHIVED, timezone.now(), viewer, {"why": why[:200], "with": container.pk})


def revive(container: Container, viewer: Viewer) -> None:
    """Bring a container back into use, with those that went out of use together with it."""
    allowed(viewer, "bank.manage", container)
    with acting(viewer):
        if container.parent_id and Container.objects.filter(pk=container.parent_id, archived=True).exists():
            raise refuse("store-archived", box=container.parent.name)
        together = set(Occurrence.objects.filter(what=Happening.ARCHIVED, fields__with=container.pk).values_list(
            "container_id", flat=True)) | {container.pk}
        for one in reversed(_deepest_first(list(Container.objects.without_tree_fields().select_for_update(
                of=("self",), no_key=True).filter(pk__in=together & set(below(container.pk)), archived=True)))):
            one.archived = False
            one.save(update_fields=["archived"])
            _wrote(one, Happening.REVIVED, timezone.now(), viewer, {})


def note(container: Container, what: str, at: datetime, said: str, viewer: Viewer, until: datetime | None = None) -> None:
    """Write down what happened to a container: an alarm, a defrost, a refill."""
    allowed(viewer, "bank.work", container)
    has_happened(at, WHAT, until)
    with acting(viewer):
        Occurrence.objects.create(hospital_id=container.hospital_id, container=container, what=what, at=at, until=until,
                                  by_id=viewer.user_id, note=said[:300])


def below(pk: int) -> list[int]:
    """A container and all in it, by their numbers."""
    with connection.cursor() as cursor:
        cursor.execute(BELOW, [pk])
        return [row[0] for row in cursor.fetchall()]


def _holding(parent: Container | None) -> Container | None:
    if parent is None:
        return None
    above = Container.objects.select_for_update(of=("self",), no_key=True).get(pk=parent.pk)
    if above.archived:
        raise refuse("store-archived", box=above.name)
    if above.holds != Holds.CONTAINERS:
        raise refuse("store-holds-specimens", box=above.name)
    return above


def _put(above: Container, one: Container, place: str, viewer: Viewer) -> None:
    spot, = spots_meant(above, [place])
    full = taken_in(above)
    no = taken(above, full[spot], viewer) if spot in full else None
    if no:
        raise no
    Place.objects.filter(container=above, row=spot[0], column=spot[1], state=State.RESERVED).delete()
    Place.objects.create(hospital_id=above.hospital_id, container=above, row=spot[0], column=spot[1], child=one)


def _kept(one: Container, fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            one.save(update_fields=fields)
    except IntegrityError as fault:
        if "once" in str(fault):
            raise refuse("store-name-taken", name=one.name) from None
        raise


def _still_fits(one: Container, rows: int | None, columns: int | None) -> None:
    lies = Place.objects.filter(container=one).select_related("specimen", "child")
    out = lies.exclude(row__isnull=True) if rows is None else lies.filter(
        Q(row__gt=rows) | Q(column__gt=columns) | Q(row__isnull=True))
    first = out.first()
    if first:
        what = first.specimen.label if first.specimen else first.child.name if first.child else "…"
        raise refuse("store-too-small", box=one.name, spot=spot_name(one, first.row, first.column) or "…", what=what)


def _restated(one: Container, at: datetime, viewer: Viewer) -> None:
    """Tubes below went into another temperature: each stay ends, another begins, and the tube's custody says so."""
    open_stays = list(Stay.objects.filter(container__in=below(one.pk), until__isnull=True).select_related("specimen"))
    rules = ruled(stay.container_id for stay in open_stays)
    at = max([at, *(stay.since for stay in open_stays)])
    Stay.objects.filter(pk__in=[stay.pk for stay in open_stays]).update(until=at)
    Stay.objects.bulk_create(Stay(
        hospital_id=stay.hospital_id, specimen_id=stay.specimen_id, container_id=stay.container_id,
        unit_id=rules[stay.container_id].unit, place=stay.place, since=at) for stay in open_stays)
    told: list[tuple[Specimen, dict[str, Any]]] = []
    for stay in open_stays:
        new = rules[stay.container_id]
        warmth = {} if new.temperature is None else {"temperature_c": float(new.temperature)}
        told.append((stay.specimen, {"container": stay.container_id, "path": new.path, "place": stay.place, **warmth}))
    each_happened(told, Deed.STORED, at, viewer)


def _wrote(one: Container, what: str, at: datetime, viewer: Viewer, fields: dict[str, Any]) -> None:
    Occurrence.objects.create(hospital_id=one.hospital_id, container=one, what=what, at=at, by_id=viewer.user_id,
                              fields=fields)


def _deepest_first(rows: list[Container]) -> list[Container]:
    depth = {pk: len(rules.line) for pk, rules in ruled(one.pk for one in rows).items()}
    return sorted(rows, key=lambda one: -depth[one.pk])
