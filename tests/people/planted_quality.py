"""Quality of the planted banks: what each route asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from paeonia.modules.biobank.quality import actions
from paeonia.modules.biobank.quality.complaints import actions as complaints

ROOM = "biobank/quality/"
RIGHT = dict.fromkeys(("there", "label", "place", "quantity", "papers"), "yes")
FORMS = (
    (f"{ROOM}specimens/<int:specimen_id>/result/", "good", {"kind": "x", "value": "1", "at": "2026-06-01T10:00"}),
    (f"{ROOM}specimens/<int:specimen_id>/dispose/", "good", {"why": "spoilt", "how": "x"}),
    (f"{ROOM}disposals/<int:disposal_id>/", "good", {"do": "nothing"}),
    (f"{ROOM}wrong/new/", "good", {"found_at": "2026-06-01T10:00", "what": "x", "severity": "minor"}),
    (f"{ROOM}wrong/<int:row_id>/<str:deed>/", "good", {"containment": "x"}),
    (f"{ROOM}complaints/new/", "good", {"voice": "feedback", "whose": "other", "received_at": "2026-06-01T10:00",
                                        "what": "x"}),
    (f"{ROOM}complaints/<int:complaint_id>/<str:deed>/", "good", {"acknowledged": "x"}),
    (f"{ROOM}audits/new/", "good", {"title": "x", "many": "1"}),
    (f"{ROOM}audits/<int:draw_id>/<int:specimen_id>/", "good", {**RIGHT, "note": "x"}),
)


def plant_quality(place: int, tube: Any, manager: Any, said: str) -> dict[str, object]:
    """A disposal that waits, a nonconformity, an audit."""
    waiting = actions.propose(tube, "spoilt", said, manager)
    wrong = actions.report({"found_at": timezone.now() - timedelta(days=1), "what": said, "severity": "minor", "cause": "",
                            "due_on": None}, [tube.pk], place, manager)
    heard = complaints.receive({"voice": "complaint", "whose": "other", "reference": said, "about": None, "what": said,
                                "received_at": timezone.now() - timedelta(days=1)}, place, manager)
    audit = actions.draw(said, 1, manager, place, kind="whole_blood")
    return {"disposal_id": waiting.pk, "row_id": wrong.pk, "draw_id": audit.pk, "deed": "contain",
            "complaint_id": heard.pk}
