"""A sentence somebody typed, read, allowed or refused, and asked of the bank."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from paeonia.criteria.kleene import UNKNOWN, YES
from paeonia.criteria.nodes import Aged, Ask, Leaf, Node, leaves, variable_of
from paeonia.criteria.read import sentence
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem, Refused

from ..mixing import NOBODY
from . import messages as _messages  # noqa: F401  declares what is said here
from .bank import Bank, bank
from .matching import Asked, Step, alone, asked, funnel
from .tubes import Tube
from .words import Words, words

LONGEST = 20_000
SHOWN = 200


@dataclass(frozen=True)
class Criterion:
    """One criterion: tubes it refuses, leaves open, takes; and those that it alone refuses."""

    node: Node
    refuses: int
    open: int
    takes: int
    alone: int


@dataclass(frozen=True)
class Found:
    """What the bank answers."""

    node: Node
    held: Bank
    asked: Asked
    steps: tuple[Step, ...]
    criteria: tuple[Criterion, ...]
    yes: tuple[Tube, ...]
    open: tuple[Tube, ...]

    @property
    def donors(self) -> int:
        """How many people the tubes that answer come from."""
        return len({donor for one in self.yes for donor in (one.donor, *one.others)} - {NOBODY})

    @property
    def refused(self) -> int:
        """How many tubes do not answer."""
        return len(self.held.tubes) - len(self.yes) - len(self.open)

    def kinds(self) -> dict[str, int]:
        """Tubes that answer, by type, the most first."""
        counted: dict[str, int] = {}
        for one in self.yes:
            counted[one.kind] = counted.get(one.kind, 0) + 1
        return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def read(text: str, viewer: Viewer, spoken: Words | None = None) -> Node:
    """The sentence; raises Refused with every mistake, or with the words this viewer may not ask."""
    spoken = spoken or words()
    if not text.strip():
        raise Refused([Problem("bankask-empty")])
    if len(text) > LONGEST:
        raise Refused([Problem("bankask-long", "", {"most": LONGEST})])
    try:
        node = sentence(text.replace("\0", "�"), spoken.dictionary)
    except RecursionError:
        raise Refused([Problem("bankask-deep")]) from None
    if not may(viewer, "trials.match"):
        closed = {variable_of(leaf): leaf for leaf in leaves(node) if clinical(leaf, spoken)}
        if closed:
            raise Refused([_closed(name, spoken) for name in closed])
    return node


def clinical(leaf: Leaf, spoken: Words) -> bool:
    """Whether it asks something that stands in a chart; when a drug was begun does, too."""
    return isinstance(leaf, (Aged, Ask)) or spoken.home(leaf) == "chart" or spoken.sampled(leaf) \
        or variable_of(leaf) == "specimen_before"


def _closed(name: str, spoken: Words) -> Problem:
    known = spoken.dictionary.variables.get(name)
    said = known.words if known else {"en": name.removeprefix("ask: "), "zh": name.removeprefix("ask: ")}
    return Problem("bankask-charts", "", {"words": said["en"], "words_en": said["en"], "words_zh": said["zh"]})


def ask(node: Node, viewer: Viewer) -> Found:
    """The sentence asked of every tube the viewer may see."""
    held = bank(viewer)
    found = asked(node, held.words, held.columns, held.donor, held.chart, held.again)
    criteria = tuple(Criterion(one, *counts) for one, counts in zip(found.criteria, alone(found), strict=True))
    yes, unknown = (tuple(held.tubes[place] for place in np.flatnonzero(found.answers == said).tolist())
                    for said in (YES, UNKNOWN))
    return Found(node, held, found, tuple(funnel(found)), criteria, yes, unknown)
