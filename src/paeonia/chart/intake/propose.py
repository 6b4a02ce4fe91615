"""A first guess at a register's columns, from words in both languages, likeness, and what the cells hold."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from paeonia.chart.intake import values
from paeonia.chart.intake.columns import (
    _AGE,
    IGNORE,
    NOTES,
    ROLES,
    Column,
    Mapping,
    bare,
    field_of,
    split_unit,
)
from paeonia.chart.intake.register_words import DAYS, HEADINGS
from paeonia.chart.intake.texts import Wrong
from paeonia.record.dictionary import Dictionary, Variable
from paeonia.record.units import factor

_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_TRAILING = re.compile(r"(\d{1,2})$")
_STATUS = ("status", "state", "状态", "结果", "result", "value", "水平", "表达")
_START = ("开始", "开始日期", "start", "startdate", "起始日期")
_STOP = ("结束", "结束日期", "stop", "end", "enddate", "停药日期")
_LIKENESS = 0.84
_DATED = ("日期", "时间", "date", "day")


def propose(headings: Sequence[str], sample: Sequence[Sequence[str]], dictionary: Dictionary) -> Mapping:
    """The likely meaning of every column with a confidence from 0 to 1; what is not recognised is not read."""
    vocabulary = _vocabulary(dictionary)
    columns = [_guess(index, heading, vocabulary, dictionary) for index, heading in enumerate(headings)]
    columns = [_judged(column, sample, dictionary) for column in columns]
    return Mapping(tuple(_dated(_once(columns), dictionary)))


def _vocabulary(dictionary: Dictionary) -> dict[str, str]:
    """Bare words -> target; roles first, then variables, event fields and codes that may head a yes/no column."""
    words: dict[str, str] = {bare(word): role for role, listed in ROLES.items() for word in listed}
    for target, listed in HEADINGS.items():
        if target.partition(".")[0] in dictionary:
            words |= {bare(word): target for word in listed.split()}
    for variable in dictionary.variables.values():
        for spoken in _spoken(variable.id, *variable.words.values()):
            words.setdefault(bare(spoken), variable.id)
    for variable in dictionary.variables.values():
        for target, spoken in _parts(variable):
            words.setdefault(bare(spoken), target)
    for target, spoken in _codes_as_headings(dictionary):
        words.setdefault(bare(spoken), target)
    return words


def _parts(variable: Variable) -> Iterator[tuple[str, str]]:
    """`药物治疗 药物`, `therapy start`: the fields of an event, each behind the event's own name."""
    named = {name: (name, *field.words.values()) for name, field in variable.fields.items()}
    if variable.kind == "event" and variable.interval:
        named |= {"start": _START, "stop": _STOP}
    for first in (variable.id, *variable.words.values()):
        for name, listed in named.items():
            for second in listed:
                yield f"{variable.id}.{name}", first + second


def _codes_as_headings(dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    """`高血压` heads a yes/no column of one illness, `肝转移` of one site, `PIK3CA` of one gene."""
    for name, endings in (("condition", ("",)), ("metastasis", ("转移", " metastasis", " metastases", " mets")),
                          ("variant", ("", "突变", " mutation"))):
        variable = dictionary.variables.get(name)
        primary = variable.fields.get(variable.primary or "") if variable else None
        for code in primary.codes.codes.values() if primary and primary.codes else ():
            for word in _spoken(code.id, *code.words.values(), *code.also):
                for ending in endings:
                    yield f"{name}={code.id}", word + ending


def _spoken(*words: str) -> list[str]:
    """Each wording, the wording without its bracket, and what stands in the bracket: 谷丙转氨酶（ALT）."""
    found: list[str] = []
    for word in words:
        outside = _BRACKETS.sub("", word).strip()
        found += [word, outside, *(part.strip() for part in _BRACKETS.findall(word))]
    return [word for word in dict.fromkeys(found) if len(word) > 1 or not word.isascii()]


def _guess(index: int, heading: str, vocabulary: dict[str, str], dictionary: Dictionary) -> Column:
    name, unit = split_unit(heading)
    if bare(heading) in _AGE or bare(name) in _AGE:
        return Column(index, heading, note="age")
    if name in dictionary.variables and name.casefold() != name:
        # pT is no prothrombin time: an id written in capitals means itself.
        return _with_unit(Column(index, heading, name, unit, confidence=1.0), dictionary)
    inside = ((part, 0.9) for part in _BRACKETS.findall(heading))
    for text, sure in ((heading, 1.0), (name, 1.0), (_without_status(name), 0.95), *inside):
        if target := vocabulary.get(bare(text)) if bare(text) else None:
            share = f"{target}_percent"
            target = share if unit == "%" and share in dictionary else target
            return _with_unit(Column(index, heading, target, unit, confidence=sure), dictionary)
    numbered = _TRAILING.search(bare(name))
    if numbered and (target := vocabulary.get(bare(name)[:numbered.start()])):
        return Column(index, heading, target, unit, confidence=0.85, number=numbered[1])
    words = {word: target for word, target in vocabulary.items() if target not in ROLES}
    # Short Latin names are one letter apart and mean quite different things: FISH and FSH.
    long = len(bare(name)) > (5 if name.isascii() else 3)
    close = difflib.get_close_matches(bare(name), words, n=1, cutoff=_LIKENESS) if long else []
    if close:
        like = round(0.9 * difflib.SequenceMatcher(None, bare(name), close[0]).ratio(), 2)
        return _with_unit(Column(index, heading, words[close[0]], unit, confidence=like, note="guess"), dictionary)
    if held := _held(bare(name), words):
        return _with_unit(Column(index, heading, held[0], unit, confidence=held[1], note="guess"), dictionary)
    return Column(index, heading)


def _held(name: str, vocabulary: dict[str, str]) -> tuple[str, float] | None:
    """A wording that holds the heading or is held by it (确诊日期 in 首次确诊日期), if only one target does so best."""
    if len(name) < (4 if name.isascii() else 2):
        return None
    found: dict[str, float] = {}
    for word, target in vocabulary.items():
        short, long = sorted((word, name), key=len)
        if len(short) >= (4 if short.isascii() else 2) and short in long and 2 * len(short) >= len(long):
            found[target] = max(found.get(target, 0), len(short) / len(long))
    best = sorted(found.items(), key=lambda item: -item[1])
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0], round(0.4 + 0.4 * best[0][1], 2)


def _without_status(name: str) -> str:
    low = name.strip()
    for ending in _STATUS:
        if low.casefold().endswith(ending) and len(low) > len(ending):
            return low[:-len(ending)].strip(" _-")
    return low


def _with_unit(column: Column, dictionary: Dictionary) -> Column:
    """Keep the bracket of a heading only when the variable can be read in it."""
    field = field_of(dictionary, column.target)
    if field is None or field.type not in ("number", "whole"):
        return replace(column, unit="")
    if column.unit:
        try:
            factor(column.unit, field.unit, field.molar_mass)
            return column
        except ValueError:
            column = replace(column, unit="")
    return column if column.note or values.dimensionless(field.unit) else replace(column, note="no-unit")


def _judged(column: Column, sample: Sequence[Sequence[str]], dictionary: Dictionary) -> Column:
    """Lower the confidence where the cells do not read as the guess would have them."""
    field = field_of(dictionary, column.target)
    cells = [row[column.index] for row in sample if column.index < len(row) and not values.blank(row[column.index])]
    if field is None or len(cells) < 3:
        return column
    good = sum(not isinstance(values.read(field, cell, column.unit, serial=True), Wrong) for cell in cells) / len(cells)
    sure = round(column.confidence * (0.4 + 0.6 * good), 2)
    return replace(column, confidence=sure, note="unlike" if good < 0.5 else column.note)


def _once(columns: list[Column]) -> list[Column]:
    """Of several columns with one target the surest keeps it; several values of a variable need a person's choice."""
    best: dict[tuple[str, str], Column] = {}
    for column in columns:
        key = (column.target, column.number)
        if column.target and (key not in best or column.confidence > best[key].confidence):
            best[key] = column
    return [column if not column.target or best[column.target, column.number] is column
            else replace(column, target=IGNORE, confidence=0.0, note="twice") for column in columns]


def _dated(columns: list[Column], dictionary: Dictionary) -> list[Column]:
    """`ER 检测日期` beside `ER` is the day of that value, not a value of its own."""
    by_name = {bare(split_unit(column.heading)[0]): column for column in columns if column.target}
    dates: dict[int, int] = {}
    by_target = {column.target: column for column in columns if column.target}
    for column in columns:
        name = bare(split_unit(column.heading)[0])
        if (value := by_target.get(DAYS.get(name, ""))) is not None:
            dates[value.index] = column.index
            continue
        if column.target and column.confidence >= 0.9:
            continue
        for ending in ("检测日期", "检查日期", "检验日期", *_DATED):
            value = by_name.get(name.removesuffix(ending)) if name.endswith(ending) else None
            field = field_of(dictionary, value.target) if value else None
            if value and value.index != column.index and field is not None and field.type != "date":
                dates[value.index] = column.index
                break
    return [replace(column, dated_by=dates.get(column.index),
                    target=IGNORE if column.index in dates.values() else column.target) for column in columns]


def note_text(column: Column, dictionary: Dictionary, language: str) -> str:
    """The note of a column in words."""
    if column.note not in NOTES:
        return ""
    field = field_of(dictionary, column.target)
    return NOTES[column.note][1 if language.startswith("zh") else 0].format(unit=field.unit if field else "")
