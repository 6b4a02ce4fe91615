"""Faults that an independent examination of `paeonia ask` found, each kept as the smallest question that showed it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.criteria.strategies import WORDS

from paeonia.criteria.ask import answers
from paeonia.criteria.ask_lines import read_lines
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.record.problems import Refused

ENGINES = ["person", "population"]
TAXANE = {"variable": "therapy", "drug": "paclitaxel"}


def said(text: str, line: str | bytes, engine: str = "person") -> dict[str, Any]:
    found, = answers(sentence(text, WORDS), read_lines([line], WORDS, "facts.jsonl"), WORDS, engine)
    return found


def of(facts: list[dict[str, Any]], as_of: str = "2026-02-28", **more: Any) -> str:
    return json.dumps({"patient": "a", "as_of": as_of, "facts": facts, **more})


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text, days, answer", [
    ("therapy: {class: taxane, ended within: 2 weeks}", {"start": "2026-02-14", "stop": "2026"}, "yes"),
    ("therapy: {class: taxane, ended more than: 2 weeks}", {"start": "2026-02-14", "stop": "2026-02"}, "no"),
    ("therapy: {class: taxane, ended within: 2 weeks}", {"start": "2026-02-13", "stop": "2026"}, "unknown"),
    ("therapy: {class: taxane, started within: 4 weeks}", {"start": "2026", "stop": "2026-01-03"}, "no"),
    ("therapy: {class: taxane, started within: 4 weeks}", {"stop": "2026-01-30"}, "no"),
    ("therapy: {class: taxane, started within: 4 weeks}", {"stop": "2026-01-31"}, "unknown"),
])
def test_nothing_stops_before_it_starts(engine: str, text: str, days: dict[str, str], answer: str) -> None:
    line = of([{**TAXANE, **days}], reviewed={"therapy": "2026-02-28"})
    assert said(text, line, engine)["answer"] == answer


@pytest.mark.parametrize("engine", ENGINES)
def test_a_list_with_an_unreadable_entry_is_not_complete(engine: str) -> None:
    """The record names a taxane with a slip in its date: "no taxane" would be a wrong no."""
    text = "therapy: {class: taxane}"
    reviewed = {"therapy": "2026-02-28", "therapy(class=taxane)": "2026-02-28", "metastasis": "2026-02-28"}
    found = said(text, of([{**TAXANE, "start": "2026-02-30"}], reviewed=reviewed), engine)
    assert (found["answer"], found["settle"]) == ("unknown", ["therapy"])
    assert "2026-02-30" in found["refused"][0]["en"] and "therapy" in found["refused"][1]["en"]
    assert said(text, of([], reviewed=reviewed), engine)["answer"] == "no"
    # An unreadable entry of another list changes nothing.
    other = of([{"variable": "metastasis", "site": "nowhere"}], reviewed=reviewed)
    assert said(text, other, engine)["answer"] == "no"
    assert said("metastasis: {}", other, engine)["answer"] == "unknown"


@pytest.mark.parametrize("value", ["1" + "0" * 400, "-1" + "0" * 400])
@pytest.mark.parametrize("key", ["value", "uln"])
def test_a_number_of_400_digits_is_refused_by_name(key: str, value: str) -> None:
    line = of([{"variable": "alt", "value": 40, key: int(value)}])
    found = said("alt: {at most: 40 U/L}", line)
    assert found["answer"] == "unknown" and "alt" in found["refused"][0]["en"].lower()


@pytest.mark.parametrize("line, named", [
    ('{"patient": "a", "as_of": "", "facts": []}', "as_of"),
    ('{"patient": "a", "as_of": [], "facts": []}', "as_of"),
    ('{"patient": "a", "as_of": "2026", "facts": []}', "as_of"),
    ('{"patient": "a", "as_of": "2026-02-30", "facts": []}', "as_of"),
    ('{"patient": "a", "facts": [], "reviewed": {"therapy": "2026-02-30"}}', "reviewed therapy"),
    ('{"patient": "a", "facts": [], "reviewed": []}', "reviewed"),
    ('{"patient": "a", "facts": [{"variable": "er", "value": "positive", "value": "negative"}]}', "value"),
    ('{"patient": null, "facts": []}', "patient"), ('{"patient": [1], "facts": []}', "patient"),
    ('{"patient": NaN, "facts": []}', "patient"), ('{"patient": true, "facts": []}', "patient"),
    ('{"patient": "王", "facts": []}'.encode("gbk"), "UTF-8"), ('{"patient": 1}'.encode("utf-16"), "UTF-8"),
])
def test_what_spoils_a_line_is_named(line: str | bytes, named: str) -> None:
    found = said("er: positive", line)
    assert found["answer"] is None
    assert found["error"][0]["en"].startswith("facts.jsonl:1: ") and named in found["error"][0]["en"]


def test_an_unknown_key_of_a_line_and_the_number_of_a_shapeless_fact_are_named() -> None:
    good = {"variable": "er", "value": "positive"}
    found = said("er: positive", of([good, {"value": 3}], review={"therapy": "2026-01-01"}))
    assert found["answer"] == "yes"
    assert [("“review”" in p["en"], "fact 2" in p["en"]) for p in found["refused"]] == [(True, False), (False, True)]


@pytest.mark.parametrize("text", [
    "alt: {at most: -2 x ULN}", "alt: {at most: 0 x ULN}", "therapy: {line: 2 x ULN}", "therapy: {line: {}}",
    "therapy: {lines: {}}", "metastasis: {times: {}}", "therapy: {lines: {at least: 1, more than: 2}}",
    "therapy: {times: {exactly: 2, at most: 1}}", "age: {from: 18, more than: 20}", "age: {exactly: 50, to: 40}",
    "cT: {at least: T2, from: T3}", "lvef: {at least: 60 %, exactly: 50 %}", "lvef: {to: 60 %, exactly: 50 %}",
    "ecog: [0, 2]", "ecog: []", "alt: [10 U/L, 11 U/L]", "therapy: {line: [1, 3]}",
])
def test_a_sentence_that_would_lose_a_word_in_silence_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        sentence(text, WORDS, "s.yaml")
    problem, = refused.value.problems
    assert problem.text("en").startswith("s.yaml:1: ") and problem.text("zh").startswith("s.yaml:1：")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text, answer", [
    ("ecog: [0, 1]", "yes"), ("ecog: [2, 1]", "yes"), ("ecog: [0]", "no"),
    ("therapy: {line: [1, 2]}", "yes"), ("therapy: {line: [3, 4]}", "no"),
])
def test_a_list_of_neighbouring_whole_numbers_is_one_of_them(engine: str, text: str, answer: str) -> None:
    line = of([{"variable": "ecog", "value": 1}, {**TAXANE, "line": 2}], reviewed={"therapy": "2026-02-28"})
    assert said(text, line, engine)["answer"] == answer


@pytest.mark.parametrize("engine", ENGINES)
def test_more_than_nothing_is_more_than_0(engine: str) -> None:
    line = of([{"variable": "alt", "value": 0, "comparator": ">"}])
    assert said("alt: {more than: 0 U/L}", line, engine)["answer"] == "yes"
    assert said("alt: {at least: 1 U/L}", line, engine)["answer"] == "unknown"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("on", [{}, {"on": "2020-03-01"}, {"on": "2026-02-01"}])
def test_what_follows_from_an_event_holds_from_the_day_the_event_is_seen(engine: str, on: dict[str, str]) -> None:
    lesion = of([{"variable": "metastasis", "site": "brain", "start": "2026-01-05", **on}])
    asked = answers(sentence("brain_metastases: present", dictionary()), read_lines([lesion], dictionary(), "f"),
                    dictionary(), engine)
    assert [one["answer"] for one in asked] == ["yes"]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_an_older_input_gave_does_not_outlive_it(engine: str) -> None:
    """Recorded as postmenopausal, corrected later: "cannot be pregnant" would be a wrong no."""
    menses = [{"variable": "menopausal", "value": "post", "on": "2024-11-26"},
              {"variable": "menopausal", "value": "pre", "on": "2025-06-01"}]
    for facts, answer in ((menses[:1], "no"), (menses, "unknown")):
        asked = answers(sentence("pregnant: yes", dictionary()), read_lines([of(facts)], dictionary(), "f"),
                        dictionary(), engine)
        assert [one["answer"] for one in asked] == [answer]


def test_an_entry_under_a_misspelt_name_leaves_its_list_open() -> None:
    reviewed = {"therapy": "2026-02-28", "metastasis": "2026-02-28"}
    found = said("therapy: {class: taxane}", of([{**TAXANE, "variable": "therpy"}], reviewed=reviewed))
    assert found["answer"] == "unknown" and "therapy" in found["refused"][0]["en"]
    other = said("therapy: {class: taxane}", of([{"variable": "blood_group", "value": "A"}], reviewed=reviewed))
    assert other["answer"] == "no" and len(other["refused"]) == 1


@pytest.mark.parametrize("facts, reviewed, named", [
    ([], {"therpy": "2026"}, "“therapy”?"), ([], {"therapy(klass=taxane)": "2026"}, "“class”?"),
    ([], {"therapy(class=taxan)": "2026"}, "“taxane”?"), ([{"variable": "ER", "value": "positive"}], {}, "“er”?"),
    ([{"variable": "ask", "value": "yes"}], {}, "`question`"),
    ([{"variable": "ask", "question": {"en": "Q"}, "value": "yes"}], {}, "`question`"),
    ([{"variable": "alt", "value": 40, "uln": 0}], {}, "above 0"),
    ([{"variable": "variant", "gene": "AKT1", "change": ["E17K", "L52R"]}], {}, "one value"),
])
def test_what_was_most_likely_meant_is_named(facts: list[Any], reviewed: dict[str, str], named: str) -> None:
    problem, = said("er: positive", of(facts, reviewed=reviewed))["refused"]
    assert named in problem["en"]


def test_a_part_of_a_list_may_be_written_with_spaces() -> None:
    line = of([], reviewed={" therapy ( class = taxane ) ": "2026-02-01"})
    assert said("therapy: {class: taxane}", line)["answer"] == "no"


def test_a_line_that_names_its_patient_keeps_the_name_when_its_facts_are_no_list() -> None:
    assert said("er: positive", '{"patient": "a", "facts": {}}')["patient"] == "a"
    assert said("er: positive", '{"patient": "a", "facts": null}')["answer"] == "unknown"


@pytest.mark.parametrize("text, named", [
    ("ER: positive", "“er”?"), ("雌激素受体: positive", "“er”?"), ("ages: 18", "“age”?"), ("er: POSITIVE", "“positive”?"),
    ("age: eighteen", "not an age"), ("age: {from: 75, to: 18}", "between 75 and 18"),
    ("er: {is: positive, is not: negative}", "several things"), ("er: {is: positive, at least: negative}", "several"),
])
def test_a_wrong_sentence_is_told_what_was_most_likely_meant(text: str, named: str) -> None:
    with pytest.raises(Refused) as refused:
        sentence(text, dictionary(), "s.yaml")
    assert named in str(refused.value)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("given, asked, answer", [
    ({"class": "her2_targeted"}, "pertuzumab_trastuzumab_sc", "unknown"),   # the record says less than the question
    ({"drug": "trastuzumab"}, "pertuzumab_trastuzumab_sc", "no"), ({"drug": "trastuzumab"}, "pertuzumab", "no"),
    ({"drug": "pertuzumab_trastuzumab_sc"}, "pertuzumab", "yes"), ({"class": "taxane"}, "pertuzumab_trastuzumab_sc", "no"),
])
def test_a_class_may_be_the_combination_asked_for(engine: str, given: dict[str, str], asked: str, answer: str) -> None:
    line = of([{"variable": "therapy", **given}], reviewed={"therapy": "2026-02-28"})
    node = sentence(f"therapy: {{drug: {asked}}}", dictionary())
    found, = answers(node, read_lines([line], dictionary(), "f"), dictionary(), engine)
    assert found["answer"] == answer


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("cancer, treated, answer", [
    ("left", "left", "yes"), ("right", "left", "no"), ("both", "left", "yes"), ("left", "both", "yes"),
    ("left", "right", "no"),
])
def test_a_side_is_compared_with_the_side_of_the_cancer(engine: str, cancer: str, treated: str, answer: str) -> None:
    line = of([{"variable": "laterality", "value": cancer}, {"variable": "radiotherapy", "side": treated}],
              reviewed={"radiotherapy": "2026-02-28"})
    same = [f"{{all: [{{laterality: {side}}}, {{radiotherapy: {{side: {side}}}}}]}}" for side in ("left", "right")]
    node = sentence(f"any: [{', '.join(same)}]", dictionary())
    found, = answers(node, read_lines([line], dictionary(), "f"), dictionary(), engine)
    assert found["answer"] == answer
