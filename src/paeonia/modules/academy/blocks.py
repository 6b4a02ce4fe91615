"""Sessions held side by side: nobody can come to two of them, so they are asked for and counted once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import combinations

from .models import Session


@dataclass(frozen=True)
class Block:
    """A stretch of time in which sessions are held, in one room or in several."""

    starts: datetime
    ends: datetime

    def meets(self, session: Session) -> bool:
        """Whether a session is held in this stretch."""
        return session.starts < self.ends and self.starts < session.ends


def blocks(sessions: Iterable[Session]) -> list[Block]:
    """The stretches one after another; a session that begins before the first of its neighbours ends is beside it."""
    found: list[Block] = []
    for one in sorted(sessions, key=lambda one: (one.starts, one.ends)):
        if found and one.starts < found[-1].ends:
            found[-1] = Block(found[-1].starts, min(found[-1].ends, one.ends))
        else:
            found.append(Block(one.starts, one.ends))
    return found


def hours(sessions: Iterable[Session]) -> Decimal:
    """Time spent in these sessions, in hours to one place; what overlaps is counted once."""
    spent, until = timedelta(), None
    for one in sorted(sessions, key=lambda one: one.starts):
        begins = one.starts if until is None else max(one.starts, until)
        if one.ends > begins:
            spent += one.ends - begins
            until = one.ends
    return (Decimal(spent.total_seconds()) / 3600).quantize(Decimal("0.1"))


def side_by_side(sessions: Iterable[Session]) -> tuple[Session, Session] | None:
    """The first two that are held at the same time."""
    return next(((one, other) for one, other in combinations(sessions, 2)
                 if one.starts < other.ends and other.starts < one.ends), None)
