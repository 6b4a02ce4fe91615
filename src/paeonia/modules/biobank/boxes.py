"""What lies in a box, for paper: storage tells, and the room of labels draws it without knowing who told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from paeonia.people.viewer import Viewer


@dataclass(frozen=True)
class Tube:
    """A tube as paper shows it: label, what its code says, what it holds."""

    label: str
    code: str
    holds: str = ""


@dataclass(frozen=True)
class Box:
    """A box and its tubes by (row, column), counted from nought; rows and columns by the names they have."""

    name: str
    place: str
    rows: Sequence[str]
    columns: Sequence[str]
    tubes: Mapping[tuple[int, int], Tube] = field(default_factory=dict)

    def position(self, row: int, column: int) -> str:
        """A place as people say it."""
        return f"{self.rows[row]}{self.columns[column]}"


Told = Callable[[int, Viewer], Box | None]
_told: list[Told] = []


def tells(told: Told) -> None:
    """Let storage say what lies in a box."""
    _told[:] = [told]


def of(box_id: int, viewer: Viewer) -> Box | None:
    """A box of the viewer's hospitals; none where there is no such box, or it has no fixed places."""
    return _told[0](box_id, viewer) if _told else None
