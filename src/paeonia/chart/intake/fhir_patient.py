"""Patients: who she is, and the few facts about a person that medicine reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from paeonia.chart.intake.concepts import spoken
from paeonia.chart.intake.context import Content, Context, Said, extensions
from paeonia.fhir import codings, dates
from paeonia.record.facts import Fact, Identity
from paeonia.record.problems import Problem

_HAN = re.compile(r"[\u3400-\u9fff]")
# Chinese family names of two characters; every other Chinese name begins with a family name of one.
_TWO = frozenset([
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空",
    "夏侯", "端木", "轩辕", "宇文", "长孙", "南宫", "独孤", "呼延", "闻人", "赫连", "澹台", "公冶",
    "太史", "申屠", "钟离", "百里", "东郭", "西门", "第五", "拓跋", "完颜", "万俟", "濮阳", "淳于",
    "单于",
])


def patient(content: Content, context: Context, source: str) -> Iterator[Said]:
    """Identity first, then birth date, sex and death as facts."""
    yield identity(content)
    born = content.get("birthDate")
    if dates.day(born) is not None:
        if "birth_date" in context.dictionary:
            yield Fact("birth_date", {"value": dates.day(born)}, None, source)
        else:
            yield Problem("fhir-no-variable", "", {"what": "birthDate", "variable": "birth_date"})
    yield from _sex(content, context, source)
    yield from _death(content, context, source)


def identity(content: Content) -> Identity:
    """Name, telephone and every number; the record number is the one typed MR, else the first given."""
    family, given = names(content)
    numbers = _numbers(content)
    mrn = next((value for kind, _, value in numbers if kind == "MR"), "") or next(
        (value for kind, _, value in numbers if kind not in ("SS", "DL", "PPN")), "")
    own = str(content.get("id") or "")
    listed = tuple(dict.fromkeys([(system or kind or "number", value) for kind, system, value in numbers]
                                 + ([("fhir", own)] if own else [])))
    return Identity(mrn or own, family, given, _phone(content), listed)


def names(content: Content) -> tuple[str, str]:
    """Family and given name: the official one of several; Chinese full names are split after the family name."""
    listed = [name for name in _list(content.get("name")) if isinstance(name, dict)]
    if not listed:
        return "", ""
    rank = {"official": 0, "usual": 1, "": 2, "maiden": 8, "old": 9, "anonymous": 9, "temp": 9, "nickname": 7}
    # Characters before a transcription: registers here are kept in characters.
    best = min(listed, key=lambda n: (rank.get(str(n.get("use") or ""), 3), not _HAN.search(str(n))))
    family = best.get("family")
    family = " ".join(map(str, family)) if isinstance(family, list) else str(family or "")
    parts = [str(part) for part in _list(best.get("given")) if part]
    given = ("" if any(map(_HAN.search, parts)) else " ").join(parts)
    text = best.get("text")
    if not family and not given and isinstance(text, str):
        return split(text)
    return family.strip(), given.strip()


def split(name: str) -> tuple[str, str]:
    """Family and given name of a name written in one piece: 欧阳晓梅 -> 欧阳, 晓梅; Jenny M -> M, Jenny."""
    name = name.strip()
    if _HAN.match(name):
        bare = name.replace(" ", "").replace("\u3000", "")
        size = 2 if bare[:2] in _TWO and len(bare) > 2 else 1
        return bare[:size], bare[size:]
    if "," in name:
        family, _, given = name.partition(",")
        return family.strip(), given.strip()
    given, _, family = name.rpartition(" ")
    return family.strip(), given.strip()


def _numbers(content: Content) -> list[tuple[str, str, str]]:
    found = []
    for item in _list(content.get("identifier")):
        if not isinstance(item, dict) or item.get("value") in (None, "") or item.get("use") == "old":
            continue
        kinds = [coding.code for coding in codings.codings(item.get("type"))]
        found.append((kinds[0] if kinds else "", str(item.get("system") or ""), str(item["value"]).strip()))
    return found


def _phone(content: Content) -> str:
    for item in _list(content.get("telecom")):
        if isinstance(item, dict) and item.get("system") in ("phone", "sms") and item.get("use") != "old":
            return str(item.get("value") or "")[:40]
    return ""


def _sex(content: Content, context: Context, source: str) -> Iterator[Said]:
    said = content.get("gender") or next(
        (item.get("valueCode") for item in extensions(content, "birthsex")), None)
    if said in (None, "", "unknown", "UNK"):
        return
    variable = context.dictionary.variables.get("sex")
    if variable is None or variable.value is None or variable.value.codes is None:
        yield Problem("fhir-no-variable", "", {"what": "gender", "variable": "sex"})
        return
    word = {"F": "female", "M": "male"}.get(str(said), str(said))
    code = spoken(variable.value.codes, word)
    if code:
        yield Fact("sex", {"value": code}, None, source)
    else:
        yield Problem("fhir-unreadable-value", "", {"value": str(said)[:40], "variable": "sex", "what": "gender"})


def _death(content: Content, context: Context, source: str) -> Iterator[Said]:
    """Death, and its day if told; `deceasedBoolean: false` says she was alive when the record was written, no day."""
    day, said = dates.day(content.get("deceasedDateTime")), content.get("deceasedBoolean")
    if day is None and said is not True:
        return
    for name, value in (("vital_status", "dead"), ("death_date", day)):
        if value is None:
            continue
        if name in context.dictionary:
            yield Fact(name, {"value": value}, day, source)
        else:
            yield Problem("fhir-no-variable", "", {"what": f"deceased {day or ''}".strip(), "variable": name})


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
