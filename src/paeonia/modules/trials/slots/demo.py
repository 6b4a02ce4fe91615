"""Places of the demo programme where a trial has cohorts: one with places, one full, one that opens next week."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from paeonia.guidance.questions import questions
from paeonia.modules.trials.asking import FAMILY
from paeonia.people.viewer import Viewer

from . import actions, queries

# trial, cohort (empty: the whole trial), recruiting, places, days from today, note
LINES = (
    ("bylieve", "", True, None, 0, ""),
    ("bylieve", "A", True, 2, 0, "申办方 11 月名额  Sponsor's places for November"),
    ("bylieve", "B", True, 0, 0, "等待下一批名额  Waiting for the next places"),
    ("bylieve", "C", False, None, 0, ""),
    ("bylieve", "C", True, 3, 7, ""),
    ("destiny-breast12", "1", True, 0, 0, ""),
    ("destiny-breast12", "2", True, 4, 0, ""),
)


def load(hospital_id: int, coordinator: Viewer) -> None:
    """Say it where nobody has said anything about the trial."""
    known, said = questions(FAMILY), queries.of_trials(coordinator)
    today = timezone.localdate()
    for slug, cohort, recruiting, places, days, note in LINES:
        if slug in known and slug not in said:
            actions.say(coordinator, hospital_id, slug, cohort, recruiting, places, today + timedelta(days=days), note)
