"""Therapies as courses: drugs that began and ended together, in one setting and line, are one regimen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from paeonia.record.timeline import Episode, Timeline

from .said import Source, Sources, Words, began, field_words, joined

_TOGETHER = ("setting", "line", "regimen", "intent", "stop_reason", "response", "trial")
_BESIDE = ("supportive", "other_disease", "prevention")


@dataclass(frozen=True, slots=True)
class Treatment:
    """One course as a row: its drugs, when, in which setting and line, why it ended and what it achieved."""

    drugs: Words
    codes: tuple[str, ...]
    setting: Words | None
    line: int | None
    start: str
    stop: str
    ongoing: bool
    reason: Words | None
    response: Words | None
    remark: str
    supportive: bool
    sources: tuple[Source, ...]


def courses(line: Timeline, sources: Sources | None = None) -> tuple[Treatment, ...]:
    """Every course of drugs, the latest first; what has no day comes last."""
    if "therapy" not in line.dictionary:
        return ()
    together: dict[tuple[Any, ...], list[Episode]] = defaultdict(list)
    for episode in line.episodes("therapy"):
        fields = episode.fact.fields
        key = (began(episode), fields.get("stop"), fields.get("ongoing"), *(fields.get(name) for name in _TOGETHER))
        together[key].append(episode)
    found = [_course(line, episodes, sources or Sources(())) for episodes in together.values()]
    return tuple(sorted(found, key=lambda one: one.start, reverse=True))


def _course(line: Timeline, episodes: list[Episode], sources: Sources) -> Treatment:
    variable = line.dictionary["therapy"]
    fields = episodes[0].fact.fields

    def word(name: str) -> Words | None:
        field, value = variable.fields.get(name), fields.get(name)
        return field_words(field, value) if field is not None and value is not None else None

    field = variable.fields["drug"]
    given = [code for episode in episodes if (code := episode.codes.get("drug")) is not None]
    names = [field_words(field, code) for code in dict.fromkeys(given)]
    unnamed = {"en": "drug not recorded", "zh": "药物未记录"}
    supportive = fields.get("setting") in _BESIDE or fields.get("intent") in ("supportive", "prevention")
    return Treatment(
        joined(names, " + ", "＋") if names else unnamed,
        tuple(dict.fromkeys(given)),
        word("setting"),
        int(fields["line"]) if fields.get("line") is not None else None,
        began(episodes[0]),
        str(fields.get("stop") or ""),
        bool(fields.get("ongoing")),
        word("stop_reason"),
        word("response"),
        ", ".join(str(fields[name]) for name in ("regimen", "trial") if fields.get(name)),
        supportive,
        tuple(sources.of(episode.fact) for episode in episodes),
    )
