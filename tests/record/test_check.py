"""The dictionary check at the door: what becomes a fact, and what is refused with which message."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paeonia.knowledge.dictionary import load
from paeonia.record.check import check
from paeonia.record.dates import days
from paeonia.record.facts import Fact
from paeonia.record.problems import Problem

WORDS = load(Path(__file__).parents[1] / "spec" / "dictionary")[0]
TODAY = days("2026-02-28").first


def said(variable: str, on: str | None = None, **fields: Any) -> Fact | Problem:
    return check(Fact(variable, fields, on, "form 7"), WORDS, TODAY)


@pytest.mark.parametrize("variable, fields, canonical", [
    ("er", {"value": "positive"}, {"value": "positive"}),
    ("er", {"value": " Positive "}, {"value": "positive"}),
    ("er", {"value": "阳性"}, {"value": "positive"}),
    ("er", {"value": "low positive"}, {"value": "low_positive"}),
    ("pregnant", {"value": True}, {"value": "yes"}),
    ("pregnant", {"value": "否"}, {"value": "no"}),
    ("ecog", {"value": 0}, {"value": 0.0}),
    ("lvef", {"value": "55", "unit": "％"}, {"value": 55.0}),
    ("bilirubin", {"value": 1, "unit": "mg/dL", "uln": 1.2}, {"value": 17.1039578558, "uln": 20.52474942696}),
    ("anc", {"value": 1500, "unit": "/uL"}, {"value": 1.5}),
    ("anc", {"value": 1.5, "unit": "×10⁹/L", "comparator": "<"}, {"value": 1.5, "comparator": "<"}),
    ("birth_date", {"value": "1980-05"}, {"value": "1980-05"}),
    ("therapy", {"drug": "爱博新", "line": "2", "start": "2025", "ongoing": "false", "stop": ""},
     {"drug": "palbociclib", "line": 2.0, "start": "2025", "ongoing": False}),
    ("ask", {"question": "A?", "value": True}, {"question": "A?", "value": "yes"}),
])
def test_good_facts_become_canonical(variable: str, fields: dict[str, Any], canonical: dict[str, Any]) -> None:
    checked = said(variable, **fields)
    assert isinstance(checked, Fact), str(checked)
    assert {k: pytest.approx(v) if isinstance(v, float) else v for k, v in canonical.items()} == dict(checked.fields)


@pytest.mark.parametrize("variable, on, fields, code", [
    ("ers", None, {"value": "positive"}, "unknown-variable"),
    ("er", None, {"value": "positiv"}, "unknown-code"),
    ("er", None, {"value": ["positive"]}, "not-one-value"),
    ("er", None, {"value": ""}, "missing-value"),
    ("er", None, {}, "missing-value"),
    ("er", None, {"value": "positive", "colour": "red"}, "unknown-field"),
    ("pregnant", None, {"value": "maybe"}, "unknown-code"),
    ("lvef", None, {"value": 600, "unit": "%"}, "impossible-value"),
    ("lvef", None, {"value": -1}, "impossible-value"),
    ("lvef", None, {"value": 50, "unit": "mg/dL"}, "unknown-unit"),
    ("lvef", None, {"value": 50, "unit": "banana"}, "unknown-unit"),
    ("lvef", None, {"value": "about 50"}, "not-a-number"),
    ("lvef", None, {"value": True}, "not-a-number"),
    ("lvef", None, {"value": "nan"}, "not-a-number"),
    ("lvef", None, {"value": "1_0"}, "not-a-number"),
    ("alt", None, {"value": float("inf")}, "not-a-number"),
    ("alt", None, {"value": 1, "uln": 0}, "uln-not-above-0"),
    ("alt", None, {"value": 1, "uln": -40}, "uln-not-above-0"),
    ("alt", None, {"value": 1, "uln": "high"}, "not-a-number"),
    ("alt", None, {"value": 1, "comparator": "~"}, "unknown-code"),
    ("alt", None, {"value": 1, "comparator": "=="}, "unknown-code"),
    ("ecog", None, {"value": 1.5}, "not-whole"),
    ("ecog", None, {"value": 6}, "impossible-value"),
    ("er", "2026-03-01", {"value": "positive"}, "future-date"),
    ("er", "2027", {"value": "positive"}, "future-date"),
    ("er", "2026-02-30", {"value": "positive"}, "bad-date"),
    ("er", "28/02/2026", {"value": "positive"}, "bad-date"),
    ("er", "2026-00", {"value": "positive"}, "bad-date"),
    ("birth_date", None, {"value": "2031-01-01"}, "future-date"),
    ("birth_date", None, {"value": "spring"}, "bad-date"),
    ("therapy", None, {"drug": "aspirin"}, "unknown-code"),
    ("therapy", None, {"line": 31}, "impossible-value"),
    ("therapy", None, {"start": "2026-03-01"}, "future-date"),
    ("therapy", None, {"start": "2025-03", "stop": "2025-02-27"}, "stop-before-start"),
    ("therapy", None, {"dose": 3}, "unknown-field"),
    ("therapy", None, {"ongoing": "perhaps"}, "unknown-code"),
    ("ask", None, {"question": "A?", "value": "perhaps"}, "unknown-code"),
    ("ask", None, {"value": "yes"}, "no-question"),
])
def test_bad_facts_are_refused(variable: str, on: str | None, fields: dict[str, Any], code: str) -> None:
    checked = said(variable, on, **fields)
    assert isinstance(checked, Problem) and checked.code == code
    assert checked.place == "form 7"
    for language in ("en", "zh"):
        assert "{" not in checked.text(language) and checked.text(language).startswith("form 7")


def test_the_current_month_and_year_are_no_future() -> None:
    assert isinstance(said("er", "2026", value="positive"), Fact)
    assert isinstance(said("er", "2026-02", value="positive"), Fact)


def test_a_planned_stop_is_no_mistake_and_the_same_partial_month_is_in_order() -> None:
    assert isinstance(said("therapy", start="2026-02-01", stop="2026-09-01"), Fact)
    assert isinstance(said("therapy", start="2025-03-20", stop="2025-03"), Fact)


JSON = st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.sampled_from(
    ["positive", "2026", "2026-02-30", "<", "mg/dL", "1e400"])), lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner, max_size=2)), max_leaves=4)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*WORDS.variables, "ask", "nothing"]), st.one_of(st.none(), st.text(max_size=12)),
       st.dictionaries(st.sampled_from(["value", "unit", "uln", "comparator", "drug", "line", "start", "stop", "ongoing",
                                        "question", "site", "change", "line_unit"]), JSON, max_size=4))
def test_nothing_that_json_can_hold_crashes_the_check(variable: str, on: str | None, fields: dict[str, Any]) -> None:
    checked = check(Fact(variable, fields, on, "line 1"), WORDS, TODAY)
    if isinstance(checked, Fact):       # what was let in is let in again, unchanged
        assert check(checked, WORDS, TODAY) == checked
    else:
        assert str(checked)


def test_a_problem_names_its_variable_and_place_in_both_languages():
    problem = check(Fact("lvef", {"value": 600, "unit": "%"}), WORDS, place="a.csv, row 3, column “EF”")
    assert problem.text("en").startswith("a.csv, row 3, column “EF”: 600 % is impossible for ")
    assert problem.text("zh").startswith("a.csv 第 3 行 “EF”列：")
    assert WORDS["lvef"].words["zh"] in problem.text("zh")


@pytest.mark.parametrize(("value", "unit", "written"), [
    (Decimal("3.10"), "10*9/L", "3.10 10*9/L"), ("3.1", "10*9/L", None), (3.1, None, None),
    (Decimal("3100"), "/uL", "3100 /uL")])
def test_decimals_keep_their_scale(value, unit, written):
    sound = check(Fact("anc", {"value": value, "unit": unit}), WORDS)
    assert sound.fields["value"] == 3.1 and sound.fields.get("written") == written
    assert check(sound, WORDS).fields == sound.fields
