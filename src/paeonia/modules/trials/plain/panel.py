"""The panel of the patient page: whether she would like to hear about trials, and for herself the way to read about them."""

from __future__ import annotations

from typing import Any

from django.template import engines

from paeonia.people.policy import may
from paeonia.people.viewer import Viewer


def show(request: Any, viewer: Viewer, patient: Any) -> str | None:
    """The finished panel, or None for whoever may neither say nor record it."""
    if not may(viewer, "chart.wish", patient):
        return None
    from . import hearing  # deferred: panels are known before models are
    from .hows import how_words

    word = hearing.of_one(patient.id, viewer)
    return engines["jinja2"].get_template("plain/panel.jinja").render({
        "patient_id": patient.id, "word": word, "would": hearing.would(word.value) if word else None,
        "how_words": how_words, "own": not may(viewer, "chart.write", patient)}, request)
