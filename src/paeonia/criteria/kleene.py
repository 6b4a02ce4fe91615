"""Three answers. As numbers no < unknown < yes, so that "all" is the least, "any" the greatest, "not" the mirror."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Answer(IntEnum):
    """Yes, no, or not known."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @property
    def word(self) -> str:
        """`yes`, `no` or `unknown`."""
        return self.name.lower()


NO, UNKNOWN, YES = Answer.NO, Answer.UNKNOWN, Answer.YES


_NEGATED = (YES, UNKNOWN, NO)


def negated(answer: int) -> Answer:
    """Not yes is no, not no is yes, not unknown is unknown."""
    return _NEGATED[answer]


def at_least(k: int, answers: Iterable[int]) -> Answer:
    """Whether at least `k` of the answers are yes, whatever the unknown ones turn out to be."""
    certain = possible = 0
    for answer in answers:
        certain += answer == 2
        possible += answer > 0
    if certain >= k:
        return YES
    return UNKNOWN if possible >= k else NO


def within(low: float, high: float, first: float, last: float) -> Answer:
    """Whether something known only to lie in `first`..`last` lies in `low`..`high`, all ends included."""
    if first >= low and last <= high:
        return YES
    return NO if last < low or first > high else UNKNOWN
