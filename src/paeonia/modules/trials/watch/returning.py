"""Pairs set aside come back when what was read for their verdict is not what it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paeonia.guidance import verdicts
from paeonia.guidance.questions import Question
from paeonia.modules.trials.watch.models import Dismissal
from paeonia.modules.trials.watch.reading import difference, reading
from paeonia.record.timeline import Timeline


def ended(lines: Mapping[int, Timeline], asked: Mapping[str, Question]) -> dict[int, dict[str, Any]]:
    """Dismissals of these patients that hold no longer, with what changed; call inside `acting`."""
    found = {}
    for row in Dismissal.objects.filter(patient_id__in=list(lines), ended_at=None):
        question = asked.get(row.question)
        if question is None:
            continue        # the trial is gone: nothing to come back to
        now = reading(question, verdicts.why(lines[row.patient_id], question))
        if told := difference(row.reading, now):
            found[row.pk] = told
    return found
