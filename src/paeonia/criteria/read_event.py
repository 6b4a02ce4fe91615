"""Reading a criterion on an event: which episodes it means, when they were, how many there must be."""

from __future__ import annotations

from paeonia.criteria.amounts import RANGE, bounds, counted, duration
from paeonia.criteria.nodes import CodeTest, Count, Event, NumberTest, Ongoing, TimeTest
from paeonia.criteria.read_codes import wanted
from paeonia.criteria.trouble import Trouble
from paeonia.record.codes import hint
from paeonia.record.dictionary import Field, Variable
from paeonia.record.located import Located

# What a sentence may write about time -> (what, longer).
TIMES = {
    "within": ("ended", False), "ended within": ("ended", False), "started within": ("started", False),
    "longer ago than": ("ended", True), "ended more than": ("ended", True), "started more than": ("started", True),
}
_LASTED = {"at least": (True, True), "more than": (True, False), "at most": (False, True), "less than": (False, False)}


def event(variable: Variable, value: Located) -> Event:
    """`therapy: {class: taxane, ended within: 3 weeks}`; `metastasis: {}` is any at all."""
    if not value.is_map():
        value = _short(variable, value)
    tests: list[CodeTest | NumberTest] = []
    times: list[TimeTest | Ongoing] = []
    count = None
    for key, item in value.items():
        if key in variable.fields:
            tests.append(_field(variable, variable.fields[key], item))
        elif key in TIMES:
            what, longer = TIMES[key]
            times.append(TimeTest(what, duration(item), longer))  # type: ignore[arg-type]
        elif key == "ongoing":
            times.append(Ongoing(_yes(item)))
        elif key == "lasted":
            times += _lasted(item)
        elif key in ("lines", "times"):
            count = _count(variable, key, item, count)
        else:
            expected = [*variable.fields, *TIMES, "ongoing", "lasted", "lines", "times"]
            raise Trouble("unknown-key", item.place, key=key, hint=hint(key, expected), expected=", ".join(expected))
    tests.sort(key=lambda test: (test.field, repr(test)))
    times.sort(key=repr)
    return Event(variable.id, tuple(tests), tuple(times), count)


def _short(variable: Variable, value: Located) -> Located:
    """`procedure: mastectomy` means its primary field; an empty value means any episode."""
    if not value.is_list() and not value.text():
        return Located({}, value.place)
    if variable.primary is None:
        raise Trouble("no-test", value.place, variable=variable.id, example="{...}")
    return Located({variable.primary: value}, value.place)


def _field(variable: Variable, kind: Field, item: Located) -> CodeTest | NumberTest:
    name = f"{variable.id} {kind.name}"
    if kind.type in ("number", "whole"):
        if item.is_map():
            for key, part in item.items():
                if key not in RANGE:
                    raise Trouble("unknown-key", part.place, key=key, hint=hint(key, RANGE), expected=", ".join(RANGE))
        low, high = bounds(item, kind, name)
        if low is None and high is None:
            raise Trouble("no-test", item.place, variable=name, example="{at least: ...}")
        for end in (low, high):
            if end and end.times_uln:       # only a laboratory value comes with an upper limit
                raise Trouble("unit-slip", item.place, unit="x ULN", variable=name, expected=kind.unit or "a bare number")
        return NumberTest(kind.name, low, high)
    negated = False
    if item.is_map():
        if set(item.value) not in ({"is"}, {"is not"}):
            raise Trouble("unknown-key", item.place, key=", ".join(item.value) or "{}", hint="", expected="is, is not")
        (word, item), = item.items()
        negated = word == "is not"
    codes, yes, maybe = wanted(kind, name, item)
    return CodeTest(kind.name, codes, yes, maybe, negated)


def _yes(item: Located) -> bool:
    text = item.text().lower()
    if text not in ("yes", "no", "true", "false"):
        raise Trouble("unknown-value", item.place, value=item.text(), variable="ongoing", hint="", expected="yes, no")
    return text in ("yes", "true")


def _lasted(item: Located) -> list[TimeTest | Ongoing]:
    if not item.is_map() or not item.value:
        raise Trouble("no-test", item.place, variable="lasted", example="{at least: 6 months}")
    found: list[TimeTest | Ongoing] = []
    for key, part in item.items():
        if key not in _LASTED:
            raise Trouble("unknown-key", part.place, key=key, hint=hint(key, _LASTED), expected=", ".join(_LASTED))
        longer, inclusive = _LASTED[key]
        found.append(TimeTest("lasted", duration(part), longer, inclusive))
    return found


def _count(variable: Variable, key: str, item: Located, old: Count | None) -> Count:
    if old is not None:
        raise Trouble("two-ends", item.place)
    if key == "lines" and "line" not in variable.fields:
        raise Trouble("no-line-field", item.place, variable=variable.id)
    if item.is_map() and not item.value:
        raise Trouble("no-test", item.place, variable=key, example="{at most: 1}")
    low, high = counted(item)
    return Count("lines" if key == "lines" else "times", low, high)
