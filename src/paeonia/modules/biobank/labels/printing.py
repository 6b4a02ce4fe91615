"""When a label may be printed: the first time freely, again only with a reason, and every time is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paeonia.record.problems import Problem, Refused

from . import messages as _messages  # noqa: F401  declares what is said here

MOST_AT_ONCE, SHORTEST_REASON = 500, 2


@dataclass(frozen=True)
class Printed:
    """One time that a label was printed: when, by whom, as told to a reader, and why if it was not the first."""

    at: str
    by: str
    why: str = ""


@dataclass(frozen=True)
class Turn:
    """A print that may take place: which one of this label it is, and why."""

    number: int
    why: str = ""

    @property
    def first(self) -> bool:
        """Whether the label was never printed before."""
        return self.number == 1


def turn(label: str, before: Sequence[Printed], why: str = "") -> Turn:
    """The next print of a label whose earlier ones are given, the latest last; raises Refused if it needs a reason.

    A second tube with the same label is how samples are mixed up, so that nobody prints again without saying why.
    """
    why = " ".join(why.split())
    if not before:
        return Turn(1)
    if len(why) < SHORTEST_REASON:
        last, once = before[-1], len(before) == 1
        raise Refused([Problem("print-again-once" if once else "print-again", "", {
            "label": label, "times": len(before), "at": last.at, "by": last.by})])
    return Turn(len(before) + 1, why)


def turns(labels: Sequence[tuple[str, Sequence[Printed]]], why: str = "") -> tuple[Turn, ...]:
    """The prints of many labels at once, all or none; raises Refused with every label that needs a reason."""
    if len(labels) > MOST_AT_ONCE:
        raise Refused([Problem("print-most", "", {"count": len(labels), "most": MOST_AT_ONCE})])
    found, wrong = [], []
    for label, before in labels:
        try:
            found.append(turn(label, before, why))
        except Refused as refused:
            wrong += refused.problems
    if wrong:
        raise Refused(wrong)
    return tuple(found)
