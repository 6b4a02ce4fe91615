"""The people with a story truly fit the trials their charts were written for, whatever day it is."""

import pytest
from told import TODAY, timeline

from paeonia.chart.population import stories
from paeonia.criteria.kleene import NO, UNKNOWN, YES
from paeonia.criteria.person import answer, explain, settle
from paeonia.criteria.when import near_miss
from paeonia.knowledge.trials import trials
from paeonia.record.timeline import Timeline


@pytest.fixture(scope="module")
def told(words) -> dict[str, Timeline]:
    return {
        story["number"]: timeline(list(stories.statements(story, TODAY)), words)
        for story in stories.stories()
    }


def fits(line):
    """The trials that fit."""
    return {id for id, trial in trials().items() if answer(trial.eligibility, line) == YES}


@pytest.mark.parametrize("number", [s["number"] for s in stories.stories() if s["number"] != "S000005"])
def test_each_fits_two_trials(told, number):
    assert len(fits(told[number])) >= 2


def test_nobody_offers_a_trial_to_the_pregnant_woman(told):
    assert not fits(told["S000005"])


def test_one_ejection_fraction_is_all_that_is_missing(told):
    reason = explain(trials()["destiny-breast04"].eligibility, told["S000001"])
    assert reason.answer == UNKNOWN
    assert settle(reason) == ("lvef",)


def test_one_washout_opens_in_six_days(told):
    line = told["S000007"]
    opens = {
        near.opens - TODAY
        for trial in trials().values()
        if answer(trial.eligibility, line) == NO
        if (near := near_miss(trial.eligibility, line)) and near.opens
    }
    assert 6 in opens


@pytest.mark.parametrize(
    ("number", "trial"),
    [
        ("S000002", "keynote-355"),
        ("S000003", "olympiad"),
        ("S000004", "destiny-breast12"),
        ("S000006", "capitello-291"),
        ("S000008", "emerald"),
        ("S000009", "create-x"),
        ("S000010", "neosphere"),
        ("S000011", "monarche"),
        ("S000012", "phila"),
    ],
)
def test_each_fits_the_trial_of_her_story(told, number, trial):
    assert trial in fits(told[number])
