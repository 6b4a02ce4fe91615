"""A fact as one line of a chart, in both languages."""

from __future__ import annotations

from typing import Any

from paeonia.criteria.word_parts import number, quantity, unit_words, value_words
from paeonia.record.dictionary import Dictionary, Field, Variable
from paeonia.record.facts import Fact

LANGUAGES = ("en", "zh")
_PLAIN = ("setting", "site", "side", "kind", "intent", "status")  # understood without the name of the field


def fact_words(fact: Fact, dictionary: Dictionary) -> dict[str, str]:
    """`ALT 90 U/L (ULN 40)`, `Therapy: palbociclib, advanced, 2024-05-02 to 2025-01-10`; `{"en", "zh"}`."""
    if fact.variable == "ask":
        return {"en": f"answered: {fact.value}", "zh": "已回答：" + {"yes": "是", "no": "否"}.get(str(fact.value), "")}
    variable = dictionary[fact.variable]
    speak = _event if variable.kind == "event" else _value
    return {language: speak(fact, variable, language) for language in LANGUAGES}


def value_said(fact: Fact, variable: Variable, language: str) -> str:
    """The value alone, with its unit and the laboratory's limit."""
    assert variable.value is not None
    if variable.type in ("number", "whole"):
        # What was reckoned from other facts is no more exact than they are.
        value = float(f"{float(fact.value):.4g}") if fact.source.startswith("derived:") else float(fact.value)
        said = quantity(value, variable.unit, language)
    else:
        said = _said(variable.value, fact.value, language)
    said = f"{fact.fields.get('comparator', '')}{said}"
    uln = fact.fields.get("uln")
    return f"{said} (ULN {number(uln)})" if uln else said


def _value(fact: Fact, variable: Variable, language: str) -> str:
    gap = "：" if language == "zh" else ": "
    return f"{variable.words[language]}{gap}{value_said(fact, variable, language)}"


def _event(fact: Fact, variable: Variable, language: str) -> str:
    parts = []
    for name, field in variable.fields.items():
        given = fact.fields.get(name)
        if given is None or (field.same_as and fact.fields.get(field.same_as)):
            continue
        said = _said(field, given, language)
        if name == "intent" and "setting" in fact.fields:
            continue  # adjuvant is curative, advanced is palliative: said once
        unit = f" {unit_words(field.unit, language)}" if field.unit else ""
        if name == "line":
            parts.append(f"{said} 线" if language == "zh" else f"line {said}")
        elif name == variable.primary or name in _PLAIN:
            parts.append(said)
        else:
            parts.append(f"{field.words[language]}{'：' if language == 'zh' else ' '}{said}{unit}")
    span = _span(fact, language)
    if span:
        parts.insert(1 if parts else 0, span)
    comma, colon = ("，", "：") if language == "zh" else (", ", ": ")
    return f"{variable.words[language]}{colon}{comma.join(parts)}" if parts else variable.words[language]


def _span(fact: Fact, language: str) -> str:
    start, stop = fact.fields.get("start"), fact.fields.get("stop")
    if not start and not stop:
        return ""
    zh = language == "zh"
    if not stop and fact.fields.get("ongoing"):
        stop = "至今" if zh else "ongoing"
    end = stop or ("结束时间未记录" if zh else "end not recorded")
    return f"{start or '?'} – {end}"


def _said(field: Field, value: Any, language: str) -> str:
    if field.type in ("number", "whole"):
        return number(float(value))
    if field.codes is not None and value in field.codes:
        return field.codes.codes[value].words[language]
    return value_words(field, [str(value)], language) if field.type == "yes_no" else str(value)
