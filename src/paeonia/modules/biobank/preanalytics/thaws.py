"""Freeze-thaw cycles, counted from what happened: taken out of the cold, thawed, divided while frozen; parents' included.

What nobody kept on dry ice counts as thawed when it leaves a frozen place; a tube that leaves one frozen place and enters
another at the same moment was moved. Removal, thaw and aliquoting in a row are one cycle. An extract begins at nothing.
"""

from __future__ import annotations

from datetime import datetime

from ..vocabulary import Vocabulary
from .events import MAKING
from .lineage import Line, Placed
from .material import cold, unborn
from .outcome import Derived, Missing, known, unknown

_LEAVES = ("removed", "checked_out", "returned")
_ENTERS = ("frozen", "stored", "checked_in", "arrived")


class _Tube:
    """The material as its events go by: frozen, liquid, or (None) nobody knows."""

    def __init__(self, line: Line, words: Vocabulary) -> None:
        self.line, self.words = line, words
        self.depth = {one.label: at for at, one in enumerate(line.chain)}
        self.begin()

    def begin(self) -> None:
        """Nothing has happened yet."""
        self.frozen: bool | None = False
        self.place: bool | None = None          # whether the place it stands in, or will come back to, is frozen
        self.stored_at: Placed | None = None
        self.counted: list[Placed] = []
        self.unclear: list[Placed] = []
        self.seen = False                       # whether any entry says how it was kept
        self.explained = False                  # the last cycle was told by a removal; a thaw after it is the same one

    def goes(self, one: Placed) -> None:
        """One event more."""
        kind = one.event.kind
        if kind in _ENTERS:
            self._enters(one)
        elif kind == "thawed":
            if self.frozen is not False or not self.explained:
                self.counted.append(one)
            self.seen, self.frozen, self.explained = True, False, False
        elif kind in _LEAVES:
            self._leaves(one)
        elif kind in (*MAKING, "spun"):
            self._worked(one)

    def _enters(self, one: Placed) -> None:
        into = cold(one.event, self.words)
        if one.event.kind == "arrived":
            if into is not False:
                return                          # nothing said, or still frozen
        elif into is None:
            into = self.place if one.event.kind == "checked_in" else True if self.frozen else None
        if self.frozen and into is False:
            self._counts(one)
        self.seen, self.frozen = True, into
        if one.event.kind != "arrived":
            self.place, self.stored_at = into, one

    def _leaves(self, one: Placed) -> None:
        if one.event.yes("kept_frozen") or self._moved(one):
            return
        if self.frozen:
            self._counts(one)
        elif self.frozen is None and self.stored_at is not None:
            self.unclear.append(self.stored_at)
        self.frozen = False

    def _worked(self, one: Placed) -> None:
        """Spinning or dividing a frozen fluid means that it was thawed; frozen tissue can be cut."""
        made_here = one.event.kind in MAKING and not one.event.makes_children
        depth = self.depth[one.label] - (1 if made_here and self.depth[one.label] else 0)
        if self._class(depth) != "solid":
            self._leaves(one)
        if made_here and self._class(depth) != "molecular" and self._class(self.depth[one.label]) == "molecular":
            self.begin()

    def _class(self, depth: int) -> str:
        kind = self.words.types.get(self.line.chain[depth].kind)
        return kind.of_class if kind else ""

    def _counts(self, one: Placed) -> None:
        self.counted.append(one)
        self.frozen, self.explained = False, True

    def _moved(self, one: Placed) -> bool:
        return one.event.kind == "removed" and any(
            other.event.at == one.event.at and cold(other.event, self.words) for other in self.line.of("stored"))


def freeze_thaw(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """How often it was thawed; unknown when no entry says how it was kept."""
    name = "freeze_thaw"
    tube = _Tube(line, words)
    for one in line.events:
        tube.goes(one)
    missing = unborn(line) + tuple(dict.fromkeys(Missing("stored", (one.label,), "temperature") for one in tube.unclear))
    if not tube.seen:
        missing += (Missing("stored", (line.sample.label,)),)
    wrong = line.why_not("thawed", *_LEAVES, *_ENTERS)
    count = len(tube.counted)
    if missing or wrong:
        return unknown(name, *missing, problems=wrong, sources=tuple(tube.counted), at_least=count)
    return known(name, count, *tube.counted)
