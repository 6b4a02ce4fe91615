"""A written value into the fields of a fact, as its dictionary entry demands."""

from __future__ import annotations

from typing import Any

from paeonia.chart.intake import texts
from paeonia.chart.intake.concepts import spoken
from paeonia.chart.intake.texts import Wrong
from paeonia.record.codes import Codelist
from paeonia.record.dictionary import Field
from paeonia.record.units import factor

Fields = dict[str, Any]
# What hospitals write into a cell when there is nothing to write.
BLANKS = frozenset({"", "-", "--", "—", "/", "\\", "na", "n/a", "null", "none recorded", "nd", "unknown", "unk",
                    "not known", "not done", "不详", "未知", "未查", "未测", "未做", "待查", "缺失", "空", "?", "？"})
_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "是": "yes", "有": "yes", "阳性": "yes", "√": "yes", "1": "yes",
           "positive": "yes", "no": "no", "n": "no", "false": "no", "否": "no", "无": "no", "阴性": "no", "×": "no",
           "0": "no", "negative": "no"}


def blank(text: str) -> bool:
    """Whether a text says that nothing is known; that is no fact, least of all a "no"."""
    return texts.plain(text).casefold() in BLANKS


def ambiguous(field: Field, text: str) -> bool:
    """A lone dash under a receptor: negative to one, nothing known to another."""
    return plain_dash(text) and field.type == "code" and field.codes is not None and field.codes.find("-") is not None


def plain_dash(text: str) -> bool:
    """Whether a text is one dash and no more."""
    return texts.plain(text) in ("-", "—", "–", "－")


def read(field: Field, text: str, unit: str = "", serial: bool = False) -> Fields | Wrong:
    """`{"value": ...}` (with unit and comparator for numbers) out of what somebody wrote.

    `unit` is the one the column or message announces; one written beside the number wins.
    """
    if field.type == "date":
        found = texts.day(text, serial)
        return found if isinstance(found, Wrong) else {"value": found}
    if field.type in ("number", "whole"):
        return _number(field, text, unit)
    if field.type == "yes_no":
        answer = _YES_NO.get(texts.plain(text).casefold())
        return {"value": answer} if answer else _unknown(text, "yes/是, no/否")
    if field.type == "code":
        assert field.codes is not None
        code = _code(field.codes, text)
        return {"value": code} if code else _unknown(text, expected(field.codes, text))
    return {"value": text.strip()}


def _code(codelist: Codelist, text: str) -> str | None:
    said = texts.plain(text)
    found = spoken(codelist, said) or spoken(codelist, text)
    if not found and said.endswith(".0"):
        found = codelist.find(said[:-2])  # spreadsheets keep "2" as 2.0
    return found


def _number(field: Field, text: str, unit: str) -> Fields | Wrong:
    found = texts.number(text)
    if isinstance(found, Wrong):
        return found
    fields: Fields = {"value": found.value}
    if found.comparator:
        fields["comparator"] = found.comparator
    return with_unit(fields, field, found.unit or unit)


def with_unit(fields: Fields, field: Field, *units: str) -> Fields:
    """The fields with the first unit that the variable can be read in; the first one as it is if none can."""
    said = [unit.strip() for unit in units if unit and unit.strip()]
    for unit in said:
        try:
            factor(unit, field.unit, field.molar_mass)
            return {**fields, "unit": unit}
        except ValueError:
            continue
    if said and not (dimensionless(field.unit) and counts(said[0])):
        fields = {**fields, "unit": said[0]}
    return fields


def dimensionless(unit: str) -> bool:
    """Counts and scores, for which a missing unit leaves nothing open."""
    return unit in ("", "1") or (unit.startswith("{") and unit.endswith("}"))


def counts(unit: str) -> bool:
    """Ways to write “no unit”: `#`, `{score}`, `Count`, `个`, `分`."""
    low = unit.casefold().strip("{}()（）")
    return not low or low in ("#", "1", "count", "score", "points", "个", "枚", "分", "级", "scoreof", "ratio", "比值")


def expected(codelist: Codelist, text: str = "", most: int = 8) -> str:
    """The codes a reader may choose from; of a long list only the most similar."""
    if len(codelist.codes) > 2 * most:
        close = codelist.nearest(text)
        return f"“{close}”?" if close else codelist.name
    listed = [f"{code.id}（{code.words['zh']}）" if code.words.get("zh") else code.id for code in codelist.codes.values()]
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")


def _unknown(text: str, choices: str) -> Wrong:
    return Wrong("cell-unknown-word", {"value": text, "expected": choices})
