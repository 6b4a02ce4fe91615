"""The entries of a sample that stand: not corrected away, with a time zone, possible in themselves; all in one clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from paeonia.record.problems import Problem

from ..vocabulary import Vocabulary
from . import messages as _messages  # noqa: F401  declares what is said here
from .events import Event, Sample

Wrong = list[tuple[str, Problem]]       # kind of the entry, and what is wrong with it


def told(moment: datetime, now: datetime) -> str:
    """A moment in messages, by the clock of whoever asks."""
    here = moment if moment.tzinfo is None else moment.astimezone(now.tzinfo)
    return f"{here:%Y-%m-%d %H:%M}"


def spoken(words: Vocabulary, name: str, kind: str) -> dict[str, Any]:
    """A kind of event as a parameter of a message, in both languages."""
    return {name: words.events.words(kind), f"{name}_zh": words.events.words(kind, "zh")}


def standing(sample: Sample, now: datetime, words: Vocabulary) -> tuple[tuple[Event, ...], Wrong]:
    """The entries that can be used, the earliest first, and why the others cannot."""
    struck, wrong = _struck(sample)
    kept: list[Event] = []
    for event in sample.events:
        if event.kind == "corrected" or (event.id and event.id in struck):
            continue
        code = _unusable(event, now)
        if code:
            wrong.append((event.kind, Problem(code, "", {
                **spoken(words, "event", event.kind), "label": sample.label, "at": told(event.at, now),
                "until": told(event.until, now) if event.until else ""})))
        else:
            # Two moments of one zone subtract by the wall clock, which summer time moves; in UTC they never do.
            kept.append(replace(event, at=event.at.astimezone(UTC), until=event.until and event.until.astimezone(UTC)))
    return tuple(sorted(kept, key=lambda event: event.order)), wrong


def _unusable(event: Event, now: datetime) -> str:
    moments = [moment for moment in (event.at, event.until) if moment is not None]
    if any(moment.tzinfo is None for moment in moments):
        return "times-no-zone"
    if any(moment > now for moment in moments):
        return "times-future"
    ends_before = event.until is not None and event.until.astimezone(UTC) < event.at.astimezone(UTC)
    return "times-ends-before" if ends_before else ""


def _struck(sample: Sample) -> tuple[set[str], Wrong]:
    """Ids of corrected entries; a correction that was itself corrected strikes nothing any more."""
    there = {event.id for event in sample.events if event.id}
    corrections = {event.id or f"#{number}": event.said("event") for number, event in enumerate(sample.events)
                   if event.kind == "corrected"}
    wrong = [("corrected", Problem("times-no-such-entry", "", {"label": sample.label, "entry": target}))
             for target in sorted(set(corrections.values()) - there)]

    def holds(own: str, path: tuple[str, ...] = ()) -> bool:
        return own in path or not any(target == own and holds(other, (*path, own))
                                      for other, target in corrections.items())

    return {target for own, target in corrections.items() if holds(own)}, wrong
