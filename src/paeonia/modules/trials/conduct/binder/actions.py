"""Writes into the site file: training, visits of monitors, findings and documents."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..actions import allowed, guarded, kept
from ..models import Finding, Study
from ..refusing import has_come, refuse


def enter(kind: Any, study: Study, fields: dict[str, Any], viewer: Viewer) -> Any:
    """Enter a row of the site file under the viewer's name."""
    allowed(viewer, "conduct.write", study)
    if fields.get("on_day"):
        has_come(fields["on_day"], {"en": "this entry", "zh": "该记录"})
    with acting(viewer):
        return kept(kind(study=study, hospital_id=study.hospital_id, entered_by_id=viewer.user_id, **fields))


def answer(study: Study, finding_id: int, text: str, viewer: Viewer) -> None:
    """Close a finding with its answer."""
    allowed(viewer, "conduct.write", study)
    if not text.strip():
        raise refuse("finding-no-answer")
    with acting(viewer), guarded():
        open_ = Finding.objects.filter(pk=finding_id, study=study, closed_on__isnull=True)
        if not open_.update(answer=text.strip(), closed_on=timezone.localdate(), closed_by_id=viewer.user_id):
            raise refuse("finding-no-such")
