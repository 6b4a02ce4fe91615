"""What a person at work writes into a chart; each verb passes the dictionary before the door is opened."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from paeonia.knowledge.dictionary import dictionary
from paeonia.people.viewer import Viewer
from paeonia.record.check import check
from paeonia.record.facts import Fact
from paeonia.record.problems import Problem, Refused

from . import door

RECORDED, KNOWN, CORRECTED, WITHDRAWN, REVIEWED = "recorded", "known", "corrected", "withdrawn", "reviewed"


def record(patient_id: int, fact: Fact, viewer: Viewer) -> str:
    """Add a fact; says whether it is new. Raises Refused: what a person can mend at once does not go into the queue."""
    _passes(fact)
    report = door.record(patient_id, [fact], viewer)
    if report.problems:
        raise Refused(list(report.problems))
    return RECORDED if report.kept else KNOWN


def correct(fact_id: int, better: Fact | None, viewer: Viewer) -> str:
    """Put a better fact in the place of a wrong one, or nothing where it should never have been said."""
    if better is not None:
        _passes(better)
    door.correct(fact_id, better, viewer)
    return CORRECTED if better is not None else WITHDRAWN


def review(patient_id: int, key: str, on: str, viewer: Viewer) -> str:
    """Record a list as looked through and complete; raises Refused for a list or a day there is none of."""
    name = key.partition("(")[0]
    if name not in dictionary() or dictionary()[name].kind != "event":
        raise Refused([Problem("unknown-variable", "", {"name": key, "hint": ""})])
    try:
        day = date.fromisoformat(on.strip())
    except ValueError:
        raise Refused([Problem("bad-review-date", "", {"value": on})]) from None
    if day > timezone.localdate():
        raise Refused([Problem("future-date", "", {"value": on, "variable": name})])
    door.review(patient_id, key, day, viewer)
    return REVIEWED


def _passes(fact: Fact) -> None:
    sound = check(fact, dictionary(), timezone.localdate().toordinal())
    if isinstance(sound, Problem):
        # The place of a problem is the source; at a form the reader is there already.
        raise Refused([Problem(sound.code, "", sound.params)])
