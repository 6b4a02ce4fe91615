"""Patients on the very edge of each criterion, for a curator to accept: exactly on it, one step beyond, not known.

The expected answer follows from the edge alone, not from an engine; a curator who reads it against the text finds the
`less than` that should have been `at most`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from paeonia.criteria.nodes import Aged, Bound, Compare, Event, Is, Leaf, Node, Not, TimeTest, variable_of
from paeonia.criteria.person import answer
from paeonia.criteria.word_parts import quantity
from paeonia.criteria.words import both
from paeonia.modules.trials.deciding import flat_parts
from paeonia.record.dates import days, iso, months_before
from paeonia.record.dictionary import Dictionary

from .example import ULN, Facts, event_of
from .reading import asked_of

MOST = 60
Words = dict[str, str]
SAYS: dict[str, Words] = {
    "on": {"en": "exactly on the edge", "zh": "恰在界值"}, "off": {"en": "one step beyond", "zh": "越界一步"},
    "missing": {"en": "not on record", "zh": "无记录"}, "old": {"en": "a day too old", "zh": "结果超期一天"},
    "fits": {"en": "fits everything", "zh": "全部符合"}}


@dataclass(frozen=True)
class Suggestion:
    """A patient to accept: what is said about her, her facts, and the answer she should get."""

    key: str
    name: Words
    why: Words
    facts: Facts
    expected: str
    got: str            # what the draft answers today


def suggestions(node: Node, base: Facts, dictionary: Dictionary) -> list[Suggestion]:
    """The edges of every criterion that stands by itself; `base` is somebody who fits all of them."""
    found = [_made("fits", SAYS["fits"], {"en": "Meets every criterion.", "zh": "符合全部标准。"}, base, "yes", node)]
    for number, part in enumerate(flat_parts(node), 1):
        negated = isinstance(part, Not)
        leaf = part.of if isinstance(part, Not) else part
        if isinstance(leaf, (Aged, Compare, Is, Event)):
            said = both(part, dictionary)
            for key, words, facts, inside in _edges(leaf, base, dictionary):
                expected = "unknown" if inside is None else "yes" if inside != negated else "no"
                one = _made(f"{number}-{key}", _named(said, words), said, facts, expected, node)
                # What other facts let the engine reckon is not missing at all.
                if expected != "unknown" or one.got == "unknown":
                    found.append(one)
    return found[:MOST]


def _named(said: Words, words: Words) -> Words:
    return {"en": f"{said['en'][:70]}: {words['en']}", "zh": f"{said['zh'][:50]}：{words['zh']}"}


def _made(key: str, name: Words, why: Words, facts: Facts, expected: str, node: Node) -> Suggestion:
    line = asked_of(facts).line
    return Suggestion(key, name, why, facts, expected, answer(node, line).word if line is not None else "")


Edge = tuple[str, Words, Facts, bool | None]


def _edges(leaf: Leaf, base: Facts, dictionary: Dictionary) -> Iterator[Edge]:
    if isinstance(leaf, Aged):
        yield from _ages(leaf, base)
    elif isinstance(leaf, Compare):
        yield from _amounts(leaf, base, dictionary)
    elif isinstance(leaf, Event):
        yield from _washout(leaf, base, dictionary)
    if not isinstance(leaf, Event) or leaf.variable in base.get("reviewed", {}):
        yield "missing", SAYS["missing"], _without(base, variable_of(leaf)), None


def _ages(leaf: Aged, base: Facts) -> Iterator[Edge]:
    """The day of the birthday and the day before it."""
    today = days(base["as_of"]).first
    for key, months in (("low", leaf.low), ("high", leaf.high)):
        if months is None:
            continue
        years = {"en": f"turned {months / 12:g} today", "zh": f"今日满 {months / 12:g} 岁"}
        eve = {"en": f"turns {months / 12:g} tomorrow", "zh": f"明日满 {months / 12:g} 岁"}
        birthday = months_before(today, months)
        yield f"{key}-on", years, _with(base, "birth_date", value=iso(birthday)), key == "low"
        yield f"{key}-eve", eve, _with(base, "birth_date", value=iso(birthday + 1)), key == "high"


def _amounts(leaf: Compare, base: Facts, dictionary: Dictionary) -> Iterator[Edge]:
    variable = dictionary[leaf.variable]
    whole = variable.value is not None and variable.value.type == "whole"
    step = 1.0 if whole else 10.0 ** -max(variable.decimals, 1)
    on = base["as_of"]
    for key, end, outwards in (("low", leaf.low, -1), ("high", leaf.high, 1)):
        if end is None:
            continue
        at = end.number * (ULN if end.times_uln else 1)
        # The edge itself is not rounded: 12 weeks are no round number of months, and rounded they lie on one side of it.
        for place, number, inside in (("on", at, end.inclusive), ("off", round(at + outwards * step, 6), False)):
            said = {language: f"{words} ({quantity(number, variable.unit, language)})"
                    for language, words in SAYS[place].items()}
            # A value that cannot be is refused at the door, and so can be no patient.
            if (place == "on" or end.inclusive) and _possible(variable, number) and _one_sided(leaf, key, number):
                yield f"{key}-{place}", said, _with(base, leaf.variable, value=_neat(number, whole), on=on,
                                                    **({"uln": ULN} if end.times_uln else {})), inside
    if leaf.window:
        held = next((fact for fact in base["facts"] if fact["variable"] == leaf.variable), None)
        if held:
            edge = leaf.window.before(days(on).first)
            fields = {name: value for name, value in held.items() if name not in ("variable", "on")}
            yield "window-on", SAYS["on"], _with(base, leaf.variable, **fields, on=iso(edge)), True
            yield "window-off", SAYS["old"], _with(base, leaf.variable, **fields, on=iso(edge - 1)), None


def _possible(variable: Any, number: float) -> bool:
    plausible = variable.value.plausible if variable.value else None
    return plausible is None or plausible[0] <= number <= plausible[1]


def _one_sided(leaf: Compare, key: str, number: float) -> bool:
    """`exactly 3` has both edges in one place: what lies on one lies on the other."""
    other: Bound | None = leaf.high if key == "low" else leaf.low
    return other is None or other.times_uln or key == "low" or leaf.low is None or leaf.low.number != number


def _neat(number: float, whole: bool) -> float | int:
    return int(number) if whole or number == int(number) else number


def _washout(leaf: Event, base: Facts, dictionary: Dictionary) -> Iterator[Edge]:
    """The last day within a window, and the day before it: `stopped 3 weeks ago` and `3 weeks and a day`."""
    (time,) = leaf.times if len(leaf.times) == 1 else (None,)
    if not isinstance(time, TimeTest) or time.what != "ended" or leaf.count is not None:
        return
    today = days(base["as_of"]).first
    edge = time.span.before(today)
    for key, day, inside in (("on", edge, not time.longer), ("off", edge - 1, time.longer)):
        made = event_of(replace(leaf, times=()), dictionary, today)
        moved = {**made, "on": iso(day)} if not dictionary[leaf.variable].interval else {
            **made, "start": iso(day - 60), "on": iso(day - 60), "stop": iso(day)}
        said = {"en": f"{SAYS[key]['en']} ({iso(day)})", "zh": f"{SAYS[key]['zh']}（{iso(day)}）"}
        yield key, said, {**base, "facts": [*base["facts"], moved],
                          "reviewed": {**base.get("reviewed", {}), leaf.variable: base["as_of"]}}, inside


def _with(base: Facts, variable: str, **fields: Any) -> Facts:
    """The same patient with another value of one variable."""
    return {**base, "facts": [*_others(base, variable), {"variable": variable, **fields}]}


def _without(base: Facts, variable: str) -> Facts:
    """The same patient before anybody recorded it; a list then does not count as complete either."""
    listed = {key: on for key, on in base.get("reviewed", {}).items() if key.partition("(")[0] != variable}
    return {**base, "facts": _others(base, variable), **({"reviewed": listed} if "reviewed" in base else {})}


def _others(base: Facts, variable: str) -> list[dict[str, Any]]:
    return [fact for fact in base["facts"] if fact["variable"] != variable]
