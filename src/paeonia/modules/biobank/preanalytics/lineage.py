"""The one line of events that led to a sample: its parents' up to the moment it was made, then its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from paeonia.record.problems import Problem

from ..vocabulary import Vocabulary
from .events import MAKING, RANK, Event, Sample
from .standing import spoken, standing, told

# Handling of the material may stand on the tube that came of it, so it may be older than that tube.
_MAY_BE_OLDER = ("received", "fixed", "spun", "frozen", "quality", *MAKING)


@dataclass(frozen=True)
class Placed:
    """An event and the sample on which it is recorded; `cut`: it went on after the child was made."""

    event: Event
    label: str
    own: bool = True
    cut: bool = False


@dataclass(frozen=True)
class Line:
    """A sample seen along one parent each: its events in order, and what cannot be right with them."""

    chain: tuple[Sample, ...]           # from the one taken of the donor to the sample itself
    events: tuple[Placed, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[tuple[str, Problem], ...] = ()   # kind of an unusable event, and why
    broken: bool = False                # the order of parent and child cannot be: nothing is derived
    born_unknown: bool = False          # nobody knows when a sample was made of its parent

    @property
    def sample(self) -> Sample:
        """The sample itself."""
        return self.chain[-1]

    def of(self, *kinds: str) -> list[Placed]:
        """Its events of some kinds, the earliest first."""
        return [one for one in self.events if one.event.kind in kinds]

    def why_not(self, *kinds: str) -> tuple[Problem, ...]:
        """Why entries of these kinds could not be used."""
        return tuple(problem for of, problem in self.left_out if of in kinds)


def lines(sample: Sample, now: datetime, words: Vocabulary) -> list[Line]:
    """One line for each way back to the donor; a pool has as many as members."""
    return [_line(chain, circle, now, words) for chain, circle in _chains(sample, ())]


def _chains(sample: Sample, below: tuple[str, ...]) -> Iterator[tuple[tuple[Sample, ...], bool]]:
    if sample.label in below or not sample.parents:
        yield (sample,), sample.label in below
        return
    for parent in sample.parents:
        for chain, circle in _chains(parent, (*below, sample.label)):
            yield (*chain, sample), circle


def _line(chain: tuple[Sample, ...], circle: bool, now: datetime, words: Vocabulary) -> Line:
    problems = [Problem("times-circle", "", {"label": chain[-1].label})] if circle else []
    left_out: list[tuple[str, Problem]] = []
    events: list[Placed] = []
    broken, lost, parent_born = circle, False, None
    for depth, one in enumerate(chain):
        own, wrong = standing(one, now, words)
        if depth:   # a planned child is "collected" when it is made; the donor was bled only once
            own = tuple(replace(event, kind="derived") if event.kind == "collected" else event for event in own)
        left_out += wrong
        born = _born(one, own, primary=depth == 0)
        if depth and born is None:
            events, lost = [item for item in events if item.event.kind in ("supply_cut", "collected")], True
        elif depth and born is not None:
            if parent_born is not None and born < parent_born:
                broken = True
                problems.append(Problem("times-older", "", {
                    "label": one.label, "at": told(born, now), "parent": chain[depth - 1].label,
                    "parent_at": told(parent_born, now)}))
            events = [_inherited(item, born) for item in events if _before(item.event, born)]
        if born is not None:
            problems += _too_old(one, own, born, now, words)
            if not depth and not any(event.kind == "collected" for event in own):
                own = (Event("collected", born), *own)
        events += [Placed(event, one.label, one is chain[-1]) for event in own]
        parent_born = born or parent_born
    problems += [problem for _, problem in left_out]
    ordered = tuple(sorted(events, key=lambda item: item.event.order))
    return Line(chain, ordered, tuple(once(problems)), tuple(left_out), broken, lost)


def once(problems: list[Problem]) -> list[Problem]:
    """Each problem a single time, in their order."""
    found: dict[str, Problem] = {}
    for one in problems:
        found.setdefault(f"{one.code} {sorted(one.params.items())}", one)
    return list(found.values())


def _born(sample: Sample, own: tuple[Event, ...], primary: bool) -> datetime | None:
    """When it was taken, or made of its parent; without an entry, when its row says so."""
    made = [event.at for event in own if (event.kind == "collected" if primary
                                          else event.kind in MAKING and not event.makes_children)]
    if made:
        return made[0]
    kinds = ("collected", *MAKING)
    entered = any(event.kind in kinds and not event.makes_children for event in sample.events)
    if entered or sample.made_at is None or sample.made_at.tzinfo is None:
        return None     # it was entered and taken back: the row may hold the wrong time still
    return sample.made_at.astimezone(UTC)


def _before(event: Event, born: datetime) -> bool:
    """Whether it happened to the material before the child was made of it."""
    return event.at < born or (event.at == born and RANK.get(event.kind, 5) < RANK["derived"])


def _inherited(item: Placed, born: datetime) -> Placed:
    if item.event.until is None or item.event.until <= born:
        return item
    return replace(item, event=replace(item.event, until=born), cut=True)


def _too_old(sample: Sample, own: tuple[Event, ...], born: datetime, now: datetime, words: Vocabulary) -> list[Problem]:
    """What is said to have happened to a sample before there was one."""
    first = "derived" if sample.parents else "collected"
    allowed = _MAY_BE_OLDER if sample.parents else ("supply_cut", "collected")
    return [Problem("times-order", "", {
        **spoken(words, "second_event", event.kind), **spoken(words, "first_event", first), "label": sample.label,
        "second_at": told(event.at, now), "first_at": told(born, now)})
        for event in own if event.at < born and event.kind not in allowed]
