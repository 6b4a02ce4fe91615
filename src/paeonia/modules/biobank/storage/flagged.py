"""Tubes of a box that lie outside a limit of pre-analytics, each with what its limits say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..bench import judging
from ..preanalytics.judging import Flag
from .models import Container, Place
from .queries import spot_name


@dataclass(frozen=True)
class Flagged:
    """One tube, where it lies in the box, and the limits it does not keep."""

    specimen_id: int
    label: str
    kind: str
    place: str
    flags: tuple[Flag, ...]


def outside(box: Container, viewer: Viewer) -> tuple[int, tuple[Flagged, ...]]:
    """How many tubes lie in the box, and those of them outside a limit, in the order of their places."""
    with acting(viewer):
        rows = list(Place.objects.filter(container=box, specimen__isnull=False).select_related("specimen")
                    .order_by("row", "column", "id"))
    flags = judging.outside([row.specimen for row in rows if row.specimen], timezone.now(), viewer)
    return len(rows), tuple(
        Flagged(row.specimen.pk, row.specimen.label, row.specimen.kind, spot_name(box, row.row, row.column),
                flags[row.specimen.pk]) for row in rows if row.specimen and row.specimen.pk in flags)
