"""Events of the dictionary out of FHIR parts: each part goes where the dictionary has a field of that name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from paeonia.chart.intake import values
from paeonia.chart.intake.concepts import find, yes_no
from paeonia.chart.intake.context import Context, Said
from paeonia.chart.intake.texts import Wrong
from paeonia.fhir import codings
from paeonia.record.dictionary import Field, Variable
from paeonia.record.facts import Fact
from paeonia.record.problems import Problem

_DATES = ("start", "stop", "ongoing")


def has(context: Context, variable: str, field: str = "") -> bool:
    """Whether the dictionary holds a variable, and a field of it."""
    entry = context.dictionary.variables.get(variable)
    return entry is not None and (not field or entry.field(field) is not None)


def event(context: Context, name: str, on: str | None, source: str, parts: Mapping[str, Any]) -> Iterator[Said]:
    """An event with what could be read of its parts; parts the dictionary has no field for, or that say
    something it does not know, are told and left out. Nothing is yielded without the primary field.
    """
    variable = context.dictionary.variables.get(name)
    if variable is None:
        yield Problem("fhir-no-variable", "", {"what": name, "variable": name})
        return
    fields, trouble = read_parts(variable, parts)
    if variable.primary and variable.primary not in fields:
        yield trouble.get(variable.primary) or Problem("fhir-missing-part", "", {"kind": name, "part": variable.primary})
        return
    if fields:
        yield Fact(name, fields, on, source)
    yield from (problem for part, problem in trouble.items() if part != variable.primary)


def read_parts(variable: Variable, parts: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Problem]]:
    """The fields of an event, and what was wrong with each part that could not be read."""
    fields: dict[str, Any] = {}
    trouble: dict[str, Problem] = {}
    for part, given in parts.items():
        field = variable.fields.get(part)
        if given in (None, "", []) or (field is None and part not in _DATES):
            continue
        if part in _DATES or field is None:
            fields[part] = given
            continue
        read = _field(field, given)
        if read is None:
            shown = codings.shown(given) if isinstance(given, (dict, list)) else str(given)
            trouble[part] = Problem("fhir-unreadable-value", "", {
                "value": shown[:120], "variable": f"{variable.id}.{part}", "what": shown[:60]})
        else:
            fields[part] = read["value"]
            if "unit" in read:
                fields[f"{part}_unit"] = read["unit"]
    return fields, trouble


def _field(field: Field, given: Any) -> dict[str, Any] | None:
    if isinstance(given, dict) and "value" in given:
        number = given["value"]
        if field.type in ("number", "whole") and isinstance(number, (int, Decimal)):
            return values.with_unit({"value": number}, field, str(given.get("code") or ""), str(given.get("unit") or ""))
    if isinstance(given, (dict, list)):
        if field.type == "code" and field.codes is not None:
            code = find(field.codes, given)
            return {"value": code} if code else None
        if field.type == "yes_no":
            answer = yes_no(given)
            return {"value": answer} if answer else None
        given = (codings.words(given) or [c.code for c in codings.codings(given)] or [""])[0]
    if isinstance(given, bool):
        return {"value": "yes" if given else "no"} if field.type == "yes_no" else None
    read = values.read(field, str(given))
    return None if isinstance(read, Wrong) else read
