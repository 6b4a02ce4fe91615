"""Problems in the reader's own words: variables by the names clinicians use, places as a spreadsheet shows them."""

from __future__ import annotations

import re
from dataclasses import replace

from paeonia.record.dictionary import Dictionary
from paeonia.record.problems import Problem

_PLACES = (
    (re.compile(r",? row (\d+)"), r" 第 \1 行"),
    (re.compile(r",? line (\d+)"), r" 第 \1 行"),
    (re.compile(r",? entry (\d+)"), r" 第 \1 条"),
    (re.compile(r",? column “(.+?)”"), r" “\1”列"),
)


def problem_text(problem: Problem, dictionary: Dictionary, language: str, *, place: bool = True) -> str:
    """What is wrong, where and what to do next, with the dictionary's words instead of its names."""
    tongue = "zh" if language.startswith("zh") else "en"
    named = {
        key: _named(str(value), dictionary, tongue) if key == "variable" else value
        for key, value in problem.params.items()
    }
    where = place_text(problem.place, tongue) if place else ""
    return replace(problem, params=named, place=where).text(tongue)


def place_text(place: str, tongue: str) -> str:
    """A place in the reader's language; file names stay as they are."""
    if tongue == "zh":
        for pattern, said in _PLACES:
            place = pattern.sub(said, place)
    return place


def _named(said: str, dictionary: Dictionary, tongue: str) -> str:
    """`lvef` -> 左室射血分数; `therapy line` -> its field; anything else stays as it is."""
    name, _, part = said.partition(" ")
    variable = dictionary.variables.get(name)
    if variable is None:
        return said
    words = variable.words[tongue]
    field = variable.field(part) if part else None
    if field is not None:
        return f"{words}：{field.words[tongue]}" if tongue == "zh" else f"{words}, {field.words[tongue]}"
    ends = {"start": {"en": "start", "zh": "开始日期"}, "stop": {"en": "end", "zh": "结束日期"}}
    return f"{words} {ends.get(part, {}).get(tongue, part)}".strip()
