"""Lines a model may be asked about, and what becomes of its answer: kept as machine-proposed, settled by people only."""

from __future__ import annotations

from dataclasses import dataclass

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.proposing.answer import Proposal, Refusal
from paeonia.modules.trials.proposing.endpoint import Endpoint
from paeonia.modules.trials.proposing.prompt import LONGEST_LINE, TextLine
from paeonia.modules.trials.proposing.propose import AT_ONCE, propose
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem, Refused

from .. import actions
from ..choices import Outcome
from ..models import Draft, Line


@dataclass(frozen=True)
class Kept:
    """A proposal that now stands in a line."""

    line: Line
    proposal: Proposal


@dataclass(frozen=True)
class Asked:
    """What one question brought: by line what was kept, what was refused, and why asking ended early."""

    model: str
    kept: tuple[Kept, ...]
    refused: tuple[tuple[Line | None, Refusal], ...]
    problem: Problem | None


def open_lines(draft: Draft) -> list[Line]:
    """Lines with words of the text that nobody has understood or settled; a very long one is for people."""
    found = draft.lines.filter(outcome=Outcome.NOT_UNDERSTOOD, settled_by=None, sentence="").exclude(text="")
    return [line for line in found if line.start is not None and len(line.text) <= LONGEST_LINE]


def ask(draft: Draft, line_ids: set[int], endpoint: Endpoint, viewer: Viewer) -> Asked:
    """Ask about some of them, a few at a time; only the registry's public words leave this house."""
    actions.allowed(viewer, "curation.write")
    lines = {line.pk: line for line in open_lines(draft) if line.pk in line_ids}
    some = list(lines.values())[:AT_ONCE]
    # The model sees numbers of its own: nothing of ours, not even a key of the database.
    by_number = dict(enumerate(some, 1))
    found = propose([TextLine(number, line.side, line.text) for number, line in by_number.items()], dictionary(), endpoint)
    kept, refused = [], [(by_number.get(one.line or 0), one) for one in found.refusals]
    for one in found.proposals:
        line = by_number[one.line]
        try:
            now = actions.propose(draft.pk, line.pk, line.edition, one.sentence, found.model, viewer)
        except Refused as why:      # somebody wrote it meanwhile: her words stand
            refused.append((line, Refusal(one.line, one.sentence, tuple(why.problems))))
        else:
            kept.append(Kept(now, one))
    return Asked(found.model, tuple(kept), tuple(refused), found.problem)
