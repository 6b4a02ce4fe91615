"""What was really watched: stretches of a film put together, none counted twice, none faster than it can be played."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

Stretch = tuple[int, int]       # thousandths of a second of the film: from, to
SPEED = 2                       # the fastest a film is played here
LONGEST = 60                    # seconds between two beats that still count; the player beats every ten
LEEWAY = 1000                   # a stretch longer than allowed by this much is cut, one longer by more is refused


def union(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same seconds without overlaps, in their order."""
    found: list[Stretch] = []
    for begins, ends in sorted(stretches):
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        else:
            found.append((begins, ends))
    return found


def share(stretches: Iterable[Stretch], length: int) -> int:
    """Per cent of the film that was watched, rounded down; a film without length has no share."""
    seen = sum(min(ends, length) - begins for begins, ends in union(stretches) if begins < length)
    return seen * 100 // length if length else 0


def credited(stretch: Stretch, length: int, before: datetime, now: datetime) -> Stretch | None:
    """The part of a stretch that can have been watched since the beat before; None when it is far too much.

    A stretch a little too long (a clock, a network) is cut, so that nobody ever has more than time passed times the speed.
    """
    begins, ends = stretch[0], min(stretch[1], length)
    passed = min(max((now - before).total_seconds(), 0), LONGEST)
    allowed = int(passed * 1000 * SPEED)
    if ends - begins > allowed + LEEWAY:
        return None
    ends = min(ends, begins + allowed)
    return (begins, ends) if ends > begins else None
