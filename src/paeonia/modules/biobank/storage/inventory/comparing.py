"""What was scanned in a box against what should lie there: right, missing, misplaced, strange; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Spot = tuple[int, int]


@dataclass(frozen=True)
class Lies:
    """A tube as the record has it in this box; no spot where the box has no fixed places, `out` when it is checked out."""

    id: int
    label: str
    barcode: str
    spot: Spot | None
    out: bool = False


@dataclass(frozen=True)
class Scanned:
    """A code, and the place it was read at where the scanner says so; `known` is the tube of the bank it belongs to."""

    code: str
    spot: Spot | None = None
    known: int | None = None
    elsewhere: str = ""         # where the record has that tube
    closed: bool = False        # the record says that it was destroyed, used up or given away


@dataclass(frozen=True)
class Difference:
    """One thing that is not as the record says. `kind`: missing | misplaced | closed | strange | unknown | twice | back."""

    kind: str
    code: str
    specimen: int | None
    spot: Spot | None           # where it was seen; of what is missing, where it should lie
    other: str = ""             # where the record has it
    at: Spot | None = None


@dataclass(frozen=True)
class Compared:
    """The whole box: how many lie right, and every difference."""

    expected: int
    scanned: int
    right: tuple[int, ...]
    differences: tuple[Difference, ...]


def compared(lies: Sequence[Lies], scanned: Sequence[Scanned]) -> Compared:
    """Compare. A tube that is checked out is not missing; if it lies there all the same, it is back and nobody said so."""
    here: Mapping[int, Lies] = {one.id: one for one in lies}
    seen: dict[int, Scanned] = {}
    differences: list[Difference] = []
    # A code read twice counts once; both readings are told when they are at two places.
    for one in scanned:
        if one.known is None:
            differences.append(Difference("unknown", one.code, None, one.spot))
        elif one.known in seen:
            differences.append(Difference("twice", one.code, one.known, one.spot, at=seen[one.known].spot))
        else:
            seen[one.known] = one
    right = []
    for pk, one in seen.items():
        tube = here.get(pk)
        if tube is None:
            differences.append(Difference("closed" if one.closed else "strange", one.code, pk, one.spot, one.elsewhere))
        elif tube.out:
            differences.append(Difference("back", tube.label, pk, one.spot, at=tube.spot))
        elif one.spot is not None and tube.spot is not None and one.spot != tube.spot:
            differences.append(Difference("misplaced", tube.label, pk, one.spot, at=tube.spot))
        else:
            right.append(pk)
    differences += [Difference("missing", one.label, one.id, one.spot) for one in lies
                    if one.id not in seen and not one.out]
    order = ("missing", "misplaced", "closed", "strange", "unknown", "twice", "back")
    differences.sort(key=lambda one: (order.index(one.kind), one.spot or (0, 0), one.code))
    return Compared(sum(not one.out for one in lies), len(scanned), tuple(sorted(right)), tuple(differences))


def counts(found: Compared) -> dict[str, int]:
    """How many differences of each kind."""
    return dict(Counter(one.kind for one in found.differences))
