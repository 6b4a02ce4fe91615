"""Tubes by what is asked of them, always of the viewer's hospitals; where they lie is told by the rooms that know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, QuerySet

from paeonia.people.access import record_access
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from .. import whereabouts
from ..choices import Availability, Status, Tissue
from ..models import Protocol, Specimen
from ..queries import written
from ..vocabulary import vocabulary

PAGE, MOST = 50, 50_000
HERE = "here"               # collected and nothing said of its being away
SORTS = {"label": "label", "kind": "kind", "made": "made_at", "left": "available"}
STATES = (HERE, *(one.value for one in Availability if one != Availability.AVAILABLE), Status.PLANNED.value,
          Status.CLOSED.value)


@dataclass(frozen=True)
class Line:
    """A tube of the list with where it is."""

    one: Specimen
    where: str


@dataclass(frozen=True)
class Found:
    """One page of the list."""

    lines: tuple[Line, ...]
    total: int
    number: int
    pages: int


def chosen(sent: Mapping[str, str], viewer: Viewer) -> dict[str, str]:
    """What was asked, so far as it can be: anything else is left out."""
    with acting(viewer):
        codes = set(Protocol.objects.filter(hospital_id__in=viewer.hospital_ids).values_list("code", flat=True))
    known = {"protocol": codes, "kind": set(vocabulary().types), "tissue": set(Tissue.values), "state": set(STATES)}
    said = {name: value for name, allowed in known.items() if (value := sent.get(name, "")) in allowed}
    words = sent.get("q", "").replace("\0", "").strip()[:60]
    order = sent.get("sort", "")
    return {**said, **({"q": words} if words else {}), **({"sort": order} if order.removeprefix("-") in SORTS else {})}


def _asked(said: Mapping[str, str], viewer: Viewer) -> QuerySet[Specimen]:
    rows = Specimen.objects.without_tree_fields().filter(hospital_id__in=viewer.hospital_ids).select_related(
        "collection__registration__protocol", "collection__registration__donor")
    state = said.get("state", HERE)
    if state == HERE:
        rows = rows.filter(status=Status.COLLECTED).exclude(availability=Availability.SENT)
    elif state in Status.values:
        rows = rows.filter(status=state)
    else:
        rows = rows.filter(availability=state).exclude(status=Status.PLANNED)
    if "kind" in said:
        types = vocabulary().types
        rows = rows.filter(kind__in=[one for one in types if types.is_a(one, said["kind"])])
    if "protocol" in said:
        rows = rows.filter(collection__registration__protocol__code=said["protocol"])
    if "tissue" in said:
        rows = rows.filter(tissue=said["tissue"])
    if "q" in said:
        rows = rows.filter(written(said["q"]))
    order = said.get("sort", "-made")
    field = F(SORTS[order.removeprefix("-")])
    return rows.order_by(field.desc(nulls_last=True) if order.startswith("-") else field.asc(nulls_last=True), "id")


def page(said: Mapping[str, str], number: int, viewer: Viewer) -> Found:
    """One page; a number beyond the last is the last."""
    with acting(viewer):
        rows = _asked(said, viewer)
        total = rows.count()
        pages = max(-(-total // PAGE), 1)
        number = min(max(number, 1), pages)
        return Found(_told(list(rows[(number - 1) * PAGE:number * PAGE])), total, number, pages)


def everything(said: Mapping[str, str], viewer: Viewer) -> tuple[Line, ...]:
    """The whole list for a file; that it was taken away is kept."""
    with acting(viewer):
        lines = _told(list(_asked(said, viewer)[:MOST]))
        record_access("exported", viewer, f"bank: list of {len(lines)} specimens")
        return lines


def _told(rows: list[Specimen]) -> tuple[Line, ...]:
    known = whereabouts.of(rows)
    return tuple(Line(one, next((at.text for at in known[one.pk] if at.kind in (whereabouts.PLACE, whereabouts.SENT)), ""))
                 for one in rows)
