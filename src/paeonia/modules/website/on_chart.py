"""The panel of the patient page: articles to hand over, and for herself the way to hers."""

from __future__ import annotations

from typing import Any

from django.template import engines

from paeonia.people.policy import may
from paeonia.people.viewer import Viewer


def show(request: Any, viewer: Viewer, patient: Any) -> str | None:
    """The finished panel, or None for whoever neither hands over nor reads."""
    own = viewer.role == "patient"
    if not own and not may(viewer, "website.hand"):
        return None
    return engines["jinja2"].get_template("website/panel.jinja").render({"patient_id": patient.id, "own": own}, request)
