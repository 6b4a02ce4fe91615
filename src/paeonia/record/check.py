"""The dictionary check: a fact as somebody wrote it becomes a fact in canonical codes and units, or a problem."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from paeonia.record.codes import hint
from paeonia.record.dates import days
from paeonia.record.dictionary import YES_NO, Dictionary, Field, Variable
from paeonia.record.facts import Fact
from paeonia.record.problems import Problem
from paeonia.record.units import factor

COMPARATORS = ("<", "<=", ">", ">=")
_EVENT_DATES = {"start": {"en": "start", "zh": "开始日期"}, "stop": {"en": "end", "zh": "结束日期"}}


class _Wrong(Exception):
    def __init__(self, code: str, **params: Any) -> None:
        self.code, self.params = code, params


def check(fact: Fact, dictionary: Dictionary, today: int | None = None, place: str = "") -> Fact | Problem:
    """The fact with canonical codes and units, or the first thing wrong with it.

    `today` is an ordinal day: later dates are refused when it is given.
    """
    try:
        return _checked(fact, dictionary, today)
    except _Wrong as wrong:
        return Problem(wrong.code, place or fact.source, named(wrong.params, dictionary))


def named(params: Mapping[str, Any], dictionary: Dictionary) -> dict[str, Any]:
    """The parameters of a problem with the words of its variable, so that it is named in the reader's language."""
    said = dict(params)
    id, _, part = str(params.get("variable", "")).replace(".", " ", 1).partition(" ")
    variable = dictionary.variables.get(id)
    if variable is None:
        return said
    field = variable.field(part) if part else None
    for language, joint in (("en", ", "), ("zh", "：")):
        words = variable.words.get(language, id)
        rest = field.words.get(language, part) if field else _EVENT_DATES.get(part, {}).get(language, part)
        said[f"variable_{language}"] = f"{words}{joint}{rest}" if rest else words
    return said


def _checked(fact: Fact, dictionary: Dictionary, today: int | None) -> Fact:
    if not isinstance(fact.variable, str):      # YAML reads a bare `on:` or `no:` as a truth value
        raise _Wrong("unknown-variable", name=fact.variable, hint="")
    if fact.variable == "ask":
        return _asked(fact, today)
    variable = dictionary.variables.get(fact.variable)
    if variable is None:
        raise _Wrong("unknown-variable", name=fact.variable, hint=dictionary.hint(fact.variable))
    if fact.on is not None:
        _day(fact.on, variable.id, today)
    fields = _event(variable, fact.fields, today) if variable.kind == "event" else _value(variable, fact.fields, today)
    return Fact(fact.variable, fields, fact.on, fact.source)


def _asked(fact: Fact, today: int | None) -> Fact:
    answer = str(fact.value).strip().lower()
    answer = {"true": "yes", "false": "no"}.get(answer, answer)
    question = fact.fields.get("question")
    if not isinstance(question, str) or not question.strip():
        raise _Wrong("no-question")
    if answer not in YES_NO:
        raise _Wrong("unknown-code", value=fact.value, variable="ask", hint=" (yes, no)")
    if fact.on is not None:
        _day(fact.on, "ask", today)
    return Fact("ask", {"question": question, "value": answer}, fact.on, fact.source)


def _value(variable: Variable, fields: Any, today: int | None) -> dict[str, Any]:
    assert variable.value is not None
    _known(variable, fields, {"value", "unit", "uln", "comparator", "written"})
    if fields.get("value") is None or fields.get("value") == "":
        raise _Wrong("missing-value", variable=variable.id)
    kind, given = variable.value, fields["value"]
    if kind.type not in ("number", "whole"):
        return {"value": _plain(kind, variable.id, given, today)}
    times = _factor(kind, variable.id, fields.get("unit"))
    read: dict[str, Any] = {"value": _number(kind, variable.id, given, times)}
    if written := fields.get("written") or _written(given, fields.get("unit"), read["value"]):
        read["written"] = str(written)
    if fields.get("uln") not in (None, ""):
        read["uln"] = _float(fields["uln"], f"{variable.id} uln") * times
        if read["uln"] <= 0:
            raise _Wrong("uln-not-above-0", value=fields["uln"], variable=variable.id)
    if fields.get("comparator"):
        if fields["comparator"] not in COMPARATORS:
            raise _Wrong("unknown-code", value=fields["comparator"], variable="comparator", hint=" (<, <=, >, >=)")
        read["comparator"] = fields["comparator"]
    return read


def _written(given: Any, unit: Any, number: float) -> str:
    """The number as its source wrote it, where the canonical one shows it no more: 1.10 is more than 1.1 says."""
    if not isinstance(given, (str, Decimal)):
        return ""
    text = str(given).strip()
    return "" if text in (f"{number:.15g}", str(number)) else f"{text} {unit or ''}".strip()


def _event(variable: Variable, fields: Any, today: int | None) -> dict[str, Any]:
    _known(variable, fields, {*variable.fields, *_EVENT_DATES, "ongoing",
                             *(f"{n}_unit" for n, kind in variable.fields.items() if kind.type in ("number", "whole"))})
    read: dict[str, Any] = {}
    for name, given in fields.items():
        if given is None or given == "" or name.endswith("_unit"):
            continue
        if name in _EVENT_DATES:
            # A stop in the future is a plan; a start in the future is a mistake.
            read[name] = _day(str(given), f"{variable.id} {name}", today if name == "start" else None)
        elif name == "ongoing":
            read[name] = _yes_no(given, f"{variable.id} {name}") == "yes"
        else:
            kind = variable.fields[name]
            if kind.type in ("number", "whole"):
                times = _factor(kind, f"{variable.id} {name}", fields.get(f"{name}_unit"))
                read[name] = _number(kind, f"{variable.id} {name}", given, times)
            else:
                read[name] = _plain(kind, f"{variable.id} {name}", given, today)
    start, stop = read.get("start"), read.get("stop")
    if start and stop and days(stop).last < days(start).first:
        raise _Wrong("stop-before-start", variable=variable.id, start=start, stop=stop)
    return read


def _known(variable: Variable, fields: Any, allowed: set[str]) -> None:
    for name in fields:
        if name not in allowed:
            raise _Wrong("unknown-field", variable=variable.id, name=name, hint=hint(str(name), allowed),
                         expected=", ".join(sorted(allowed)))


def _plain(kind: Field, variable: str, given: Any, today: int | None) -> str:
    if isinstance(given, (dict, list)):
        raise _Wrong("not-one-value", value=str(given)[:60], variable=variable)
    if kind.type == "date":
        return _day(str(given), variable, today)
    if kind.type == "yes_no":
        return _yes_no(given, variable)
    if kind.type == "code":
        assert kind.codes is not None
        code = kind.codes.find(str(given))
        if code is None:
            close = kind.codes.nearest(str(given))
            raise _Wrong("unknown-code", value=given, variable=variable, hint=f" (“{close}”?)" if close else "")
        return code
    return str(given)


def _yes_no(given: Any, variable: str) -> str:
    text = {"true": "yes", "false": "no", "是": "yes", "否": "no", "1": "yes", "0": "no"}.get(
        str(given).strip().lower(), str(given).strip().lower())
    if text not in YES_NO:
        raise _Wrong("unknown-code", value=given, variable=variable, hint=" (yes, no)")
    return text


def _factor(kind: Field, variable: str, unit: Any) -> float:
    if not unit:
        return 1.0
    try:
        return factor(str(unit), kind.unit, kind.molar_mass)
    except ValueError:
        raise _Wrong("unknown-unit", unit=unit, variable=variable, expected=kind.unit or "—") from None


def _float(given: Any, variable: str) -> float:
    try:
        number = float(given)
    except (TypeError, ValueError):
        raise _Wrong("not-a-number", value=given, variable=variable) from None
    except OverflowError:       # a whole number of more than 308 digits
        raise _Wrong("not-a-number", value=f"{str(given)[:12]}...", variable=variable) from None
    # Python reads 1_0 as ten; on a form it is a slip.
    if isinstance(given, bool) or not math.isfinite(number) or "_" in str(given):
        raise _Wrong("not-a-number", value=given, variable=variable)
    return number


def _number(kind: Field, variable: str, given: Any, times: float) -> float:
    number = _float(given, variable)
    if times != 1.0:
        number = float(f"{number * times:.12g}")
    if kind.plausible and not kind.plausible[0] <= number <= kind.plausible[1]:
        # `{score}` and the like are how UCUM writes no unit.
        unit = "" if kind.unit.startswith("{") or kind.unit == "1" else f" {kind.unit}"
        raise _Wrong("impossible-value", value=f"{number:g}", unit=unit, variable=variable,
                     low=f"{kind.plausible[0]:g}", high=f"{kind.plausible[1]:g}")
    if kind.type == "whole" and number != int(number):
        raise _Wrong("not-whole", value=given, variable=variable)
    return number


def _day(text: str, variable: str, today: int | None) -> str:
    try:
        meant = days(str(text))
    except (ValueError, TypeError):
        raise _Wrong("bad-date", value=text, variable=variable) from None
    if today is not None and meant.first > today:
        raise _Wrong("future-date", value=text, variable=variable)
    return str(text).strip()
