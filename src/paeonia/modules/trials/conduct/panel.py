"""The panel of the patient page: which study she takes part in, what is due, and the way into a log."""

from __future__ import annotations

from typing import Any

from django.template import engines
from django.utils import timezone

from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from . import queries
from .subjects.queries import parts_of


def show(request: Any, viewer: Viewer, patient: Any) -> str | None:
    """The finished panel; None when there is neither a study she is in nor one she could be entered for."""
    if not may(viewer, "conduct.identify"):
        return None
    mine = parts_of(patient.id, viewer)
    taken = {one.study_id for one in mine}
    open_ = [row.study for row in queries.studies(viewer)
             if row.study.pk not in taken and row.study.closed_on is None
             and row.study.hospital_id == getattr(patient, "hospital_id", None) and may(viewer, "conduct.write", row.study)]
    if not mine and not open_:
        return None
    today = timezone.localdate()
    waiting: dict[int, Any] = {}
    for due in queries.due(queries.calendar(mine, today), today):
        waiting.setdefault(due.subject_id, due)
    return engines["jinja2"].get_template("conduct/panel.jinja").render({
        "mine": mine, "open": open_, "patient_id": patient.id, "waiting": waiting,
        "reconsent": queries.reconsent_due(mine, today)}, request)
