"""The eligibility text of a trial on record, for the drafter."""

from __future__ import annotations

from paeonia.modules.trials.models import TrialNumber


def eligibility(number: str) -> str:
    """The text of the current version of the trial that bears a number; empty if there is none."""
    found = TrialNumber.objects.filter(number__iexact=number).exclude(registry="").select_related("trial__current").first()
    current = found.trial.current if found else None
    return str(current.content.get("eligibility") or "") if current else ""
