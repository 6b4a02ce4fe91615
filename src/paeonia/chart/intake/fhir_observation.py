"""Observations: laboratory values, receptors, stage categories, scores, body measures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import Any

from paeonia.chart.intake import values
from paeonia.chart.intake.concepts import find, yes_no
from paeonia.chart.intake.context import Content, Context, Said, first, what
from paeonia.chart.intake.events import event
from paeonia.chart.intake.fhir_history import history, is_history
from paeonia.chart.intake.fhir_variant import is_variant, studied, variant
from paeonia.chart.intake.texts import Wrong
from paeonia.chart.intake.texts import number as number_in
from paeonia.fhir import codings, dates
from paeonia.record.check import check
from paeonia.record.dictionary import Field, Variable
from paeonia.record.facts import Fact, Review
from paeonia.record.problems import Problem

_ABSENT_SYSTEMS = ("absent",)
_NONE = "260413007"  # SNOMED: none
Fields = dict[str, Any]


def observation(content: Content, context: Context, source: str) -> Iterator[Said]:
    """The facts of one observation and of its components."""
    if is_variant(content):
        yield from variant(content, context, source)
        return
    if is_history(content):
        yield from history(content, context, source)
        return
    if regions := list(studied(content)):
        yield from regions
        return
    on = dates.begins(content, "effective") or dates.day(content.get("issued"))
    parts = [part for part in _list(content.get("component")) if isinstance(part, dict)]
    own = list(_one(content, context, on, source)) if _says_something(content) or not parts else []
    inner = [list(_one(part, context, on, source)) for part in parts]
    yield from own
    for number, said in enumerate(inner, 1):
        for item in said:
            yield Problem(item.code, f", component {number}", item.params) if isinstance(item, Problem) else item


def _one(content: Content, context: Context, on: str | None, source: str) -> Iterator[Said]:
    label = what(content)
    if reason := absent(content):
        yield Problem("fhir-absent", "", {"what": label, "reason": reason})
        return
    named = context.concepts.variables(content.get("code"))
    candidates = [variable for variable in named if variable.kind != "event"]
    happened = [variable for variable in named if variable.kind == "event"]
    if not named:
        yield Problem("fhir-unknown-observation", "", {"what": label})
    elif not _says_something(content):
        yield Problem("fhir-no-value", "", {"what": label})
    elif not candidates:
        yield from _event(content, happened[0], context, on, source)
    else:
        yield _best(content, candidates, context, on, source, label)


def _event(content: Content, variable: Variable, context: Context, on: str | None, source: str) -> Iterator[Said]:
    """An event told as an observation (site of metastasis: bone); “none” says that the list was looked through."""
    value = next((content[name] for name in content if name.startswith("value")), None)
    if isinstance(value, dict) and any(coding.code == _NONE for coding in codings.codings(value)):
        if on:
            yield Review(variable.id, on)
        else:
            yield Problem("fhir-missing-part", "", {"kind": what(content), "part": "effective"})
        return
    yield from event(context, variable.id, on, source, {variable.primary or "": value})


def _best(content: Content, candidates: list[Variable], context: Context, on: str | None, source: str,
          label: str) -> Fact | Problem:
    """The first candidate that can say it; numeric companions (er -> er_percent) are tried after the code itself."""
    trouble: Problem | None = None
    for variable in chain(candidates, chain.from_iterable(map(context.concepts.siblings, candidates))):
        read = _fields(content, variable)
        if isinstance(read, Problem):
            trouble = trouble or read
            continue
        if read is not None:
            fact = Fact(variable.id, read, on, source)
            verdict = check(fact, context.dictionary)
            if isinstance(verdict, Fact):
                return fact
            trouble = trouble or verdict
    return trouble or Problem("fhir-unreadable-value", "", {
        "value": _shown(content), "variable": candidates[0].id, "what": label})


def _fields(content: Content, variable: Variable) -> Fields | Problem | None:
    field = variable.value
    assert field is not None
    quantity = content.get("valueQuantity")
    if isinstance(quantity, dict):
        return _quantity(quantity, content, variable, field)
    if "valueRatio" in content:
        return _ratio(content["valueRatio"], field)
    for name in ("valueCodeableConcept", "valueCoding", "value"):
        if isinstance(content.get(name), dict):
            return _concept(content[name], field) or _interpreted(content, field)
    for name in ("valueInteger", "valueDecimal", "valueString", "valueDateTime", "valueDate", "valueBoolean"):
        if content.get(name) is not None:
            return _plain(content[name], field) or _interpreted(content, field)
    return _interpreted(content, field)


def _quantity(quantity: Content, content: Content, variable: Variable, field: Field) -> Fields | Problem | None:
    value = quantity.get("value")
    if isinstance(value, str) and not isinstance(number_in(value), Wrong):
        value = Decimal(number_in(value).value)  # type: ignore[union-attr]
    if not isinstance(value, (int, Decimal)) or isinstance(value, bool):
        return _interpreted(content, field)
    if field.type == "code" and field.codes is not None:
        code = field.codes.find(f"{value.normalize():f}" if isinstance(value, Decimal) else str(value))
        has_unit = quantity.get("unit") or quantity.get("code")
        return {"value": code} if code and not has_unit else _interpreted(content, field)
    if field.type not in ("number", "whole"):
        return None
    fields: Fields = {"value": value}
    if quantity.get("comparator") in ("<", "<=", ">", ">="):
        fields["comparator"] = quantity["comparator"]
    fields = values.with_unit(fields, field, str(quantity.get("code") or ""), str(quantity.get("unit") or ""))
    if "unit" not in fields and not values.dimensionless(field.unit):
        return Problem("fhir-no-unit", "", {"variable": variable.id, "value": value, "expected": field.unit})
    return _with_limit(fields, content)


def _with_limit(fields: Fields, content: Content) -> Fields:
    """The laboratory's own upper limit, when it is given in the unit of the value."""
    for limits in _list(content.get("referenceRange")):
        high = limits.get("high") if isinstance(limits, dict) else None
        kind = [c.code for c in codings.codings(limits.get("type"))] if isinstance(limits, dict) else []
        if not isinstance(high, dict) or (kind and "normal" not in kind):
            continue
        unit = high.get("code") or high.get("unit")
        if isinstance(high.get("value"), (int, Decimal)) and high["value"] > 0 and (
                not unit or not fields.get("unit") or str(unit) == fields["unit"]):
            return {**fields, "uln": high["value"]}
    return fields


def _ratio(ratio: Any, field: Field) -> Fields | None:
    """A ratio as its number, unless it only bounds one side of it."""
    if field.type != "number" or not isinstance(ratio, dict):
        return None
    top, below = ratio.get("numerator"), ratio.get("denominator")
    if not isinstance(top, dict) or not isinstance(below, dict) or top.get("comparator") or below.get("comparator"):
        return None
    over, under = top.get("value"), below.get("value")
    if not isinstance(over, (int, Decimal)) or not isinstance(under, (int, Decimal)) or not under:
        return None
    return {"value": Decimal(over) / Decimal(under)}


def _concept(concept: Any, field: Field) -> Fields | None:
    if field.type == "code" and field.codes is not None:
        code = find(field.codes, concept)
        return {"value": code} if code else None
    if field.type == "yes_no":
        answer = yes_no(concept, field.words.values())
        return {"value": answer} if answer else None
    for word in [c.code for c in codings.codings(concept) if not c.system] + codings.words(concept):
        read = values.read(field, word)
        if not isinstance(read, Wrong):
            return read
    return None


def _plain(value: Any, field: Field) -> Fields | None:
    if isinstance(value, bool):
        return {"value": "yes" if value else "no"} if field.type == "yes_no" else None
    if isinstance(value, str) and values.blank(value):
        return None
    text = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    read = values.read(field, text)
    if isinstance(read, Wrong):
        return None
    needs_unit = field.type in ("number", "whole") and not values.dimensionless(field.unit)
    return None if needs_unit and "unit" not in read else read


def _interpreted(content: Content, field: Field) -> Fields | None:
    """`POS` and `NEG` beside an unreadable value; high and low say nothing about a receptor."""
    if field.type == "code" and field.codes is not None:
        for concept in _list(content.get("interpretation")):
            if code := find(field.codes, concept):
                return {"value": code}
    return None


def absent(content: Content) -> str:
    """Why the sender says the value is missing; empty if it does not."""
    if reason := content.get("dataAbsentReason"):
        return codings.shown(reason) or "—"
    value = first(content.get("valueCodeableConcept"))
    if value and any(coding.system in _ABSENT_SYSTEMS for coding in codings.codings(value)):
        return codings.shown(value)
    return ""


def _says_something(content: Content) -> bool:
    return any(name.startswith("value") for name in content) or bool(content.get("interpretation"))


def _shown(content: Content) -> str:
    """The value as a person would quote it."""
    for name, value in content.items():
        if name.startswith("value"):
            return (_said(value) or codings.shown(value) or "—")[:120] if isinstance(value, dict) else str(value)[:120]
    return codings.shown(content.get("interpretation"))


def _said(value: Content) -> str:
    """`>=1 U/L` for a quantity, `1 : 100` for a ratio, `1 - 5` for a range; empty for a concept."""
    for one, other, between in (("numerator", "denominator", " : "), ("low", "high", " - ")):
        parts = [value.get(name) for name in (one, other)]
        if any(isinstance(part, dict) for part in parts):
            return between.join(_said(part) if isinstance(part, dict) else "?" for part in parts)
    if "value" not in value:
        return ""
    return " ".join(f"{value.get('comparator') or ''}{value['value']} {value.get('unit') or ''}".split())


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
