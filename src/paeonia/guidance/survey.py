"""Everybody a viewer may see, asked every question of a family: kept ready, brought up to date when the record changes."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.utils import timezone

from paeonia.chart import door
from paeonia.criteria.columns import Columns
from paeonia.criteria.nodes import All, Node
from paeonia.criteria.population import Matcher, Verdicts
from paeonia.criteria.when import parts
from paeonia.guidance.kept import Kept
from paeonia.guidance.questions import Question, questions, version
from paeonia.people.viewer import Viewer

Key = tuple[Any, ...]


@dataclass
class Survey:
    """The answers of one family of questions for the patients of some hospitals, as of a day and a state of the record."""

    columns: Columns
    asked: Mapping[str, Question]
    verdicts: Verdicts
    stamp: tuple[int, ...]
    version: str
    place: Mapping[Any, int] = field(default_factory=dict)      # patient id -> position

    @property
    def order(self) -> list[str]:
        """Question ids in the order of the planes."""
        return list(self.asked)

    def counts(self) -> dict[str, tuple[int, int, int]]:
        """By question: (no, unknown, yes)."""
        rows = self.verdicts.counts()
        return {id: (int(row[0]), int(row[1]), int(row[2])) for id, row in zip(self.asked, rows, strict=True)}

    def of_patient(self, patient_id: Any) -> dict[str, int]:
        """One patient's answers by question: 0 no, 1 unknown, 2 yes; empty when she is not in the survey."""
        at = self.place.get(patient_id)
        if at is None:
            return {}
        word, bit = divmod(at, 64)
        pair = (self.verdicts.planes[:, :, word] >> np.uint64(bit)) & np.uint64(1)
        return dict(zip(self.asked, (int(x) for x in pair.sum(axis=1)), strict=True))


_HELD: dict[Key, Survey] = {}
_LOADING: defaultdict[Key, threading.Lock] = defaultdict(threading.Lock)     # nobody waits for other hospitals' patients
_MATCHING = threading.Lock()            # a matcher's buffers serve one question at a time
_MATCHERS = Kept(Matcher, most=5)
MANY = 2_000    # changed patients after which all columns are read again
KEPT = 6        # sets of hospitals kept ready in one process


def survey(viewer: Viewer, family: str) -> Survey:
    """The survey for this viewer's hospitals, as of today and of the record as it is now.

    The first call of a day loads the columns; later ones bring only changed patients up to date.
    """
    asked = questions(family)
    today, rules, key = _today(), version(asked), key_of(viewer, family)
    with _LOADING[key]:
        held = _HELD.get(key)
        stamp = door.stamp(viewer)
        if held and (held.stamp, held.columns.as_of, held.version) == (stamp, today, rules):
            return held
        usable = held if held and held.columns.as_of == today else None
        columns = _refreshed(usable, stamp, viewer) if usable else door.columns(viewer, today)
        made = _asked(columns, asked, stamp, rules)
        while len(_HELD) >= KEPT and key not in _HELD:
            _HELD.pop(next(iter(_HELD)))
        _HELD[key] = made
        return made


def at_hand(key: Key) -> bool:
    """Whether today's columns are loaded, so that a survey takes no more than bringing them up to date."""
    held = _HELD.get(key)
    return held is not None and held.columns.as_of == _today()


def key_of(viewer: Viewer, family: str) -> Key:
    """What viewers with the same patients in sight share."""
    return family, viewer.role, tuple(viewer.hospital_ids), viewer.user_id if viewer.role == "patient" else None


def _today() -> int:
    return timezone.localdate().toordinal()


def _refreshed(held: Survey, stamp: tuple[int, ...], viewer: Viewer) -> Columns:
    if held.stamp == stamp:
        return held.columns
    changed = door.changed_since(held.stamp, viewer)
    # After a large import reading everything once is cheaper than patching row by row.
    return door.columns(viewer) if len(changed) > MANY else door.refresh(held.columns, changed, viewer)


def _asked(columns: Columns, asked: Mapping[str, Question], stamp: tuple[int, ...], rules: str) -> Survey:
    with _MATCHING:
        verdicts = _MATCHERS.of(rules, [question.node for question in asked.values()]).match(columns)
    return Survey(columns, asked, verdicts, stamp, rules, {id: i for i, id in enumerate(columns.ids)})


@dataclass(frozen=True)
class FunnelStep:
    """After one more criterion: who certainly still fits, who may, and who was lost at this step."""

    node: Node | None
    certain: int
    possible: int
    lost: int


def funnel(columns: Columns, node: Node) -> list[FunnelStep]:
    """How many patients remain after each criterion, in the order in which the trial states them."""
    steps = [FunnelStep(None, len(columns), len(columns), 0)]
    criteria = parts(node)
    prefixes = [All(criteria[:i + 1]) for i in range(len(criteria))]
    for part, row in zip(criteria, Matcher(prefixes).match(columns).counts(), strict=True):
        possible = int(row[1] + row[2])
        steps.append(FunnelStep(part, int(row[2]), possible, steps[-1].possible - possible))
    return steps


def part_answers(columns: Columns, node: Node) -> tuple[tuple[Node, ...], np.ndarray[Any, Any]]:
    """[criterion, patient] answers of the top-level criteria: what each candidate still lacks."""
    criteria = parts(node)
    verdicts = Matcher(criteria).match(columns)
    return criteria, np.stack([verdicts.answers(i) for i in range(len(criteria))])
