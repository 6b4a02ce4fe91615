"""The one writer of places."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied

from paeonia.guidance.questions import questions
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.cohorts import cohorts_of
from paeonia.modules.trials.models_slots import Slot
from paeonia.modules.trials.slots import announcing
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

MOST = 9_999


def say(viewer: Viewer, hospital_id: int, slug: str, cohort: str, recruiting: bool, places: int | None,
        valid_from: date, note: str = "") -> Slot:
    """Say how a trial or a cohort stands at a hospital from a day on; said again for the same day it replaces.

    Raises KeyError for a trial or cohort there is not, PermissionDenied outside the viewer's hospitals or without the
    right, ValueError for a number of places that cannot be.
    """
    if not may(viewer, "trials.slots") or hospital_id not in viewer.hospital_ids:
        raise PermissionDenied("trials.slots")
    question = questions(FAMILY)[slug]
    if cohort and cohort not in {one.code for one in cohorts_of(question)}:
        raise KeyError(cohort)
    if places is not None and not 0 <= places <= MOST:
        raise ValueError(places)
    with acting(viewer):
        row, _ = Slot.objects.update_or_create(
            hospital_id=hospital_id, question=slug, cohort=cohort, valid_from=valid_from,
            defaults={"recruiting": recruiting, "places": places, "note": note.replace("\0", "").strip()[:300],
                      "by_id": viewer.user_id})
        announcing.changed(hospital_id)
    return row
