"""Random typed sentences and random patients over a small dictionary: few values, many missing, days at the edges."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from paeonia.knowledge.dictionary import load
from paeonia.record.check import check
from paeonia.record.dates import iso
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact

WORDS, PROBLEMS = load(Path(__file__).parents[1] / "spec" / "dictionary")
TODAY = date(2026, 2, 28).toordinal()       # the day before a month shorter than its neighbours ends
SPANS = ("1 day", "14 days", "3 weeks", "1 month", "6 months", "1 year", "18 years")
AMOUNTS: dict[str, list[Any]] = {
    "lvef": ["50 %", "55 %"], "alt": ["40 U/L", "80 U/L", "2.5 x ULN", "1 x ULN"], "ecog": ["0", "1", "2"],
    "bilirubin": ["20 umol/L", "1.5 mg/dL", "1.5 x ULN"], "anc": ["1.5 10*9/L", "1500 /uL", "1 10*9/L"],
}

spans = st.sampled_from(SPANS)
near = st.sampled_from([0, 1, 13, 14, 15, 20, 21, 22, 27, 28, 29, 31, 59, 60, 180, 181, 184, 364, 365, 366, 900, -3])


@st.composite
def day_texts(draw: st.DrawFn) -> str:
    """A day near an edge of some window, sometimes only its month or year."""
    text = iso(TODAY - draw(near))
    return text[:draw(st.sampled_from([10, 10, 10, 7, 4]))]


def codes(words: Dictionary, variable: str, field: str = "value") -> st.SearchStrategy[str]:
    kind = words[variable].field(field)
    assert kind is not None
    return st.sampled_from(list(kind.codes.codes) if kind.codes else ["yes", "no"])


@st.composite
def ranges(draw: st.DrawFn, amounts: list[Any]) -> dict[str, Any]:
    word = draw(st.sampled_from(["at least", "at most", "more than", "less than", "exactly"]))
    return {word: draw(st.sampled_from(amounts))}


@st.composite
def leaf_texts(draw: st.DrawFn) -> dict[str, Any]:
    """One criterion as a doctor would write it in YAML."""
    name = draw(st.sampled_from(["sex", "er", "her2", "her2_ihc", "cT", "pregnant", *AMOUNTS, "age", "last_menses",
                                 "therapy", "therapy", "therapy", "metastasis", "variant", "procedure", "ask"]))
    if name == "ask":
        return {"ask": {"en": draw(st.sampled_from(["A?", "B?"])), "zh": "？"}}
    if name == "age":
        return {"age": draw(ranges(["18", "40", "6 months"]))}
    if name == "last_menses":
        return {name: {draw(st.sampled_from(["within", "more than"])): draw(spans)}}
    if name in AMOUNTS:
        asked = draw(ranges(AMOUNTS[name]))
        if draw(st.booleans()):
            asked["within"] = draw(spans)
        return {name: asked}
    if WORDS[name].kind == "event":
        return {name: draw(event_texts(name))}
    if name == "cT" and draw(st.booleans()):
        return {name: {draw(st.sampled_from(["at least", "at most"])): draw(codes(WORDS, name))}}
    word = draw(st.sampled_from(["is", "is not"]))
    asked = {word: draw(st.lists(codes(WORDS, name), min_size=1, max_size=3))}
    if draw(st.booleans()):
        asked["within"] = draw(spans)
    return {name: asked}


@st.composite
def event_texts(draw: st.DrawFn, name: str) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    for field, kind in WORDS[name].fields.items():
        if not draw(st.booleans()):
            continue
        if kind.type == "whole":
            asked[field] = draw(ranges(["1", "2"]))
        elif kind.type == "text":
            asked[field] = draw(st.sampled_from(["E17K", "H1047R"]))
        else:
            values = draw(st.lists(codes(WORDS, name, field), min_size=1, max_size=2))
            asked[field] = {draw(st.sampled_from(["is", "is", "is not"])): values}
    for word in draw(st.lists(st.sampled_from(["within", "started within", "longer ago than", "started more than"]),
                              max_size=2, unique=True)):
        asked[word] = draw(spans)
    if draw(st.integers(0, 3)) == 0:
        asked["ongoing"] = draw(st.sampled_from(["yes", "no"]))
    if draw(st.integers(0, 3)) == 0:
        asked["lasted"] = {draw(st.sampled_from(["at least", "more than", "at most", "less than"])): draw(spans)}
    if draw(st.integers(0, 2)) == 0:
        word = "lines" if name == "therapy" and draw(st.booleans()) else "times"
        asked[word] = {draw(st.sampled_from(["at least", "at most", "exactly"])): draw(st.integers(0, 3))}
    return asked


def sentence_texts(depth: int = 4) -> st.SearchStrategy[dict[str, Any]]:
    """Nested sentences, empty gates and repeated criteria included."""
    def gates(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        many = st.lists(inner, max_size=4)
        return st.one_of(
            st.builds(lambda word, of: {word: of}, st.sampled_from(["all", "any", "none"]), many),
            st.builds(lambda of: {"not": of}, inner),
            st.builds(lambda of, k: {f"at least {min(k, len(of))} of": of}, many, st.integers(0, 3)),
            st.builds(lambda of, k: {f"at most {k} of": of}, many, st.integers(0, 4)))
    return st.recursive(leaf_texts(), gates, max_leaves=10)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """One fact that passes the dictionary check."""
    name = draw(st.sampled_from([*WORDS.variables, "therapy", "therapy", "ask"]))
    on = draw(st.one_of(st.none(), day_texts()))
    if name == "ask":
        asked = {"question": draw(st.sampled_from(["A?", "B?"])), "value": draw(st.sampled_from(["yes", "no"]))}
        return Fact(name, asked, on)
    variable = WORDS[name]
    if variable.kind == "event":
        return Fact(name, draw(event_fields(name)), on)
    if variable.type == "date":
        years = draw(st.sampled_from([0, 0, 18, 40, 41]))
        text = draw(day_texts())
        return Fact(name, {"value": f"{int(text[:4]) - years}{text[4:].replace('-02-29', '-02-28')}"}, on)
    if variable.type in ("number", "whole"):
        return Fact(name, draw(numbers(name)), on)
    return Fact(name, {"value": draw(codes(WORDS, name))}, on)


@st.composite
def numbers(draw: st.DrawFn, name: str) -> dict[str, Any]:
    value = {"lvef": [49, 50, 51], "alt": [40, 80, 100, 101], "ecog": [0, 1, 2], "bilirubin": [1.5, 20, 25.65, 30],
             "anc": [1, 1.5, 2]}[name]
    given: dict[str, Any] = {"value": draw(st.sampled_from(value))}
    if name == "bilirubin" and draw(st.booleans()):
        given = {"value": 1.5, "unit": "mg/dL"}
    if name in ("alt", "bilirubin") and draw(st.booleans()):
        given["uln"] = draw(st.sampled_from([1, 20, 40]))
    if name != "ecog" and draw(st.integers(0, 4)) == 0:
        given["comparator"] = draw(st.sampled_from(["<", "<=", ">", ">="]))
    return given


@st.composite
def event_fields(draw: st.DrawFn, name: str) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for field, kind in WORDS[name].fields.items():
        if draw(st.booleans()):
            given[field] = draw(st.integers(1, 3) if kind.type == "whole" else st.sampled_from(["E17K", "H1047R"])
                                if kind.type == "text" else codes(WORDS, name, field))
    for moment in ("start", "stop"):
        if draw(st.booleans()):
            given[moment] = draw(day_texts())
    if draw(st.integers(0, 3)) == 0:
        given["ongoing"] = draw(st.booleans())
    return given


reviews = st.dictionaries(st.sampled_from(["therapy", "metastasis", "variant", "procedure", "variant(gene=PIK3CA)",
                                           "variant(gene=AKT1)"]), day_texts(), max_size=4)


@st.composite
def patients(draw: st.DrawFn) -> tuple[list[Fact], dict[str, str]]:
    """Checked facts and reviews of one patient."""
    checked = (check(fact, WORDS) for fact in draw(st.lists(facts(), max_size=14)))
    return [fact for fact in checked if isinstance(fact, Fact)], draw(reviews)
