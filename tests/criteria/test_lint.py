"""Lint finds what nobody can have meant, and stays silent about what somebody can."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.criteria.strategies import TODAY, WORDS, leaf_texts, patients, sentence_texts

from paeonia.criteria.kleene import NO, YES
from paeonia.criteria.lint import lint
from paeonia.criteria.lint_event import impossible
from paeonia.criteria.lint_sets import implies, passing, pushed
from paeonia.criteria.nodes import Event, Not, leaves
from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.record.timeline import Timeline

ODD = [
    ("all: [{er: positive}, {er: negative}]", ["lint-contradiction"]),
    ("all: [{er: positive}, {er: {is not: positive}}]", ["lint-contradiction"]),
    ("all: [{her2: [low, zero]}, {her2: [zero, positive]}, {her2: [low, positive]}]", ["lint-contradiction"]),
    ("all: [{lvef: {at least: 60 %}}, {lvef: {less than: 60 %}}]", ["lint-contradiction"]),
    ("all: [{age: {from: 18}}, {age: {less than: 18}}]", ["lint-contradiction"]),
    ("all: [{bilirubin: {at least: 30 umol/L}}, {all: [{bilirubin: {at most: 1 mg/dL}}]}]", ["lint-contradiction"]),
    ("all: [{last_menses: {within: 6 months}}, {last_menses: {more than: 1 year}}]", ["lint-contradiction"]),
    ("all: [{therapy: {class: taxane}}, {none: [{therapy: {class: chemotherapy}}]}]", ["lint-contradiction"]),
    ("all: [{metastasis: {}}, {not: {metastasis: {}}}]", ["lint-contradiction"]),
    ("any: [{er: positive}, {er: {is not: positive}}]", ["lint-opposites"]),
    ("any: [{age: {from: 18}}, {age: {less than: 18}}]", ["lint-opposites"]),
    ("any: [{lvef: {at least: 50 %}}, {lvef: {at most: 60 %}}]", ["lint-opposites"]),
    ("any: [{pregnant: yes}, {pregnant: no}]", ["lint-opposites"]),
    ("any: [{er: positive}, {er: negative}]", ["lint-opposites"]),
    ("any: [{er: positive}, {er: low_positive}]", ["lint-dead"]),
    ("any: [{therapy: {class: chemotherapy}}, {therapy: {drug: paclitaxel, setting: advanced}}]", ["lint-dead"]),
    ("any: [{er: positive}, {all: [{er: positive}, {sex: female}]}]", ["lint-dead"]),
    ("any: [{er: positive}, {therapy: {started within: 2 weeks, lasted: {at least: 6 months}}}]", ["lint-never"]),
    ("all: [{age: {from: 18}}, {age: {from: 50}}]", ["lint-implied"]),
    ("all: [{lvef: {at least: 50 %}}, {lvef: {at least: 50 %, within: 28 days}}]", ["lint-implied"]),
    ("all: [{er: positive}, {sex: female}, {er: positive}]", ["lint-twice"]),
    ("at least 2 of: [{er: positive}, {er: positive}, {sex: female}]", ["lint-twice"]),
    ("therapy: {started within: 2 weeks, lasted: {at least: 6 months}}", ["lint-never"]),
    ("therapy: {started within: 4 weeks, started more than: 4 weeks}", ["lint-never"]),
    ("therapy: {started within: 4 weeks, ended more than: 2 months}", ["lint-never"]),
    ("therapy: {ongoing: yes, ended more than: 2 weeks}", ["lint-never"]),
    ("therapy: {started more than: 2 years, ongoing: yes, lasted: {at most: 6 months}}", ["lint-never"]),
    ("therapy: {lasted: {at least: 6 months, less than: 6 months}}", ["lint-never"]),
    ("therapy: {drug: palbociclib, class: chemotherapy}", ["lint-never"]),
    ("therapy: {class: chemotherapy, drug: {is not: chemotherapy}}", ["lint-never"]),
    ("therapy: {line: {at most: 2}, lines: {at least: 3}}", ["lint-never"]),
    ("therapy: {lines: {at least: 31}}", ["lint-never"]),
    ("procedure: {kind: mastectomy, ongoing: yes}", ["lint-never"]),
    ("procedure: {kind: mastectomy, within: 6 weeks, longer ago than: 6 weeks}", ["lint-never"]),
    ("not: {therapy: {drug: palbociclib, class: chemotherapy}}", ["lint-always"]),
    ("therapy: {times: {at least: 0}}", ["lint-always"]),
    ("procedure: {kind: mastectomy, ongoing: yes, times: {at most: 1}}", ["lint-always"]),
    ("all: []", ["lint-always"]), ("any: []", ["lint-never"]), ("at least 0 of: [{er: positive}]", ["lint-always"]),
    ("pregnant: {is not: [yes, no]}", ["lint-never"]),
]
SOUND = [
    "all: [{er: positive}, {her2: negative}, {age: {from: 18, to: 75}}, {lvef: {at least: 50 %, within: 28 days}}]",
    "all: [{alt: {at most: 2.5 x ULN}}, {alt: {at most: 100 U/L}}]",
    "all: [{lvef: {at least: 50 %}}, {lvef: {at most: 60 %}}]",
    "all: [{therapy: {class: taxane}}, {none: [{therapy: {class: taxane, ended within: 3 weeks}}]}]",
    "all: [{therapy: {class: chemotherapy}}, {therapy: {class: her2_targeted}}]",
    "therapy: {class: chemotherapy, drug: her2_targeted}",
    "therapy: {started within: 6 months, lasted: {at least: 6 months}}",
    "therapy: {started within: 26 weeks, lasted: {at least: 6 months}}",
    "therapy: {ended within: 4 weeks, ended more than: 2 weeks}",
    "any: [{her2: positive}, {her2: [low, zero]}]",
    "any: [{lvef: {at least: 60 %}}, {lvef: {less than: 50 %}}]",
    "all: [{her2_ihc: {is: ['1+', '3+'], within: 6 months}}, {her2_ihc: ['2+', '3+']}, {cT: {at least: T2}}]",
    "any: [{her2: positive}, {all: [{her2: low}, {sex: female}]}]",
    "all: [{variant: {change: {is not: E17K}}}, {variant: {change: E17K}}]",
]


@pytest.mark.parametrize("text, codes", ODD, ids=lambda part: str(part)[:70])
def test_what_is_odd(text: str, codes: list[str]) -> None:
    found = lint(sentence(text, WORDS), WORDS, "x.yaml:1")
    assert [problem.code for problem in found] == codes
    for language in ("en", "zh"):
        said = found[0].text(language)
        assert said.startswith("x.yaml:1") and "{" not in said and "_en" not in said


@pytest.mark.parametrize("text", SOUND, ids=lambda text: text[:70])
def test_what_is_sound(text: str) -> None:
    assert [str(problem) for problem in lint(sentence(text, WORDS), WORDS)] == []


LAZY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@LAZY
@given(leaf_texts(), leaf_texts(), st.lists(patients(), min_size=1, max_size=4))
def test_what_implies_is_never_belied_by_a_patient(one: object, two: object, people: list[tuple]) -> None:
    a, b = pushed(sentence(one, WORDS)), pushed(sentence(two, WORDS))
    if not implies(a, b, WORDS):
        return
    for facts, reviewed in people:
        line = Timeline(facts, WORDS, TODAY, reviewed)
        if answer(a, line) == YES:
            # A review of a part of a list may answer one question and leave the other open; never the contrary.
            assert answer(b, line) != NO
            assert answer(b, line) == YES or isinstance(b, Not)


@LAZY
@given(sentence_texts(), st.lists(patients(), min_size=1, max_size=4))
def test_what_can_never_hold_never_holds(text: object, people: list[tuple]) -> None:
    for leaf in leaves(sentence(text, WORDS)):
        found = passing(leaf, WORDS)
        if not (isinstance(leaf, Event) and impossible(leaf, WORDS) or found and found.nothing):
            continue
        for facts, reviewed in people:
            assert answer(leaf, Timeline(facts, WORDS, TODAY, reviewed)) != YES, (leaf, facts)


@LAZY
@given(sentence_texts(), patients())
def test_pushing_not_to_the_leaves_changes_no_answer(text: object, patient: tuple) -> None:
    node, line = sentence(text, WORDS), Timeline(patient[0], WORDS, TODAY, patient[1])
    assert answer(pushed(node), line) == answer(node, line)
    assert answer(pushed(Not(node)), line) == answer(Not(node), line)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(sentence_texts())
def test_lint_reads_any_sentence(text: object) -> None:
    for problem in lint(sentence(text, WORDS), WORDS):
        assert problem.text("en") and problem.text("zh")
