"""The trail for those who watch over it: who opened whose chart and why, and what happened at the doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from paeonia.people.context import acting
from paeonia.people.models import Access, ChartRead
from paeonia.people.viewer import Viewer

from .cards import Listing
from .door_read import PAGE
from .models import Patient


@dataclass(frozen=True, slots=True)
class Opened:
    """A chart was opened; the patient stands here by her record number, for a name tells an auditor more than she needs."""

    at: datetime
    who: str
    acting_as: str
    mrn: str
    why: str


@dataclass(frozen=True, slots=True)
class Happened:
    """Something happened at the doors."""

    at: datetime
    who: str
    acting_as: str
    kind: str
    what: str
    source: str


def opened(viewer: Viewer, text: str, page: int) -> Listing:
    """Charts opened of the viewer's hospitals, the latest first; `text` is a sign-in name or a record number."""
    with acting(viewer):
        rows = ChartRead.objects.select_related("who").order_by("-id")
        if text:
            numbered = Patient.objects.filter(mrn=text).values("id")
            rows = rows.filter(Q(who__username=text) | Q(patient_id__in=numbered))
        found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
        numbers = dict(Patient.objects.filter(pk__in={row.patient_id for row in found}).values_list("id", "mrn"))
    items = (
        Opened(row.at, row.who.username if row.who else "", row.acting_as, numbers.get(row.patient_id, ""), row.why)
        for row in found[:PAGE]
    )
    return _listing(tuple(items), page, len(found))


def happened(viewer: Viewer, text: str, page: int) -> Listing:
    """What people of the viewer's hospitals did at the doors, and what nobody known tried there."""
    with acting(viewer):
        ours = Q(who__memberships__hospital_id__in=viewer.hospital_ids) | Q(who=None)
        rows = Access.objects.filter(ours).select_related("who").distinct().order_by("-id")
        rows = rows.filter(who__username=text) if text else rows
        found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    items = (
        Happened(
            row.at, row.who.username if row.who else "", row.acting_as, row.kind, row.what, row.source or ""
        )
        for row in found[:PAGE]
    )
    return _listing(tuple(items), page, len(found))


def _listing(items: tuple[object, ...], page: int, found: int) -> Listing:
    return Listing(items, page, page + 1 if found > PAGE else None)
