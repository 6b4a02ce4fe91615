"""Writes that rooms ask the core for: an event with its own fields for each of many specimens, and who has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..actions import allowed
from ..choices import Availability, Deed
from ..models import CustodyEvent, Specimen
from ..refusing import both, has_happened


def each_happened(told: Sequence[tuple[Specimen, dict[str, Any]]], deed: str, at: datetime, viewer: Viewer) -> None:
    """Write one event to each specimen with fields of its own, as the place each was put into; one statement."""
    for one, _ in told:
        allowed(viewer, "bank.work", one)
    has_happened(at, both(Deed(deed).label))
    with acting(viewer):
        CustodyEvent.objects.bulk_create(
            CustodyEvent(hospital_id=one.hospital_id, specimen=one, deed=deed, at=at, by_id=viewer.user_id, fields=fields,
                         written_at=timezone.now()) for one, fields in told)


def went_out(specimens: Sequence[Specimen], viewer: Viewer) -> None:
    """Specimens are in somebody's hands; one that is reserved or frozen stays so."""
    _passed(specimens, Availability.AVAILABLE, Availability.OUT, viewer)


def came_back(specimens: Sequence[Specimen], viewer: Viewer) -> None:
    """Specimens that were out are in the house again."""
    _passed(specimens, Availability.OUT, Availability.AVAILABLE, viewer)


def _passed(specimens: Sequence[Specimen], before: str, after: str, viewer: Viewer) -> None:
    for one in specimens:
        allowed(viewer, "bank.work", one)
    with acting(viewer):
        Specimen.objects.filter(pk__in=[one.pk for one in specimens], availability=before).update(availability=after)
