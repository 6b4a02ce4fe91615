"""The one thing a person writes on a page about a trial: her answer to a question that no fact can answer."""

from __future__ import annotations

from django.utils import timezone

from paeonia.chart import door
from paeonia.guidance.questions import questions
from paeonia.guidance.said import questions_asked
from paeonia.modules.trials.asking import FAMILY
from paeonia.people.viewer import Viewer
from paeonia.record.facts import Fact

ANSWERS = ("yes", "no")


def answer(patient_id: int, slug: str, question: str, value: str, viewer: Viewer) -> None:
    """Record what a person answered to a question of this trial, as of today; a changed mind supersedes.

    Raises KeyError for a trial or question there is not, ValueError for anything but yes or no, PermissionDenied
    and NotHere as the door does.
    """
    asked = questions_asked([questions(FAMILY)[slug].node])[question]
    if value not in ANSWERS:
        raise ValueError(value)
    today = timezone.localdate().isoformat()
    said = Fact("ask", {"question": asked.en, "value": value}, today, viewer.name)
    for kept in door.history(patient_id, viewer, "ask"):
        old = kept.fact
        stands = old.fields.get("question") == asked.en and not (kept.superseded or kept.void)
        if stands and old.on == today:
            # Two answers of one day would leave it open which counts.
            if old.fields.get("value") != value:
                door.correct(kept.id, said, viewer)
            return
    door.record(patient_id, [said], viewer)
