"""What else stands in the chart, under the headings of the dictionary: the latest of each, and every event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from paeonia.record.dictionary import Dictionary
from paeonia.record.timeline import Timeline

from .cards import Looked
from .headings import heading, listed
from .said import Source, Sources, Words, began, event_words, said_words

ORDER = ("disease", "stage", "pathology", "therapy", "conditions", "genomics", "person", "consent")
ELSEWHERE = ("receptors", "blood", "liver", "kidney", "heart", "markers", "function", "coagulation", "electrolytes",
             "metabolic", "hormones", "bone", "virology", "body")  # fmt: skip
SHOWN = 12  # lines of a section; the rest unfolds


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section: what, its value in both languages, from when to when, from where."""

    words: Words
    value: Words
    on: str
    until: str
    source: Source
    undated: bool = False  # holds from no particular day, so that none is missed


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with its lines; `rest` unfolds."""

    name: str
    words: Words
    lines: tuple[Line, ...]
    rest: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that may be complete: when it was last looked through and by whom, empty when never."""

    key: str
    words: Words
    on: str
    who: str


def sections(line: Timeline, sources: Sources) -> tuple[Section, ...]:
    """The sections a doctor reads after course, receptors and laboratory."""
    found: dict[str, list[Line]] = defaultdict(list)
    for name, variable in line.dictionary.variables.items():
        if variable.group in ELSEWHERE or name == "therapy":
            continue
        if variable.kind == "event":
            for episode in sorted(line.episodes(name), key=lambda e: -e.start.first):
                said = event_words(variable, episode.codes)
                until = str(episode.fact.fields.get("stop") or "") if variable.interval else ""
                found[variable.group].append(
                    Line(variable.words, said, began(episode), until, sources.of(episode.fact))
                )
        elif name in line.latest:
            fact = line.latest[name].fact
            found[variable.group].append(
                Line(variable.words, said_words(fact, variable), fact.on or "", "", sources.of(fact),
                     variable.kind == "attribute")
            )
    order = [*(name for name in ORDER if name in found), *(name for name in found if name not in ORDER)]
    return tuple(
        Section(name, heading(name), tuple(found[name][:SHOWN]), tuple(found[name][SHOWN:])) for name in order
    )


def lists(
    reviews: Iterable[Looked], dictionary: Dictionary
) -> tuple[tuple[tuple[str, str], tuple[Listed, ...]], ...]:
    """Every list and every part of one that was reviewed, by the day and person of its latest review."""
    latest: dict[str, Looked] = {}
    for one in reviews:
        latest.setdefault(one.key, one)
    keys = [v.id for v in dictionary.variables.values() if v.kind == "event"]
    keys += sorted(key for key in latest if key not in keys)
    found: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for key in keys:
        said = latest.get(key)
        when = (said.on, said.who or said.place) if said else ("", "")
        found[when].append(Listed(key, listed(key, dictionary), *when))
    return tuple((when, tuple(rows)) for when, rows in sorted(found.items(), reverse=True))


def genes(dictionary: Dictionary) -> tuple[tuple[str, Words], ...]:
    """Single genes that can be recorded as looked for: `variant(gene=PIK3CA)` with its words."""
    variable = dictionary.variables.get("variant")
    field = variable.fields.get("gene") if variable else None
    codes = field.codes.codes.values() if field is not None and field.codes else ()
    return tuple((f"variant(gene={code.id})", code.words) for code in codes)
