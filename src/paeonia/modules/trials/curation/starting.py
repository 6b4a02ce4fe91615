"""Starting a draft of a trial: what it can be begun from, and what then stands in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from paeonia.knowledge.trials import trials
from paeonia.modules.trials.asking import structured_by_number
from paeonia.modules.trials.catalogue import TrialCard
from paeonia.modules.trials.queries_draft import eligibility
from paeonia.modules.trials.searching import card_now
from paeonia.people.viewer import Viewer

from . import actions
from .beginning import Sketch, of_file, of_text, of_version, plain
from .choices import ASKS_NOTHING, Origin, Outcome
from .freezing import thawed
from .messages import refuse
from .models import Draft, Version


def card_of(slug: str) -> TrialCard:
    """The card of a trial by its name here or a registry number; refused in words when there is none."""
    shipped = structured_by_number().get(slug)
    try:
        return card_now(shipped.id if shipped else slug)
    except KeyError:
        raise refuse("curation-no-trial", slug=slug[:60]) from None


def text_of(card: TrialCard) -> str:
    """The registry's eligibility text of now, under whichever number it is on record."""
    return next((plain(text) for number in card.numbers if (text := eligibility(number))), "")


def newest(slug: str) -> Version | None:
    """What is in force."""
    return Version.objects.filter(dossier__slug=slug).select_related("dossier").order_by("-number").first()


def origins(card: TrialCard) -> list[Origin]:
    """What a draft of this trial can be begun from, the likeliest first."""
    found = [Origin.VERSION] if newest(card.slug) else []
    found += [Origin.FILE] if card.slug in trials() else []
    return [*found, *([Origin.TEXT] if text_of(card) else []), Origin.EMPTY]


def start(slug: str, origin: str, viewer: Viewer) -> Draft:
    """Begin a draft; its text is the registry's of now, whatever its sentences come from."""
    card = card_of(slug)
    slug, version, text = card.slug, newest(card.slug), text_of(card)
    groups: list[dict[str, Any]] = []
    if origin == Origin.VERSION and version:
        lines, groups = of_version(thawed(version.content), version.text, text), version.content["groups"]
    elif origin == Origin.FILE:
        if slug not in trials():
            raise refuse("curation-no-file", slug=slug)
        # The text stands beside the file's sentences as remarks to be read, so that none of it is lost.
        lines, groups = of_file(trials()[slug].place)
        lines += [_beside(one) for one in of_text(text)]
    elif origin == Origin.TEXT:
        if not text:
            raise refuse("curation-no-text", slug=slug)
        lines = of_text(text)
    else:
        origin, text, lines = Origin.EMPTY, "", []
    return actions.begin(card.slug, card.trial_id, Origin(origin), text, card.updated if text else "", lines, viewer,
                         version if origin == Origin.VERSION else None, groups)


def _beside(one: Sketch) -> Sketch:
    return one if one.outcome in ASKS_NOTHING else replace(one, outcome=Outcome.REMARK, sentence="", highlights=[])
