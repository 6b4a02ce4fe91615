"""The form of one fact: its questions follow from the dictionary, its answers become a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from paeonia.record.codes import Codelist
from paeonia.record.dictionary import Dictionary, Field, Variable
from paeonia.record.facts import Fact
from paeonia.ui.shapes import Option

from .said import unit_words

MANY = 40  # codes from which a list is searched by typing instead of scrolled
_OFTEN = ("ecog", "er", "pr", "her2_ihc", "lvef", "therapy", "progression", "metastasis", "variant", "condition")


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the form; `kind` is one of the field component's, or `search` with a list of options."""

    name: str
    words: Any
    kind: str
    value: str
    options: tuple[Option, ...] = ()
    unit: str = ""
    help: Any = ""
    required: bool = False


def choices(dictionary: Dictionary, tongue: str) -> list[Option]:
    """Every variable by the words of the reader's language, for searching."""
    return [Option(v.id, v.words[tongue]) for v in dictionary.variables.values()]


def often(dictionary: Dictionary) -> list[Variable]:
    """What is recorded most, one click away."""
    return [dictionary[name] for name in _OFTEN if name in dictionary]


def chosen(text: str, dictionary: Dictionary) -> Variable | None:
    """The variable somebody typed or picked, by id or by its words."""
    said = text.strip()
    return dictionary.variables.get(said) or dictionary.variables.get(dictionary.spoken.get(said.casefold(), ""))


def questions(variable: Variable, given: Mapping[str, str], tongue: str) -> list[Question]:
    """What has to be asked to record a variable, filled with what was given."""
    if variable.kind == "event":
        asked = [
            _question(f"field.{name}", field, given, tongue, required=name == variable.primary)
            for name, field in variable.fields.items()
            if not field.same_as
        ]
        asked.sort(key=lambda one: not one.required)  # what it is and when, then the details
        first = [one for one in asked if one.required]
        return first + _days_of_event(variable, given) + asked[len(first) :]
    assert variable.value is not None
    value = _question("value", variable.value, given, tongue, required=True, words=variable.words)
    asked = [value]
    if variable.type in ("number", "whole") and unit_words(variable.unit):
        asked.append(Question("unit", _("Unit"), "text", given.get("unit", variable.unit)))
    if variable.kind == "measurement" and variable.usual:
        asked.append(Question("uln", _("Upper limit of this laboratory"), "number", given.get("uln", "")))
    if variable.kind != "attribute":
        asked.append(_day("on", _("Day"), given))
    return asked


def _days_of_event(variable: Variable, given: Mapping[str, str]) -> list[Question]:
    if not variable.interval:
        return [_day("on", _("Day"), given)]
    how = (Option("yes", _("still going on")), Option("no", _("has ended")))
    return [
        _day("start", _("From"), given),
        _day("stop", _("Until"), given, required=False),
        Question("ongoing", _("Now"), "radios", given.get("ongoing", ""), how),
    ]


def _day(name: str, words: str, given: Mapping[str, str], required: bool = True) -> Question:
    said = _("YYYY-MM-DD; a month or a year alone if that is all that is known")
    return Question(name, words, "text", given.get(name, ""), help=said, required=required)


def _question(
    name: str, field: Field, given: Mapping[str, str], tongue: str, *, required: bool, words: Any = None
) -> Question:
    value, words = given.get(name, ""), words or field.words
    if field.type == "yes_no":
        both = (Option("yes", _("yes")), Option("no", _("no")))
        return Question(name, words, "radios", value, both, required=required)
    if field.codes is not None:
        options = tuple(_coded(field.codes, tongue))
        kind = "search" if len(options) > MANY else "select"
        if kind == "search" and value in field.codes:
            value = field.codes.codes[value].words[tongue]
        return Question(name, words, kind, value, options, required=required)
    kind = "number" if field.type in ("number", "whole") else "text"
    unit = unit_words(field.unit) if name != "value" else ""
    return Question(name, words, kind, value, unit=unit, required=required)


def _coded(codes: Codelist, tongue: str) -> list[Option]:
    return [Option(code.id, code.words[tongue]) for code in codes.codes.values()]


def fact_of(variable: Variable, given: Mapping[str, str], source: str) -> Fact:
    """The fact a filled form says; what is wrong with it is for the dictionary to find."""
    said = {name: text.strip() for name, text in given.items() if text and text.strip()}
    if variable.kind != "event":
        fields: dict[str, Any] = {"value": said.get("value", "")}
        fields |= {name: said[name] for name in ("unit", "uln", "comparator") if name in said}
        if variable.value is not None and variable.value.codes is not None:
            fields["value"] = _code(variable.value.codes, fields["value"])
        if variable.type in ("number", "whole"):
            fields["value"], mark = _compared(fields["value"])
            fields |= {"comparator": mark} if mark else {}
        return Fact(variable.id, fields, said.get("on"), source)
    fields = {
        name: _code(field.codes, said[f"field.{name}"]) if field.codes is not None else said[f"field.{name}"]
        for name, field in variable.fields.items()
        if f"field.{name}" in said
    }
    fields |= {name: said[name] for name in ("start", "stop", "ongoing") if name in said and variable.interval}
    return Fact(variable.id, fields, said.get("on") or said.get("start"), source)


def _code(codes: Codelist, text: str) -> str:
    """A code by its id or by the words it is offered under; anything else as it was written."""
    return text if text in codes else codes.find(text) or text


def _compared(text: str) -> tuple[str, str]:
    """`<0.1` -> 0.1 and `<`; the laboratory could not measure lower."""
    text = text.replace("＜", "<").replace("＞", ">").replace("≤", "<=").replace("≥", ">=")
    mark = next((mark for mark in ("<=", ">=", "<", ">") if text.startswith(mark)), "")
    return text[len(mark) :].strip(), mark


def given_of(fact: Fact, variable: Variable) -> dict[str, str]:
    """A fact as the form would have been filled, for correcting it."""
    if variable.kind != "event":
        mark = str(fact.fields.get("comparator", ""))
        given = {"value": mark + _plain(fact.value), "on": fact.on or "", "unit": variable.unit}
        return given | {"uln": _plain(fact.fields["uln"])} if "uln" in fact.fields else given
    given = {f"field.{name}": _plain(value) for name, value in fact.fields.items() if name in variable.fields}
    given |= {name: str(fact.fields[name]) for name in ("start", "stop") if fact.fields.get(name)}
    if "ongoing" in fact.fields:
        given["ongoing"] = "yes" if fact.fields["ongoing"] else "no"
    given.setdefault("start", fact.on or "")
    return given | {"on": fact.on or ""}


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
