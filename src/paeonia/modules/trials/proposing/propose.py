"""The door of this folder: lines of public text in, proposals and refusals out; a patient's fact has no way in."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from paeonia.modules.trials.proposing import answer
from paeonia.modules.trials.proposing.address import Resolver, resolve
from paeonia.modules.trials.proposing.client import complete
from paeonia.modules.trials.proposing.endpoint import Endpoint
from paeonia.modules.trials.proposing.prompt import LONGEST_LINE, TextLine, prompt
from paeonia.record.dictionary import Dictionary
from paeonia.record.problems import Problem, Refused

AT_ONCE = 6     # lines a question: short answers are complete answers


@dataclass(frozen=True)
class Proposed:
    """What came of it. `problem` says why asking ended early; the lines not asked about stand in neither list."""

    model: str
    proposals: tuple[answer.Proposal, ...]
    refusals: tuple[answer.Refusal, ...]
    problem: Problem | None = None


def propose(lines: Sequence[TextLine], dictionary: Dictionary, endpoint: Endpoint, resolver: Resolver = resolve,
            wait: Callable[[float], None] = time.sleep) -> Proposed:
    """Ask about some lines, a few at a time; what was answered before a failure is kept."""
    short = [line for line in lines if line.text.strip() and len(line.text) <= LONGEST_LINE]
    proposals: list[answer.Proposal] = []
    refusals: list[answer.Refusal] = []
    for first in range(0, len(short), AT_ONCE):
        some = short[first:first + AT_ONCE]
        try:
            content, cut = complete(endpoint, prompt(some, dictionary), resolver, wait)
        except Refused as refused:
            return Proposed(endpoint.model, tuple(proposals), tuple(refusals), refused.problems[0])
        made, left = answer.read(content, some, dictionary)
        proposals += made
        refusals += left
        if cut:
            refusals.append(answer.Refusal(None, "", (Problem("proposing-cut-off"),)))
    return Proposed(endpoint.model, tuple(proposals), tuple(refusals))
