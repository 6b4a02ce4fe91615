"""What the page of a trial shows of its cohorts and places."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from paeonia.guidance.questions import Question
from paeonia.modules.trials import queries as trial_queries
from paeonia.modules.trials.cohorts import cohorts_of
from paeonia.modules.trials.slots import queries
from paeonia.modules.trials.slots.views import TOLD
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of


def shown(request: HttpRequest, question: Question) -> dict[str, Any]:
    """Cohorts with their criteria in words, and places for readers who match patients."""
    viewer = viewer_of(request)
    found: dict[str, Any] = {"cohorts": [(one, trial_queries.said(one.criteria)) for one in cohorts_of(question)]}
    if not may(viewer, "trials.match"):
        return found | {"places": ()}
    return found | {
        "places": queries.here(question, viewer), "changing_places": may(viewer, "trials.slots"),
        "places_today": timezone.localdate(),
        "places_told": [(str(line), line.level_tag == "error") for line in messages.get_messages(request)
                        if TOLD in line.tags]}
