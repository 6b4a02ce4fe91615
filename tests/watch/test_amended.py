"""Rules that change ask everybody again and say so; a hospital nobody has asked yet is learnt in silence."""

from dataclasses import replace

import pytest
from trials_pages.clinic import WOMEN, fill
from watch.conftest import TRIAL, answer_all

from paeonia.criteria.read import sentence
from paeonia.guidance import questions
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.watch import fresh
from paeonia.modules.trials.watch.models import Change, Dismissal, News, Standing
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def amend(monkeypatch):
    """Give a trial other criteria, or bring a new one."""

    def change(slug, text, version="amended"):
        asked = dict(questions.questions(FAMILY))
        asked[slug] = replace(asked.get(slug, asked[TRIAL]), id=slug, node=sentence(text, dictionary()), version=version)
        monkeypatch.setitem(questions._PROVIDERS, FAMILY, lambda: asked)

    return change


def test_an_amendment_asks_everybody_again_and_is_named_as_the_cause(women, doctor, coordinator, east, amend):
    assert east.pk not in fresh.due()
    amend(TRIAL, "sex: female")
    assert east.pk in fresh.due()
    fresh.whole_round(east.pk)
    assert east.pk not in fresh.due()
    with acting(doctor):
        found = list(Change.objects.filter(question=TRIAL))
    assert len(found) == len(women) and {one.cause for one in found} == {"amendment"}
    assert {one.rule_version for one in found} == {"amended"}
    fresh.whole_round(east.pk)
    with acting(coordinator):
        assert News.objects.filter(question=TRIAL, kind="fit").count() == len(women)


def test_a_new_trial_tells_of_those_who_fit_it(women, doctor, coordinator, east, amend):
    amend("brand-new", "pregnant: no")
    fresh.whole_round(east.pk)
    with acting(coordinator):
        told = list(News.objects.filter(question="brand-new"))
    with acting(doctor):
        found = list(Change.objects.filter(question="brand-new"))
    assert told and {one.kind for one in told} == {"fit"}
    assert all((one.before, one.after, one.cause) == (None, 2, "amendment") for one in found)


def test_a_pair_set_aside_comes_back_when_the_criteria_change(women, doctor, east, amend):
    fresh.actions.dismiss(women[0], TRIAL, "judgement", "", doctor)
    fresh.whole_round(east.pk)
    with acting(doctor):
        assert Dismissal.objects.get().ended_at is None
    amend(TRIAL, "sex: female")
    fresh.whole_round(east.pk)
    with acting(doctor):
        assert Dismissal.objects.get().ended_why["rule"] is True


def test_a_trial_that_is_gone_breaks_nothing(women, doctor, coordinator, east, amend, monkeypatch):
    answer_all(women[0], doctor)
    fresh.reask(east.pk, women)
    fresh.actions.dismiss(women[0], TRIAL, "judgement", "", doctor)
    asked = {id: one for id, one in questions.questions(FAMILY).items() if id != TRIAL}
    monkeypatch.setitem(questions._PROVIDERS, FAMILY, lambda: asked)
    fresh.whole_round(east.pk)
    with acting(coordinator):
        assert News.objects.filter(question=TRIAL, kind="fit").count() == 1


def test_before_the_first_round_nothing_is_asked(doctor, coordinator, east):
    ids = fill(doctor, east.pk, WOMEN[:2])
    assert fresh.reask(east.pk, ids) == 0
    with acting(doctor):
        assert not Standing.objects.exists()
