"""Receptors and markers by the day they were looked at, so that primary tumour and metastasis stand side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline

from .said import Source, Sources, Words, began, number_words, said_words, seen

DAYS = 6  # columns; the first day and the latest ones, because a change from the first is what is asked for
_TONES = {"positive": "yes", "negative": "no", "low": "low", "low_positive": "low", "zero": "no", "ultralow": "low",
          "zero_or_ultralow": "no", "3+": "yes", "2+": "unknown", "1+": "low", "0": "no", "0_null": "no",
          "0_ultralow": "low"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """One receptor on one day, for the timeline; `tone` is yes, no, low or unknown."""

    receptor: Words
    words: Words
    on: str
    tone: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One marker on one day; `changed` against the result before."""

    words: Words
    source: Source
    changed: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of results, and whether spread was known by then; None where no spread is on record."""

    on: str
    spread: bool | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Markers down, days across; `left_out` counts days between that are not shown."""

    days: tuple[Day, ...]
    rows: tuple[tuple[Words, tuple[Cell | None, ...]], ...]
    left_out: int


def results(line: Timeline) -> list[Result]:
    """ER, PR and HER2 by day: the word, else what it was read from."""
    by_day: dict[tuple[str, str], Fact] = {}
    for fact in line.facts:
        if fact.on and seen(fact, line) and not fact.source.startswith("derived:"):
            by_day[fact.variable, fact.on] = fact
    found = []
    for name in ("er", "pr"):
        days = sorted({on for variable, on in by_day if variable in (name, f"{name}_percent")})
        found += [_hormone(line, name, on, by_day) for on in days if name in line.dictionary]
    for on in sorted({on for variable, on in by_day if variable in ("her2", "her2_ihc", "her2_ish")}):
        if "her2" in line.dictionary:
            found.append(_her2(line, on, by_day))
    return found


def _hormone(line: Timeline, name: str, on: str, by_day: dict[tuple[str, str], Fact]) -> Result:
    word, share = by_day.get((name, on)), by_day.get((f"{name}_percent", on))
    told = f"{number_words(share.value, 0)} %" if share else ""
    label = {"en": name.upper(), "zh": name.upper()}
    if word is None:
        much = float(share.value) if share else 0.0
        return Result(label, {"en": told, "zh": told}, on, "yes" if much > 10 else "low" if much >= 1 else "no")
    said = said_words(word, line.dictionary[name])
    tone = _TONES.get(str(word.value), "unknown")
    return Result(label, {"en": told or said["en"], "zh": told or said["zh"]}, on, tone)


def _her2(line: Timeline, on: str, by_day: dict[tuple[str, str], Fact]) -> Result:
    label = {"en": "HER2", "zh": "HER2"}
    ihc, ish, word = (by_day.get((name, on)) for name in ("her2_ihc", "her2_ish", "her2"))
    plain = ihc if ihc is not None and str(ihc.value)[:1].isalpha() else word if ihc is None else None
    if ish is None and plain is not None:  # a word instead of a score
        word = plain
        said = said_words(word, line.dictionary[word.variable])
        return Result(label, {k: v.split("（")[0].split(" (")[0] for k, v in said.items()}, on,
                      _TONES.get(str(word.value), "unknown"))  # fmt: skip
    grade = str(ihc.value).split("_")[0] if ihc is not None else ""
    mark = {"positive": "ISH+", "negative": "ISH−"}.get(str(ish.value), "ISH") if ish is not None else ""
    tone = _TONES.get(grade, "unknown")
    if mark and tone == "unknown":
        tone = "yes" if mark == "ISH+" else "low" if grade == "2+" else "no"
    told = " ".join(filter(None, (grade if not grade.isalpha() else "", mark)))
    return Result(label, {"en": told, "zh": told}, on, tone)


def matrix(line: Timeline, sources: Sources, group: str = "receptors") -> Matrix:
    """Every marker of the group on every day it was looked at."""
    names = [v.id for v in line.dictionary.variables.values() if v.group == group and v.kind != "event"]
    held: dict[str, dict[str, Fact]] = defaultdict(dict)
    for fact in line.facts:
        if fact.variable in names and seen(fact, line):
            held[fact.variable][fact.on or ""] = fact
    every = sorted({on for by_day in held.values() for on in by_day})
    shown = every if len(every) <= DAYS else [every[0], *every[-DAYS + 1 :]]
    since = _spread(line)
    rows = tuple(
        (line.dictionary[name].words, tuple(_cells(line, held[name], shown, sources)))
        for name in names
        if any(on in held[name] for on in shown)
    )
    days = tuple(Day(on, None if since is None else on >= since) for on in shown)
    return Matrix(days, rows, len(every) - len(shown))


def _cells(line: Timeline, by_day: dict[str, Fact], shown: list[str], sources: Sources) -> list[Cell | None]:
    before, cells = None, []
    for on in shown:
        fact = by_day.get(on)
        if fact is None:
            cells.append(None)
            continue
        variable = line.dictionary[fact.variable]
        changed = before is not None and variable.type == "code" and before.value != fact.value
        cells.append(Cell(said_words(fact, variable), sources.of(fact), changed))
        before = fact
    return cells


def _spread(line: Timeline) -> str | None:
    """The first day on which a distant lesion is on record."""
    days = [began(e) for e in line.episodes("metastasis") if began(e)]
    days += [began(e) for e in line.episodes("relapse") if began(e) and e.codes.get("kind") == "distant"]
    return min(days, default=None)
