"""The one decision about consent, pure: what a donor signed, took back, what for, when. The database decides alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

YES, NO, UNKNOWN = "yes", "no", "unknown"
RESEARCH = "research"
# Why an answer is what it is. The first of those that hold for any purpose is what the reader must know first.
WITHDRAWN, REFUSED, NOTHING, UNASKED, AGAIN, ALLOWED = "withdrawn", "no", "none", "unasked", "again", "yes"
ANSWERS = {WITHDRAWN: NO, REFUSED: NO, NOTHING: UNKNOWN, UNASKED: UNKNOWN, AGAIN: UNKNOWN, ALLOWED: YES}


@dataclass(frozen=True)
class Given:
    """A signed form that still counts as an entry; `again_from`: from when a newer version wants a new signature."""

    number: int
    form: str
    version: str
    signed_at: datetime
    answers: Mapping[str, str]
    again_from: datetime | None = None


@dataclass(frozen=True)
class Withdrawn:
    """Consent taken back from a moment on; no purposes named means all of them."""

    from_at: datetime
    purposes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reason:
    """Why a purpose is allowed or not, with the form and the moment it rests on."""

    purpose: str
    because: str
    form: str = ""
    at: datetime | None = None

    @property
    def answer(self) -> str:
        """Yes, no or unknown."""
        return ANSWERS[self.because]


@dataclass(frozen=True)
class Decision:
    """Yes only when every purpose is allowed; no when one is not; else unknown."""

    answer: str
    reasons: tuple[Reason, ...]


def allows(given: Iterable[Given], withdrawn: Iterable[Withdrawn], purposes: Iterable[str], at: datetime) -> Decision:
    """Whether a donor allows some purposes at a moment; research is always among them."""
    signed, back = tuple(given), tuple(withdrawn)
    reasons = tuple(one_purpose(signed, back, purpose, at) for purpose in sorted({RESEARCH, *purposes}))
    answers = {one.answer for one in reasons}
    return Decision(NO if NO in answers else UNKNOWN if UNKNOWN in answers else YES, reasons)


def one_purpose(given: Iterable[Given], withdrawn: Iterable[Withdrawn], purpose: str, at: datetime) -> Reason:
    """The newest signature on each form counts; among forms, the newest that asked about the purpose."""
    latest: dict[str, Given] = {}
    for one in sorted((one for one in given if one.signed_at <= at), key=lambda one: (one.signed_at, one.number)):
        latest[one.form] = one
    asked = [one for one in latest.values() if one.answers.get(purpose) in (YES, NO)]
    newest = max(asked, key=lambda one: (one.signed_at, one.number), default=None)
    back = [one for one in withdrawn if one.from_at <= at and (newest is None or newest.signed_at <= one.from_at)
            and (not one.purposes or purpose in one.purposes)]
    if back:
        return Reason(purpose, WITHDRAWN, at=max(one.from_at for one in back))
    if newest is None:
        return Reason(purpose, UNASKED if latest else NOTHING)
    name = f"{newest.form} {newest.version}"
    if newest.answers[purpose] == NO:
        return Reason(purpose, REFUSED, name, newest.signed_at)
    if newest.again_from is not None and newest.again_from <= at:
        return Reason(purpose, AGAIN, name, newest.again_from)
    return Reason(purpose, ALLOWED, name, newest.signed_at)
