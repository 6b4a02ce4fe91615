"""What every write to a box begins with: the box held, what lies in it, the tubes held; always in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils import timezone

from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused

from ..choices import Status
from ..models import Specimen
from ..refusing import both, refuse, told
from . import messages as _messages  # noqa: F401  declares what is said here
from .choices import Holds, State
from .grid import Grid, Spot
from .models import Container, Place
from .tree import Ruled, ruled


def held(box_id: int, viewer: Viewer) -> tuple[Container, Ruled, dict[Spot, Place]]:
    """A box nobody else can fill meanwhile, what holds for it, and its places that are not free."""
    box = Container.objects.select_for_update(of=("self",), no_key=True).get(pk=box_id)
    rules = ruled([box.pk])[box.pk]
    if box.holds != Holds.SPECIMENS:
        raise refuse("store-holds-containers", box=box.name)
    if box.archived:
        raise refuse("store-archived", box=box.name)
    if rules.resting:
        raise refuse("store-resting", box=box.name, by=rules.resting)
    return box, rules, taken_in(box)


def taken_in(box: Container) -> dict[Spot, Place]:
    """Places of a box with a fixed place that are not free; a reservation that has run out is none."""
    rows = Place.objects.filter(container=box, row__isnull=False).exclude(
        Q(state=State.RESERVED) & Q(until__lt=timezone.now())).select_related("specimen", "child", "by")
    return {(one.row, one.column): one for one in rows}     # type: ignore[misc]  a place with a row has a column


def tubes(specimens: Sequence[Specimen], for_update: bool = True) -> list[Specimen]:
    """The same specimens, held, in the order given; one that is not there to be stored is refused."""
    twice = _twice([one.label for one in specimens])
    if twice:
        raise refuse("store-tube-twice", label=twice)
    rows = Specimen.objects.without_tree_fields().select_related("collection__registration__protocol")
    if for_update:
        rows = rows.select_for_update(of=("self",))
    found = {one.pk: one for one in rows.filter(pk__in=[one.pk for one in specimens]).order_by("pk")}
    for one in found.values():
        if one.status != Status.COLLECTED:
            raise refuse("bank-not-collected", label=one.label, status=both(one.get_status_display()))
    return [found[one.pk] for one in specimens]


def places_of(specimens: Iterable[Specimen]) -> dict[int, Place]:
    """Where specimens lie, by their numbers, held."""
    rows = Place.objects.select_for_update(of=("self",)).select_related("container", "by").filter(
        specimen_id__in=[one.pk for one in specimens]).order_by("pk")
    return {one.specimen_id: one for one in rows if one.specimen_id}


def where(place: Place) -> str:
    """A place as people say it: the box and the name of the place."""
    return f"{place.container.name} {spot_name(place.container, place.row, place.column)}".strip()


def spot_name(box: Container, row: int | None, column: int | None) -> str:
    """The name of a place in a box, empty where things lie without one."""
    return box.grid.name((row, column)) if box.grid and row and column else ""


def spots_meant(box: Container, names: Sequence[str]) -> list[Spot]:
    """Places by their names, each once."""
    grid = box.grid
    if grid is None:
        raise refuse("store-no-grid", box=box.name)
    found: list[Spot] = []
    for name in names:
        try:
            spot = grid.spot(name)
        except (ValueError, IndexError):
            raise no_such_place(box, grid, name) from None
        if spot in found:
            raise refuse("store-place-twice", box=box.name, spot=grid.name(spot))
        found.append(spot)
    return found


def no_such_place(box: Container, grid: Grid, name: str) -> Refused:
    """The refusal for a place a box does not have."""
    return refuse("store-no-such-place", box=box.name, spot=name[:20], first=grid.name((1, 1)),
                  last=grid.name((grid.rows, grid.columns)))


def kept_for(place: Place, viewer: Viewer) -> bool:
    """Whether a place is reserved for this viewer, who may fill it."""
    return place.state == State.RESERVED and place.by_id == viewer.user_id


def taken(box: Container, place: Place, viewer: Viewer) -> Refused | None:
    """Why a place cannot be had; one's own reservation can."""
    if kept_for(place, viewer):
        return None
    name = spot_name(box, place.row, place.column)
    if place.state == State.RESERVED:
        return refuse("store-place-kept", box=box.name, spot=name, who=place.by.username if place.by else "…",
                      until=told(place.until) if place.until else "…")
    if place.state == State.BLOCKED:
        return refuse("store-place-blocked", box=box.name, spot=name, why=place.why or "…")
    by = place.specimen.label if place.specimen else place.child.name if place.child else "…"
    return refuse("store-place-taken", box=box.name, spot=name, by=by)


def _twice(labels: list[str]) -> str:
    return next((label for label in labels if labels.count(label) > 1), "") if len(set(labels)) < len(labels) else ""
