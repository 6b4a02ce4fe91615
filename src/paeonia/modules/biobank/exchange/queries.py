"""Imports as pages show them."""

from __future__ import annotations

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from ..models import Protocol
from ..queries import LARGEST, NotHere
from .models import BadRow, ChangedRow, Import, State


def runs(viewer: Viewer) -> tuple[Import, ...]:
    """Imports of the viewer's hospitals, the newest first."""
    with acting(viewer):
        return tuple(Import.objects.filter(hospital_id__in=viewer.hospital_ids).select_related("by")[:50])


def run(pk: int, viewer: Viewer) -> Import:
    """One import; raises NotHere."""
    with acting(viewer):
        row = Import.objects.select_related("by").filter(
            pk=pk if 0 < pk < LARGEST else 0, hospital_id__in=viewer.hospital_ids).first()
    if row is None or not may(viewer, "bank.see", row):
        raise NotHere(pk)
    return row


def bad_rows(row: Import, viewer: Viewer, most: int | None = None) -> tuple[BadRow, ...]:
    """Rows that could not be taken, in the order of the file."""
    with acting(viewer):
        return tuple(BadRow.objects.filter(run=row)[:most])


def changed_rows(row: Import, viewer: Viewer, most: int | None = None) -> tuple[ChangedRow, ...]:
    """Rows with what they change: of a run that is done what was changed, before that what would be."""
    with acting(viewer):
        return tuple(ChangedRow.objects.filter(run=row, kept=row.state == State.DONE)[:most])


def protocols(viewer: Viewer) -> tuple[Protocol, ...]:
    """Protocols to export, or to bring samples into."""
    with acting(viewer):
        return tuple(Protocol.objects.filter(hospital_id__in=viewer.hospital_ids).order_by("code"))
