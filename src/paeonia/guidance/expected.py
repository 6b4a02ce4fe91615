"""What is expected of patients in the coming days: modules that plan it tell, others ask without knowing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from paeonia.people.viewer import Viewer


@dataclass(frozen=True)
class SampleDue:
    """One sample to collect at one visit of one subject; who she is stays behind her code."""

    number: str                     # of the trial in its registry
    study: str
    subject_id: int
    subject: str
    visit: str
    visit_words: Mapping[str, str]
    sample: str
    sample_words: Mapping[str, str]
    due: date
    first: date
    last: date
    overdue: bool


Teller = Callable[[Viewer, date | None, str], tuple[SampleDue, ...]]
_tellers: dict[str, Teller] = {}


def tells(name: str, teller: Teller) -> None:
    """Let a module tell which samples it expects; called once when the house starts."""
    _tellers[name] = teller


def samples_due(viewer: Viewer, until: date | None = None, number: str = "") -> tuple[SampleDue, ...]:
    """Samples expected until a day (a week from now if none is given), of one registry number or of all."""
    found = [one for teller in _tellers.values() for one in teller(viewer, until, number)]
    return tuple(sorted(found, key=lambda one: (one.last, one.number, one.subject)))
