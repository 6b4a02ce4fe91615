"""A CTML file begins a draft; the registry's own text stands beside it as remarks, so that none of it is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from paeonia.criteria.ctml import CtmlTrial
from paeonia.modules.trials.catalogue import TrialCard
from paeonia.modules.trials.searching import cards
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem

from .. import actions
from ..beginning import Sketch, of_text
from ..choices import ASKS_NOTHING, Origin, Outcome
from ..messages import refuse
from ..models import Draft
from ..starting import text_of
from .apart import read
from .ctml_in import brought, chosen


@dataclass(frozen=True)
class Begun:
    """The new draft and what its reader should know."""

    draft: Draft
    notes: tuple[Problem, ...]


def bring(pieces: Iterable[bytes], name: str, number: str, language: str, viewer: Viewer) -> Begun:
    """Begin a draft from an uploaded CTML file; `number` names the trial where the file does not."""
    actions.allowed(viewer, "curation.write")
    trial = _one(read(pieces, name).trials, number)
    card = _card((number, trial.nct_id, trial.protocol_no))
    found = brought(trial, language)
    if not found.lines:
        raise refuse("exchange-nothing")
    text = text_of(card)
    lines = [*found.lines, *(_beside(one) for one in of_text(text))]
    draft = actions.begin(card.slug, card.trial_id, Origin.IMPORTED, text, card.updated if text else "", lines, viewer,
                          groups=found.groups)
    return Begun(draft, found.notes)


def _one(trials: tuple[CtmlTrial, ...], number: str) -> CtmlTrial:
    left = chosen(trials, number) if len(trials) > 1 else list(trials)
    if len(left) != 1:
        names = ", ".join(one.nct_id or one.protocol_no for one in trials)
        raise refuse("exchange-several", many=len(trials), names=names[:200])
    return left[0]


def _card(numbers: Iterable[str]) -> TrialCard:
    """The trial on record under the first of these numbers that is any."""
    wanted = [number.strip().casefold() for number in numbers if number.strip()]
    known = {name.casefold(): card for card in cards().values() for name in (*card.numbers, card.slug)}
    for number in wanted:
        if number in known:
            return known[number]
    raise refuse("exchange-which")


def _beside(one: Sketch) -> Sketch:
    return one if one.outcome in ASKS_NOTHING else replace(one, outcome=Outcome.REMARK, sentence="", highlights=[])
