"""The manual of the language: chapters of worked cases, read from YAML and rendered as one page of Markdown.

The same cases are asked of both engines by the tests, so the page cannot say what the code does not do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paeonia.criteria.nodes import Node
from paeonia.criteria.read import sentence
from paeonia.criteria.words import both
from paeonia.record.check import check
from paeonia.record.dates import days
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact
from paeonia.record.located import read_yaml
from paeonia.record.problems import Problem, Refused
from paeonia.record.timeline import Timeline

Pair = Mapping[str, str]
ANSWERS = {"yes": "**yes** 是", "no": "**no** 否", "unknown": "**unknown** 未知"}


@dataclass(frozen=True)
class Patient:
    """One row of a case: what is on record, what was reviewed, the reference day, and the answer expected."""

    facts: tuple[Fact, ...]
    reviewed: Mapping[str, str]
    as_of: str
    answer: str

    def timeline(self, dictionary: Dictionary) -> Timeline:
        """The patient's record on the reference day; `Refused` when a fact of the manual itself is wrong."""
        checked = [check(fact, dictionary) for fact in self.facts]
        if wrong := [fact for fact in checked if isinstance(fact, Problem)]:
            raise Refused(wrong)
        kept = [fact for fact in checked if isinstance(fact, Fact)]
        return Timeline(kept, dictionary, days(self.as_of).last, self.reviewed)


@dataclass(frozen=True)
class Case:
    """One sentence with its patients; `refused` names the messages that a wrong sentence must give instead."""

    text: Pair
    sentence: str
    patients: tuple[Patient, ...]
    refused: tuple[str, ...]
    derive: bool
    place: str

    def node(self, dictionary: Dictionary) -> Node:
        """The sentence, read."""
        return sentence(self.sentence, dictionary, "sentence.yaml")


@dataclass(frozen=True)
class Chapter:
    """One file of the manual."""

    title: Pair
    text: Pair
    cases: tuple[Case, ...]


def chapters(folder: Path) -> list[Chapter]:
    """Every chapter of a folder, in the order of the file names."""
    return [_chapter(path) for path in sorted(folder.glob("*.yaml"))]


def _chapter(path: Path) -> Chapter:
    given = read_yaml(path.read_text(encoding="utf-8"), path.name).plain()
    as_of = given.get("as_of", "2026-02-28")
    cases = tuple(_case(item, as_of, f"{path.stem} {number}") for number, item in enumerate(given["cases"], 1))
    return Chapter(given["title"], given["text"], cases)


def _case(item: Mapping[str, Any], as_of: str, place: str) -> Case:
    day = item.get("as_of", as_of)
    patients = tuple(_patient(row, day) for row in item.get("patients", ()))
    return Case(item["text"], item["sentence"], patients, tuple(item.get("refused", ())),
                item.get("derive") == "yes", place)


def _patient(row: Mapping[str, Any], as_of: str) -> Patient:
    facts = tuple(Fact(given["variable"], {key: value for key, value in given.items() if key not in ("variable", "on")},
                       given.get("on"), "manual") for given in row.get("facts") or ())
    return Patient(facts, row.get("reviewed") or {}, row.get("as_of", as_of), row["answer"])


def render(preface: str, all_chapters: Sequence[Chapter], dictionary: Dictionary) -> str:
    """The whole page; `preface` is the prose that stands before the chapters."""
    lines = [preface.rstrip(), ""]
    for number, chapter in enumerate(all_chapters, 1):
        lines += [f"## {number}. {chapter.title['en']} · {chapter.title['zh']}", "", *_prose(chapter.text)]
        for case in chapter.cases:
            lines += [*_prose(case.text), "```yaml", case.sentence.rstrip(), "```", "",
                      *(_messages(case, dictionary) if case.refused else _table(case, dictionary))]
    return "\n".join(lines).rstrip() + "\n"


def _prose(text: Pair) -> list[str]:
    return [text["en"].strip() + "  ", text["zh"].strip(), ""]


def _messages(case: Case, dictionary: Dictionary) -> Iterator[str]:
    try:
        case.node(dictionary)
    except Refused as refused:
        for problem in refused.problems:
            yield f"> {_cell(problem.text('en'))}  "
            yield f"> {_cell(problem.text('zh'))}"
            yield ""


def _table(case: Case, dictionary: Dictionary) -> Iterator[str]:
    said = both(case.node(dictionary), dictionary)
    yield f"*{_cell(said['en'])}*  "
    yield f"*{_cell(said['zh'])}*"
    yield ""
    yield "| on record 病历记录 | reviewed 已核对 | asked on 参考日 | answer 答案 |"
    yield "|---|---|---|---|"
    for patient in case.patients:
        facts = "<br>".join(map(_fact, patient.facts)) or "–"
        reviewed = "<br>".join(f"{key}: {on}" for key, on in patient.reviewed.items()) or "–"
        yield f"| {facts} | {reviewed} | {patient.as_of} | {ANSWERS[patient.answer]} |"
    yield ""


def _fact(fact: Fact) -> str:
    fields = dict(fact.fields)
    if "value" in fields and fact.variable != "ask":
        said = f"{fields.get('comparator', '')}{fields['value']} {fields.get('unit', '')}".strip()
        said += f" (ULN {fields['uln']})" if "uln" in fields else ""
    else:
        said = ", ".join(f"{name} {value}" for name, value in fields.items())
    return _cell(f"{fact.variable}: {said or '(nothing more)'}{f' @ {fact.on}' if fact.on else ''}")


def _cell(text: str) -> str:
    for mark, escaped in (("|", "\\|"), ("<", "&lt;"), ("*", "\\*"), ("\n", " ")):
        text = text.replace(mark, escaped)
    return text
