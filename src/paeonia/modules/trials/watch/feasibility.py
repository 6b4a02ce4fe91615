"""Would a protocol find its patients: how many of those seen lately fit, what each criterion costs, what easing it gains.

Everybody is judged by what stands on record today. A test that was recent enough when she was seen may be too old now;
she then counts as not known yet, never as lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.utils import timezone

from paeonia.chart import door
from paeonia.criteria.kleene import NO, UNKNOWN, YES
from paeonia.criteria.nodes import All, Node
from paeonia.criteria.population import Matcher
from paeonia.guidance.survey import FunnelStep, survey
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.deciding import flat_parts
from paeonia.modules.trials.queries import said
from paeonia.modules.trials.watch.queries import Words
from paeonia.modules.trials.watch.relaxing import relaxed
from paeonia.people.viewer import Viewer
from paeonia.record.dates import months_before

MONTHS = (3, 6, 12, 24, 60)
SEEN = ("either", "visit", "fact")


@dataclass(frozen=True)
class Eased:
    """A criterion one step easier (or left out): how many more may fit, and how many more certainly fit."""

    kind: str
    words: Words
    may: int
    certain: int


@dataclass(frozen=True)
class Cost:
    """One criterion: whom it refuses, whom it alone refuses, for whom it is not known, and what easing it gains."""

    words: Words
    refuses: int
    alone: int
    unknown: int
    eased: tuple[Eased, ...]

    @property
    def dropped(self) -> Eased:
        """Leaving it out is the first way of easing it."""
        return self.eased[0]


@dataclass(frozen=True)
class Plan:
    """How a protocol would have done."""

    everybody: int
    seen: int
    first: date
    last: date
    fits: int
    may: int
    costs: tuple[Cost, ...]
    funnel: tuple[FunnelStep, ...]


def plan(node: Node, viewer: Viewer, months: int, by: str) -> Plan:
    """The protocol asked of everybody seen in the last months."""
    last = timezone.localdate()
    first = date.fromordinal(months_before(last.toordinal(), months))
    columns = survey(viewer, FAMILY).columns
    seen = door.seen(viewer, first, last, by)
    mask = np.fromiter((id in seen for id in columns.ids), bool, len(columns))
    criteria = flat_parts(All((node,)))
    eased = [(i, kind, easier) for i, criterion in enumerate(criteria) for kind, easier in relaxed(criterion)]
    verdicts = Matcher([*criteria, *(easier for *_, easier in eased)]).match(columns)
    answers = [verdicts.answers(i)[mask].astype(np.int8) for i in range(len(criteria) + len(eased))]
    rows = answers[:len(criteria)]
    up_to, others = _prefixes(rows, int(mask.sum())), _others(rows, int(mask.sum()))
    whole = up_to[-1]
    ways: list[list[Eased]] = [[_gain("dropped", said(criterion), without, whole)]
                               for criterion, without in zip(criteria, others, strict=True)]
    for place, (i, kind, easier) in enumerate(eased):
        ways[i].append(_gain(kind, said(easier), np.minimum(others[i], answers[len(criteria) + place]), whole))
    costs = tuple(Cost(said(criterion), int((row == NO).sum()), int(((row == NO) & (without > NO)).sum()),
                       int((row == UNKNOWN).sum()), tuple(found))
                  for criterion, row, without, found in zip(criteria, rows, others, ways, strict=True))
    return Plan(len(columns), int(mask.sum()), first, last, int((whole == YES).sum()), int((whole > NO).sum()), costs,
                tuple(_funnel(criteria, up_to)))


def _prefixes(rows: list[Any], n: int) -> list[Any]:
    """After each criterion the answer so far; the first stands for none."""
    found = [np.full(n, YES, np.int8)]
    for row in rows:
        found.append(np.minimum(found[-1], row))
    return found


def _others(rows: list[Any], n: int) -> list[Any]:
    """For each criterion the answer of all the others."""
    before, after = _prefixes(rows, n), _prefixes(rows[::-1], n)[::-1]
    return [np.minimum(before[i], after[i + 1]) for i in range(len(rows))]


def _gain(kind: str, words: Words, now: Any, whole: Any) -> Eased:
    return Eased(kind, words, int((now > NO).sum() - (whole > NO).sum()), int((now == YES).sum() - (whole == YES).sum()))


def _funnel(criteria: tuple[Node, ...], up_to: list[Any]) -> list[FunnelStep]:
    steps = []
    for criterion, before, after in zip(criteria, up_to, up_to[1:], strict=False):
        steps.append(FunnelStep(criterion, int((after == YES).sum()), int((after > NO).sum()),
                                int((before > NO).sum() - (after > NO).sum())))
    return steps
