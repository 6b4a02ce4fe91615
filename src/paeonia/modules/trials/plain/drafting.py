"""A first draft made of the structured record alone: nothing is invented, and the writer makes it readable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from paeonia.modules.trials.catalogue import subtype_words, words_of
from paeonia.modules.trials.cohorts import base_of
from paeonia.modules.trials.queries import Detail
from paeonia.modules.trials.views_trial import criteria

from .content import Content, whole
from .draft_words import AGAINST, BLINDING, FIXED, LINES, PHASE, SETTING

MOST = 8    # criteria a draft says of each kind; the doctor knows the rest


def draft(detail: Detail) -> Content:
    """Both languages of a draft."""
    return whole({language: _one(detail, language) for language in ("zh", "en")})


def _one(detail: Detail, language: str) -> dict[str, Any]:
    fixed, trial = FIXED[language], detail.structured
    arms = [one[language] for one in trial.arms] if trial else []
    drugs = [words_of(code)[language] for code in detail.card.drugs]
    title = trial.title[language] if trial else detail.question.words[language]
    what = [fixed["tests"].format(drugs=fixed["and"].join(drugs))] if drugs else []
    if arms:
        what += [fixed["groups" if len(arms) > 1 else "one"].format(n=len(arms)), *(f"- {arm}" for arm in arms)]
    if any("placebo" in one["en"].casefold() for one in (trial.arms if trial else ())):
        what.append(fixed["placebo"])
    return {
        "title": title,
        "short": {
            "what": "\n".join(what), "why": trial.summary[language] if trial else "",
            "who": _who(detail, language), "part": "\n".join(_part(detail, language, len(arms))),
            "unknown": fixed["unknown"], "ask": fixed["ask"]},
        "more": {"what": PHASE.get(detail.card.phases[0], {}).get(language, "") if detail.card.phases else "",
                 "who": _criteria(detail, language)}}


def _who(detail: Detail, language: str) -> str:
    fixed = FIXED[language]
    settings = [SETTING[code][language] for code in detail.card.settings if code in SETTING]
    kinds = fixed["or"].join(subtype_words(code)[language] for code in detail.card.subtypes)
    said = [fixed["for"].format(kinds=kinds)] if kinds else []
    return "\n".join([*said, *settings, fixed["doctor"]])


def _part(detail: Detail, language: str, arms: int) -> Iterable[str]:
    """What the record says of chance and blinding; what it does not say is left to the writer."""
    allocation = str(detail.record.get("allocation") or "").upper()
    masking = str(detail.record.get("masking") or "").upper()
    fixed = FIXED[language]
    if allocation == "RANDOMIZED":
        yield fixed["chance"]
    elif arms > 1 and not allocation:
        yield fixed["ask_chance"]
    if masking in BLINDING:
        yield BLINDING[masking][language]
    yield fixed["write_part"]


def _criteria(detail: Detail, language: str) -> str:
    """The main criteria as the criteria language words them."""
    included, excluded = criteria(base_of(detail.question))
    return "\n\n".join(
        "\n".join([heading[language], *_said(lines, language)])
        for heading, lines in ((LINES, included), (AGAINST, excluded)) if lines)


def _said(lines: list[tuple[Mapping[str, str], list[Mapping[str, str]]]], language: str) -> Iterable[str]:
    for said, inner in lines[:MOST]:
        yield f"- {said[language]}" + (": " if language == "en" else "：") * bool(inner) + (
            "; " if language == "en" else "；").join(one[language] for one in inner)
    if len(lines) > MOST:
        yield "- " + FIXED[language]["more"].format(n=len(lines) - MOST)
