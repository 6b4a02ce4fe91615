"""What donors allow, purpose by purpose: the room of consent tells, and whoever asks the whole bank a question listens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Model

from .mixing import donors_of

Answers = dict[str, str]
Told = Callable[[Collection[int], datetime], dict[int, Answers]]
Turned = Callable[[Sequence[Collection[int]], datetime, datetime], set[int]]
NO, UNKNOWN, YES = "no", "unknown", "yes"
_told: list[Told] = []
_turned: list[Turned] = []
_tables: list[type[Model]] = []


def tells(told: Told, turned: Turned, tables: Iterable[type[Model]]) -> None:
    """Let the room of consent say what donors allow, for whom that turned, and which tables it rests on.

    None of those rows is changed once it is written.
    """
    _told[:], _turned[:], _tables[:] = [told], [turned], tables


def tables() -> tuple[type[Model], ...]:
    """What a decision rests on: an answer made when fewer rows were there is out of date."""
    return tuple(_tables)


def turned(written: Sequence[Collection[int]], since: datetime, until: datetime) -> set[int]:
    """Donors whose answers may have turned: by some rows of each of the tables, or because a moment came."""
    return _turned[0](written, since, until) if _turned else set()


def of_donors(donor_ids: Collection[int], at: datetime) -> dict[int, Answers]:
    """Yes, no or unknown for each purpose, by donor; without anybody to tell nothing is known."""
    return _told[0](donor_ids, at) if _told else {}


def together(every: Mapping[int, Answers], donors: Iterable[int]) -> Answers:
    """What all of some donors allow: one no is a no."""
    whose = [every.get(donor, {}) for donor in donors]
    if len(whose) == 1:
        return whose[0]
    purposes = {purpose for one in whose for purpose in one}
    return {purpose: min((one.get(purpose, UNKNOWN) for one in whose), key=(NO, UNKNOWN, YES).index) for purpose in purposes}


def of(specimen_ids: Collection[int], at: datetime) -> dict[int, Answers]:
    """Yes, no or unknown for each purpose, by specimen; of a pool, what all its donors allow."""
    whose = donors_of(specimen_ids)
    every = of_donors({donor for donors in whose.values() for donor in donors}, at)
    return {pk: together(every, donors) for pk, donors in whose.items() if donors}
