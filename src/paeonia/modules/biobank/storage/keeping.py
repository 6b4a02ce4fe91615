"""Whether a tube may be kept at all, asked of all gates before it is put into a place.

Only what comes into the bank is asked: a tube that lies somewhere is moved and checked in without it, because a failing
freezer must never cost a tube for a document that can still be brought.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem
from paeonia.ui.words import language

from .. import gates
from ..gates import KEEP, About, Hindrance
from ..models import Specimen


def may_be_kept(coming: Sequence[Specimen]) -> None:
    """Refuse tubes that come into the bank and may not be kept; call with them held, inside `acting`."""
    if coming:
        gates.passed(coming, (), _about(coming))


def why_not(coming: Sequence[Specimen]) -> dict[str, Problem]:
    """Of a whole file: what stands in the way of keeping each tube, by its label."""
    found: dict[str, Problem] = {}
    for one in _asked(coming):
        if one.hard:
            for label in one.labels:
                found.setdefault(label, Hindrance(one.code, one.why, one.missing, (label,)).problem)
    return found


def doubts(coming: Iterable[Specimen], viewer: Viewer) -> list[str]:
    """What is only a warning, in the reader's language, with the document that is missing."""
    with acting(viewer):
        said = [one for one in _asked(list(coming)) if not one.hard]
    return [one.problem.text(language()) for one in said]


def _asked(coming: Sequence[Specimen]) -> list[Hindrance]:
    return gates.ask(coming, (), _about(coming)) if coming else []


def _about(coming: Sequence[Specimen]) -> About:
    return About(KEEP, timezone.localdate(), hospital_id=coming[0].hospital_id)
