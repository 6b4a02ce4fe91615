"""What rooms ask one another about a trial without knowing each other's tables.

A room that knows permits of trials gives its answers with `provide`; the room that enrols asks `require_enrolment`.
A trial nobody knows permits of is not held up: its papers are kept by its sponsor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from paeonia.record.problems import Problem, Refused


@dataclass(frozen=True)
class Permit:
    """Whether somebody may be enrolled at a hospital on a day; `why` names each thing that is wrong and the next step."""

    why: tuple[Problem, ...] = ()
    until: date | None = None       # the last day on which the answer holds, where it is known

    @property
    def allowed(self) -> bool:
        """True when nothing stands against it."""
        return not self.why


@dataclass(frozen=True)
class ConsentVersion:
    """A version of the informed consent form that an ethics committee approved and that is in use from a day."""

    number: str
    protocol: str
    approved_on: date
    valid_from: date
    changes: str = ""


Provider = Callable[[int, int, date], Permit | None]
Consents = Callable[[int, int], tuple[ConsentVersion, ...]]
_PERMITS: list[Provider] = []
_CONSENTS: list[Consents] = []


def provide(permits: Provider, consents: Consents) -> None:
    """Add a room that knows permits: of a trial it does not know it says None, and no version of a consent form."""
    if permits not in _PERMITS:
        _PERMITS.append(permits)
        _CONSENTS.append(consents)


def enrolment(trial_id: int, hospital_id: int, day: date) -> Permit:
    """Whether somebody may be enrolled into a trial at a hospital on a day, and if not, why."""
    told = [answer for ask in _PERMITS if (answer := ask(trial_id, hospital_id, day)) is not None]
    ends = [one.until for one in told if one.until]
    return Permit(tuple(why for one in told for why in one.why), min(ends, default=None))


def require_enrolment(trial_id: int, hospital_id: int, day: date) -> None:
    """Raise Refused with every reason and its next step when nobody may be enrolled."""
    answer = enrolment(trial_id, hospital_id, day)
    if not answer.allowed:
        raise Refused(list(answer.why))


def consent_versions(trial_id: int, hospital_id: int) -> tuple[ConsentVersion, ...]:
    """The approved versions of the consent form in use at a hospital, the oldest first; empty for trials of sponsors."""
    return tuple(one for ask in _CONSENTS for one in ask(trial_id, hospital_id))
