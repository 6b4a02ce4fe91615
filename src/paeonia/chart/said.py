"""Facts as a clinician says them, in both languages, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from paeonia.record.dictionary import Field, Variable
from paeonia.record.facts import Fact
from paeonia.record.timeline import Episode, Timeline

from .cards import Kept
from .rows import digest

Words = Mapping[str, str]
_UNITLESS = {"{score}": "", "1": "", "{ratio}": ""}
_READABLE = {"10*9/L": "×10⁹/L", "10*12/L": "×10¹²/L", "10*3/uL": "×10³/µL", "umol/L": "µmol/L", "mm[Hg]": "mmHg",
             "mL/min/{1.73_m2}": "mL/min/1.73 m²", "mg/m2": "mg/m²", "kg/m2": "kg/m²", "Cel": "°C"}  # fmt: skip
# Lengths of time and rates are spoken, not abbreviated.
_SPOKEN_UNITS = {"mo": ("months", "个月"), "a": ("years", "年"), "wk": ("weeks", "周"), "d": ("days", "天"),
                 "/min": ("/min", "次/分"), "{score}": ("", ""), "h": ("hours", "小时")}  # fmt: skip
# Sources that are written in English only: those of the demo programme, and how a patient said what she would like.
_SPOKEN_SOURCES = {
    "generated": {"en": "demo data", "zh": "演示数据"}, "demo story": {"en": "demo record", "zh": "演示病历"},
    "said in her own account": {"en": "said in her own account", "zh": "本人在账号中表示"},
    "said in person": {"en": "said in person", "zh": "当面表示"},
    "said on the telephone": {"en": "said on the telephone", "zh": "电话中表示"},
    "written on paper": {"en": "written on paper", "zh": "书面表示"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands in few words; `id` opens it, None for what was derived from others."""

    words: Any
    id: int | None


class Sources:
    """Finds the row behind a fact of a timeline, which itself knows no rows."""

    def __init__(self, standing: Iterable[Kept]) -> None:
        self._kept = {digest(one.fact): one for one in standing}

    def of(self, fact: Fact) -> Source:
        """Who or what said a fact."""
        if fact.source.startswith("derived:"):
            return Source({"en": "derived from other facts", "zh": "由其他记录推算"}, None)
        kept = self._kept.get(digest(fact))
        if kept is None:
            return Source(spoken_source(fact.source) if fact.source else {"en": "not recorded", "zh": "未记录"}, None)
        unknown = {"en": "source not recorded", "zh": "来源未记录"}
        return Source(kept.intake_name or kept.who or spoken_source(fact.source) or unknown, kept.id)


def spoken_source(source: str) -> Any:
    """A source as people read it: the demo's own in the reader's language, any other as it was written."""
    return _SPOKEN_SOURCES.get(source, source)


def unit_words(unit: str) -> str:
    """A UCUM unit as it is printed on a laboratory sheet."""
    return _UNITLESS.get(unit, _READABLE.get(unit, unit))


def number_words(value: Any, decimals: int) -> str:
    """A number with so many decimals, or as many as it needs when rounding would hide it."""
    told = f"{float(value):.{decimals}f}"
    return told if float(told) or not float(value) else f"{float(value):.2g}"


def value_words(variable: Variable, value: Any) -> Words:
    """A value as a clinician says it, in both languages, with its unit."""
    if variable.value is None:
        return {"en": str(value), "zh": str(value)}
    if variable.type in ("number", "whole"):
        places = variable.decimals if variable.type == "number" else 0
        return measured(number_words(value, places), variable.unit)
    return field_words(variable.value, value)


def field_words(field: Field, value: Any) -> Words:
    """The value of one field in both languages."""
    if field.codes is not None and value in field.codes:
        return dict(field.codes.codes[value].words)
    if field.type == "yes_no":
        return {"yes": {"en": "yes", "zh": "是"}, "no": {"en": "no", "zh": "否"}}.get(
            str(value), {"en": str(value), "zh": str(value)}
        )
    return measured(f"{value:g}", field.unit) if isinstance(value, (int, float)) else {"en": str(value), "zh": str(value)}


def measured(said: str, unit: str) -> Words:
    """A number with its unit in both languages."""
    en, zh = _SPOKEN_UNITS.get(unit, (unit_words(unit),) * 2)
    if said == "1":
        en = en.removesuffix("s") if unit in ("mo", "a", "wk", "d", "h") else en
    return {"en": f"{said} {en}".strip(), "zh": f"{said} {zh}".strip()}


def said_words(fact: Fact, variable: Variable) -> Words:
    """What a fact says, in both languages."""
    if variable.kind == "event":
        return event_words(variable, fact.fields)
    mark = fact.fields.get("comparator", "")
    return {tongue: mark + said for tongue, said in value_words(variable, fact.value).items()}


def event_words(variable: Variable, codes: Mapping[str, Any], without: Iterable[str] = ()) -> Words:
    """An event in few words: its fields, the primary one first."""
    said: dict[str, list[str]] = {"en": [], "zh": []}
    for name in sorted(variable.fields, key=lambda name: name != variable.primary):
        field, value = variable.fields[name], codes.get(name)
        if value is None or name in without or (field.same_as and field.same_as in codes):
            continue
        plain = field.codes is not None and name in (variable.primary, "side", "site")
        for tongue, words in field_words(field, value).items():
            said[tongue].append(words if plain else f"{field.words[tongue]} {words}")
    return {
        "en": ", ".join(said["en"]) or variable.words["en"],
        "zh": "，".join(said["zh"]) or variable.words["zh"],
    }


def joined(parts: Iterable[Words], en: str = ", ", zh: str = "、") -> Words:
    """Several wordings as one, each said once."""
    held = list(parts)
    return {
        "en": en.join(dict.fromkeys(one["en"] for one in held)),
        "zh": zh.join(dict.fromkeys(one["zh"] for one in held)),
    }


def began(episode: Episode) -> str:
    """The day an event began, as written; empty when nobody wrote one."""
    return str(episode.fact.fields.get("start") or episode.fact.on or "")


def seen(fact: Fact, line: Timeline) -> bool:
    """Whether a dated fact was there on the day the page speaks of."""
    return fact.on is not None and fact.on <= date.fromordinal(line.as_of).isoformat()
