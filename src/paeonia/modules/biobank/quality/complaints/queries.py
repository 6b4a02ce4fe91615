"""Complaints as pages show them."""

from __future__ import annotations

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..choices import Hearing
from ..models_complaints import Complaint

SHOWN = 200


def listing(viewer: Viewer) -> tuple[tuple[Complaint, ...], int]:
    """The newest complaints, and how many of all are open."""
    with acting(viewer):
        rows = Complaint.objects.filter(hospital_id__in=viewer.hospital_ids)
        return tuple(rows.select_related("by", "decided_by")[:SHOWN]), rows.exclude(state=Hearing.CLOSED).count()
