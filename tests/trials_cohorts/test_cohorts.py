"""One question out of a trial and its cohorts; each cohort keeps an answer of its own."""

from dataclasses import replace
from datetime import date

import pytest

from paeonia.criteria.kleene import NO, UNKNOWN, YES
from paeonia.criteria.nodes import All
from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.guidance.questions import Question
from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import read_trial, trials
from paeonia.modules.trials.cohorts import (
    Cohort,
    answered,
    base_of,
    cohorts_of,
    fitting,
    joined,
    named,
    with_cohorts,
)
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline

BASE = "- her2: negative"
WORDS = {"en": "x", "zh": "某"}


def line_of(*facts):
    return Timeline(facts, dictionary(), date(2026, 2, 1).toordinal())


def cohort(code, text, closed=False):
    return Cohort(code, WORDS, "cohort", sentence(text, dictionary()), closed)


def asked(*cohorts):
    return with_cohorts(Question("t", WORDS, sentence(BASE, dictionary()), "1", "", ""), cohorts)


GOOD, POOR = cohort("good", "- ecog: {at most: 1}"), cohort("poor", "- ecog: {exactly: 2}")
HER = line_of(Fact("her2", {"value": "negative"}, "2026-01-01"), Fact("ecog", {"value": "2"}, "2026-01-01"))
UNSEEN = line_of(Fact("her2", {"value": "negative"}, "2026-01-01"))
OTHER = line_of(Fact("her2", {"value": "positive"}, "2026-01-01"), Fact("ecog", {"value": "2"}, "2026-01-01"))


def test_she_fits_the_trial_when_she_fits_one_cohort():
    question = asked(GOOD, POOR)
    assert answer(question.node, HER) == YES
    assert [(one.cohort.code, one.said) for one in answered(question, HER)] == [("good", "no"), ("poor", "yes")]
    assert fitting(question, HER) == ("poor",)


def test_what_is_not_known_yet_stays_so_for_each_cohort():
    question = asked(GOOD, POOR)
    assert answer(question.node, UNSEEN) == UNKNOWN
    assert {one.answer for one in answered(question, UNSEEN)} == {UNKNOWN}
    assert fitting(question, UNSEEN) == ()


def test_the_whole_trials_criteria_hold_for_every_cohort():
    question = asked(GOOD, POOR)
    assert answer(question.node, OTHER) == NO
    assert {one.answer for one in answered(question, OTHER)} == {NO}
    assert [one.reason.answer for one in answered(question, OTHER)] == [NO, YES]


def test_a_closed_cohort_is_said_to_be_closed_and_admits_nobody():
    question = asked(GOOD, replace(POOR, closed=True))
    assert answer(question.node, HER) == NO
    assert [one.said for one in answered(question, HER)] == ["no", "closed"]
    assert answered(question, HER)[1].answer == YES     # what she would be told were it open
    assert fitting(question, HER) == ()


def test_where_every_cohort_is_closed_the_criteria_still_answer():
    question = asked(replace(GOOD, closed=True), replace(POOR, closed=True))
    assert answer(question.node, HER) == YES
    assert {one.said for one in answered(question, HER)} == {"closed"}
    assert fitting(question, HER) == ("poor",)


def test_without_cohorts_a_question_stays_as_it_is():
    plain = asked()
    assert type(plain) is Question
    assert cohorts_of(plain) == () == answered(plain, HER)
    assert base_of(plain) == plain.node


def test_another_sentence_put_in_place_of_a_question_has_no_cohorts():
    superseded = replace(asked(GOOD, POOR), node=All(()))
    assert cohorts_of(superseded) == ()
    assert base_of(superseded) == All(())


def test_a_base_of_one_sentence_and_cohorts_make_one_level():
    one = sentence("ecog: {at most: 1}", dictionary())
    assert joined(one, [POOR]) == All((one, POOR.criteria))


def test_real_trials_with_cohorts_are_read():
    with_own = {id: [one.code for one in trial.cohorts] for id, trial in trials().items() if trial.cohorts}
    assert with_own["bylieve"] == ["A", "B", "C"]
    assert with_own["destiny-breast12"] == ["1", "2"]


FILE = """
id: t
registry: [NCT00000000]
title: {en: a, zh: 某}
phase: "2"
setting: advanced
summary: {en: a, zh: 某}
source: x
checked_on: 2026-01-01
confidence: low
eligibility:
  - ecog: {at most: 1}
cohorts:
"""


@pytest.mark.parametrize(("text", "code"), [
    ("  - {code: A, eligibility: [{ecog: {at most: 1}}]}", "kb-missing"),
    ("  - {code: A, words: {en: a, zh: 某}, eligibility: [{nonsense: 1}]}", None),
    ("  - {code: A, colour: red, words: {en: a, zh: 某}, eligibility: [{ecog: 1}]}", "kb-unknown-key"),
    ("  - {code: A, kind: club, words: {en: a, zh: 某}, eligibility: [{ecog: {at most: 1}}]}", "kb-bad-value"),
    ("  - {code: '', words: {en: a, zh: 某}, eligibility: [{ecog: {at most: 1}}]}", "kb-bad-value"),
    ("  - {code: A, words: {en: a, zh: 某}, eligibility: [{ecog: {at most: 1}}]}\n" * 2, "kb-twice"),
    ("  A: {}", "kb-shape"),
])
def test_a_mistake_in_a_cohort_keeps_the_trial_out_and_is_named_with_its_line(text, code):
    trial, problems = read_trial((FILE + text).encode(), "advanced/t.yaml", dictionary())
    assert trial is None
    assert problems
    assert all("t.yaml" in one.place for one in problems)
    assert code is None or code in {one.code for one in problems}


def test_the_version_changes_with_a_cohort():
    head = FILE + "  - {code: A, words: {en: a, zh: 某}, eligibility: [{ecog: {at most: "
    one, two = (read_trial((head + f"{n}}}}}]}}").encode(), "t.yaml", dictionary())[0] for n in (1, 2))
    assert one.version != two.version


def test_what_stands_for_several_cohorts_is_named_in_few_words():
    question = asked(GOOD, POOR, replace(POOR, code="closed", closed=True))
    [(node, words)] = named(question).items()
    assert node in question.node.of
    assert words == {"en": "Which cohort she fits: good or poor", "zh": "适合哪个队列：good或poor"}
    assert named(asked(GOOD)) == {} and named(asked()) == {}
