"""A sentence asked of every tube: what is about donors is asked of donors once and carried to their tubes; pure.

A part of the sentence that reads only the chart, or only the donor's tubes, is answered for people and becomes a leaf with
known answers; what remains is asked of the tubes. Three answers stay three answers on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.build import code_column
from paeonia.criteria.columns import Columns
from paeonia.criteria.kleene import NO, UNKNOWN, YES
from paeonia.criteria.nodes import All, AnyOf, Ask, AtLeast, Node, Not, children, leaves
from paeonia.criteria.population import Matcher
from paeonia.criteria.when import parts
from paeonia.record.dates import LONG_AGO
from paeonia.record.dictionary import YES_NO

from .words import Home, Words

Answers = NDArray[np.uint8]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Group:
    """People as columns, and for each tube where its donor stands among them (-1: nowhere to be seen)."""

    columns: Columns
    place: Places


@dataclass(frozen=True)
class Asked:
    """What came of it: for each tube 0 no, 1 unknown, 2 yes; and of each criterion the same."""

    answers: Answers
    criteria: tuple[Node, ...]
    rows: tuple[Answers, ...]

    def counts(self) -> tuple[int, int, int]:
        """No, unknown, yes."""
        found = np.bincount(self.answers, minlength=3)
        return int(found[NO]), int(found[UNKNOWN]), int(found[YES])


@dataclass
class _Split:
    words: Words
    groups: dict[Home, Group]
    tubes: Columns
    made: dict[Node, Ask] = field(default_factory=dict)

    def home(self, node: Node) -> Home | None:
        """The one home of all its leaves; None for several, or for a sentence without any."""
        homes = {self.words.home(leaf) for leaf in leaves(node)}
        return homes.pop() if len(homes) == 1 else None

    def rewritten(self, node: Node) -> Node:
        home = self.home(node)
        if home == "tube":
            return node
        if home is not None:
            return self._answered(node, home)
        if isinstance(node, Not):
            return Not(self.rewritten(node.of))
        assert isinstance(node, (All, AnyOf, AtLeast))
        return replace(node, of=tuple(self.rewritten(child) for child in children(node)))

    def _answered(self, node: Node, home: Home) -> Ask:
        if node not in self.made:
            ask = self.made[node] = Ask(f"{home} {len(self.made)}", "")
            group = self.groups[home]
            people = Matcher([node]).match(group.columns).answers(0) if len(group.columns) else np.zeros(0, np.uint8)
            said = np.append(people, np.uint8(UNKNOWN))[group.place]        # -1 is the last: nobody there, nothing known
            known = np.flatnonzero(said != UNKNOWN)
            index = np.where(said[known] == YES, YES_NO.index("yes"), YES_NO.index("no"))
            self.tubes.asked[ask.en] = code_column(len(self.tubes), YES_NO, known, index,
                                                   np.full(len(known), LONG_AGO, np.int64))
        return self.made[node]


def asked(node: Node, words: Words, tubes: Columns, donor: Group, chart: Group, again: Sequence[int] = ()) -> Asked:
    """The sentence asked of every tube, and each of its criteria by itself.

    A pool stands once more at the end for each further donor, `again` saying which tube that row is: it answers yes only
    when it does so for all of them.
    """
    criteria = parts(node)
    # Columns of their own: answers of this question must not be found by the next one, and planes are kept by name.
    own = Columns(tubes.ids, tubes.as_of, tubes.by_name)
    split = _Split(words, {"donor": donor, "chart": chart}, own)
    verdicts = Matcher([split.rewritten(one) for one in criteria]).match(own)
    rows = tuple(_of_all(verdicts.answers(number), again) for number in range(len(criteria)))
    whole = np.minimum.reduce(rows) if rows else np.full(len(own) - len(again), YES, np.uint8)
    return Asked(whole, criteria, rows)


def _of_all(answers: Answers, again: Sequence[int]) -> Answers:
    """The answer of each tube for all its donors."""
    if not len(again):
        return answers
    many = len(answers) - len(again)
    whole = answers[:many].copy()
    np.minimum.at(whole, np.asarray(again, np.intp), answers[many:])
    return whole


@dataclass(frozen=True)
class Step:
    """After one more criterion: tubes that certainly still answer, those that may, and those lost here."""

    node: Node
    certain: int
    possible: int
    lost: int


def funnel(found: Asked) -> list[Step]:
    """What remains criterion by criterion."""
    steps, so_far = [], np.full(len(found.answers), YES, np.uint8)
    for node, row in zip(found.criteria, found.rows, strict=True):
        before = int((so_far != NO).sum())
        so_far = np.minimum(so_far, row)
        possible = int((so_far != NO).sum())
        steps.append(Step(node, int((so_far == YES).sum()), possible, before - possible))
    return steps


def alone(found: Asked) -> list[tuple[int, int, int, int]]:
    """Of each criterion: whom it refuses, whom it leaves open, whom it takes, and whom it alone refuses."""
    out = []
    for place, row in enumerate(found.rows):
        others: Sequence[Any] = [other for at, other in enumerate(found.rows) if at != place]
        rest = np.minimum.reduce(others) if others else np.full(len(row), YES, np.uint8)
        out.append((int((row == NO).sum()), int((row == UNKNOWN).sum()), int((row == YES).sum()),
                    int(((row == NO) & (rest != NO)).sum())))
    return out
