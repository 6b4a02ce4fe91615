"""Writes down each opening of a chart."""

from collections.abc import Iterable

from paeonia.people.models import ChartRead
from paeonia.people.viewer import Viewer


def record_read(viewer: Viewer, patient_id: int, why: str, route: str = "") -> None:
    """Record that the viewer opened this patient's chart; in the same transaction as the reading itself."""
    if not why.strip():
        raise ValueError("A chart is opened for a reason: say why.")
    ChartRead.objects.create(
        who_id=viewer.user_id,
        acting_as=f"{viewer.role}: {viewer.name}"[:80],
        patient_id=patient_id,
        why=why,
        route=route,
    )


def record_reads(viewer: Viewer, patient_ids: Iterable[int], why: str) -> None:
    """Record that a list showed something of these patients' charts, in one statement however long the list."""
    ChartRead.objects.bulk_create(
        ChartRead(who_id=viewer.user_id, acting_as=f"{viewer.role}: {viewer.name}"[:80], patient_id=one, why=why)
        for one in patient_ids
    )
