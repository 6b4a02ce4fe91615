"""What changed between two versions of a registry record, line by line, in the order in which a doctor would ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

AROUND = 2          # unchanged lines shown beside a change
LONGEST = 4_000     # lines compared one by one; beyond, everything is said to be replaced

# Fields of the record in the order of the page, with their words.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "status": {"en": "Status", "zh": "招募状态"}, "why_stopped": {"en": "Why it was stopped", "zh": "停止原因"},
    "start": {"en": "Start", "zh": "开始日期"}, "primary_completion": {"en": "Primary completion", "zh": "主要终点完成日期"},
    "completion": {"en": "Completion", "zh": "完成日期"}, "eligibility": {"en": "Eligibility text", "zh": "入排标准原文"},
    "minimum_age": {"en": "Minimum age", "zh": "最小年龄"}, "maximum_age": {"en": "Maximum age", "zh": "最大年龄"},
    "sex": {"en": "Sex", "zh": "性别"}, "healthy_volunteers": {"en": "Healthy volunteers", "zh": "健康志愿者"},
    "locations": {"en": "Sites", "zh": "研究中心"}, "primary_outcomes": {"en": "Primary outcomes", "zh": "主要终点"},
    "secondary_outcomes": {"en": "Secondary outcomes", "zh": "次要终点"}, "enrolment": {"en": "Enrolment", "zh": "计划入组"},
    "phases": {"en": "Phase", "zh": "分期"}, "arms": {"en": "Arms", "zh": "试验分组"},
    "interventions": {"en": "Interventions", "zh": "干预措施"}, "title": {"en": "Title", "zh": "题目"},
    "official_title": {"en": "Official title", "zh": "正式题目"}, "sponsor": {"en": "Sponsor", "zh": "申办方"},
    "collaborators": {"en": "Collaborators", "zh": "合作方"}, "other_numbers": {"en": "Other numbers", "zh": "其他编号"},
    "conditions": {"en": "Conditions", "zh": "疾病"}, "keywords": {"en": "Keywords", "zh": "关键词"},
    "masking": {"en": "Masking", "zh": "盲法"}, "allocation": {"en": "Allocation", "zh": "分配方式"},
    "purpose": {"en": "Purpose", "zh": "目的"}, "summary": {"en": "Summary", "zh": "摘要"},
    "description": {"en": "Description", "zh": "详细说明"}, "acronym": {"en": "Acronym", "zh": "简称"},
    "first_posted": {"en": "First posted", "zh": "首次公布"}, "study_type": {"en": "Study type", "zh": "研究类型"},
    "enrolment_actual": {"en": "Enrolment is final", "zh": "入组数为实际数"},
    "gender_based": {"en": "Eligibility by gender", "zh": "按性别认同入组"},
}
_SILENT = ("last_update", "number", "registry")     # say nothing but that there is another version
# Parts of a part as they are read aloud; the database keeps them in an order of its own. Coordinates say nothing.
_INSIDE = ("number", "label", "kind", "facility", "name", "measure", "city", "state", "country", "time_frame", "other_names",
           "interventions", "arms", "description", "status", "registry")
_UNORDERED = ("locations", "collaborators", "conditions", "keywords", "other_numbers")


@dataclass(frozen=True)
class Line:
    """One line: `added`, `removed`, `same`, or `gap` for unchanged lines left out (`text` is their number)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """A field that differs, with its words and lines."""

    field: str
    words: Mapping[str, str]
    lines: tuple[Line, ...]

    @property
    def added(self) -> int:
        """How many lines are new."""
        return sum(line.kind == "added" for line in self.lines)

    @property
    def removed(self) -> int:
        """How many lines are gone."""
        return sum(line.kind == "removed" for line in self.lines)


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Every field that reads otherwise; one that this page has no words for is shown under its own name."""
    names = [*FIELDS, *sorted((before.keys() | after.keys()) - FIELDS.keys() - set(_SILENT))]
    found = []
    for name in names:
        old, new = said(before.get(name)), said(after.get(name))
        if name in _UNORDERED:
            old, new = sorted(old), sorted(new)
        if old != new:
            words = FIELDS.get(name) or {"en": name, "zh": name}
            found.append(Change(name, words, tuple(_lines(old, new))))
    return tuple(found)


def said(value: Any) -> list[str]:
    """A field as lines: of a text its own, of a list one for each part."""
    if value is None or value == "":
        return []
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, Mapping):
        text = _part(value)
        return [text] if text else []
    if isinstance(value, list):
        return [line for part in value for line in said(part)]
    return [line.strip() for line in str(value).splitlines() if line.strip()]


def _part(part: Mapping[str, Any]) -> str:
    """`East Hospital · Shanghai · China · RECRUITING`; an age by its own words; coordinates say nothing to a reader."""
    if part.keys() >= {"text", "amount"}:
        return str(part["text"])
    shown = [", ".join(map(str, value)) if isinstance(value, list) else str(value)
             for name in _INSIDE if (value := part.get(name)) not in (None, "", [])]
    return " · ".join(" ".join(text.split()) for text in shown)


def _lines(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    if len(old) + len(new) > LONGEST:
        return [*(Line("removed", text) for text in old), *(Line("added", text) for text in new)]
    found: list[Line] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (kind, a, b, c, d) in enumerate(steps):
        if kind == "equal":
            found += _around(list(old[a:b]), first=at == 0, last=at == len(steps) - 1)
        else:
            found += [Line("removed", text) for text in old[a:b]]
            found += [Line("added", text) for text in new[c:d]]
    return found


def _around(same: list[str], first: bool, last: bool) -> list[Line]:
    """Unchanged lines near a change; the others are counted."""
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    if len(same) <= head + tail + 1:
        return [Line("same", text) for text in same]
    hidden = len(same) - head - tail
    end = same[len(same) - tail:]
    return [*(Line("same", text) for text in same[:head]), Line("gap", str(hidden)), *(Line("same", text) for text in end)]
