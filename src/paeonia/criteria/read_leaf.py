"""Reading one criterion: `er: positive`, `lvef: {at least: 50 %, within: 28 days}`, `age: {from: 18, to: 75}`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from paeonia.criteria.amounts import LOWER, RANGE, UPPER, bounds, duration, single_ends
from paeonia.criteria.nodes import Aged, Compare, Is, Leaf, Node, Not, Since
from paeonia.criteria.read_codes import code, wanted
from paeonia.criteria.read_event import event
from paeonia.criteria.trouble import Trouble
from paeonia.record.codes import hint
from paeonia.record.dates import Span
from paeonia.record.dictionary import Field, Variable
from paeonia.record.located import Located

_AGE = re.compile(r"(\d{1,4})\s*(years?|months?)?$")


def leaf(variable: Variable, value: Located) -> Node:
    """The criterion on one variable; its kind decides what may be asked."""
    if variable.kind == "event":
        return event(variable, value)
    assert variable.value is not None
    kind = variable.value
    if kind.type in ("number", "whole"):
        return _compare(variable, kind, value)
    if kind.type == "date":
        return _since(variable, value)
    return _is(variable, kind, value)


def _is(variable: Variable, kind: Field, value: Located) -> Node:
    if not value.is_map():
        return _one(variable, kind, value, None)
    _allowed(value, ("is", "is not", "at least", "at most", "from", "to", "within"))
    window = duration(value.value["within"]) if "within" in value.value else None
    ends = [key for key in value.value if key in LOWER or key in UPPER]
    tests = sum(("is" in value.value, "is not" in value.value, bool(ends)))
    if tests != 1:
        raise Trouble("one-test" if tests else "no-test", value.place, variable=variable.id, example="{is: ...}")
    if ends:
        return _ordered(variable, kind, value, window)
    if "is" in value.value:
        return _one(variable, kind, value.value["is"], window)
    return Not(_one(variable, kind, value.value["is not"], window))


def _one(variable: Variable, kind: Field, value: Located, window: Span | None) -> Is:
    codes, yes, maybe = wanted(kind, variable.id, value)
    return Is(variable.id, codes, yes, maybe, window)


def _ordered(variable: Variable, kind: Field, value: Located, window: Span | None) -> Is:
    if kind.codes is None or not kind.codes.ordered:
        key = next(k for k in value.value if k in LOWER or k in UPPER)
        raise Trouble("not-ordered", value.place, variable=variable.id, key=key)
    single_ends(Located({key: item for key, item in value.items() if key != "within"}, value.place))
    low = high = None
    for key, item in value.items():
        if key in LOWER:
            low = code(kind, variable.id, item)
        elif key in UPPER:
            high = code(kind, variable.id, item)
    codes = kind.codes.between(low, high)
    if not codes:
        raise Trouble("empty-range", value.place, low=low, high=high)
    yes, maybe = kind.codes.meaning(codes)
    return Is(variable.id, codes, yes, maybe, window)


def _compare(variable: Variable, kind: Field, value: Located) -> Leaf:
    window = None
    if value.is_map():
        _allowed(value, (*RANGE, "within"))
        if "within" in value.value:
            window = duration(value.value["within"])
        if not set(value.value) - {"within"}:
            raise Trouble("no-test", value.place, variable=variable.id, example="{at least: ...}")
    low, high = bounds(value, kind, variable.id)
    return Compare(variable.id, low, high, window)


def _since(variable: Variable, value: Located) -> Since:
    if not value.is_map() or len(value.value) != 1:
        raise Trouble("no-test", value.place, variable=variable.id, example="{within: 6 months}")
    _allowed(value, ("within", "more than"))
    (key, item), = value.items()
    return Since(variable.id, duration(item), longer=key == "more than")


def age(value: Located) -> Aged:
    """Completed age. `to: 75` and `at most: 75` include the whole 76th year of life; months may be written."""
    if not value.is_map():
        months, unit = _months(value)
        return Aged(months, months + unit)
    single_ends(value)
    low = high = None
    for key, item in value.items():
        months, unit = _months(item)
        if key in ("from", "at least", "exactly"):
            low = months
        if key == "more than":
            low = months + unit
        if key in ("to", "at most", "exactly"):
            high = months + unit
        if key == "less than":
            high = months
    if low is not None and high is not None and low >= high:
        first, last = (next(item.text() for key, item in value.items() if key in (*side, "exactly"))
                       for side in (LOWER, UPPER))
        raise Trouble("empty-range", value.place, low=first, high=last)
    if low is None and high is None:
        raise Trouble("no-test", value.place, variable="age", example="{from: 18}")
    return Aged(low, high)


def _months(item: Located) -> tuple[int, int]:
    found = _AGE.match(item.text().strip().lower())
    if not found or (int(found[1]) > 150 and not (found[2] or "").startswith("month")):
        raise Trouble("not-an-age", item.place, value=item.text() or str(item.plain())[:60])
    unit = 1 if (found[2] or "").startswith("month") else 12
    return int(found[1]) * unit, unit


def _allowed(value: Located, keys: Iterable[str]) -> None:
    for key, item in value.items():
        if key not in keys:
            raise Trouble("unknown-key", item.place, key=key, hint=hint(key, keys), expected=", ".join(keys))
