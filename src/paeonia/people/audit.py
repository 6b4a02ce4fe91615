"""Writes down each opening of a chart."""

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
