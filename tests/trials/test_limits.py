"""The registry's own limits become a sentence of the language."""

import pytest

from paeonia.criteria.nodes import Aged, All, Is
from paeonia.criteria.read import sentence
from paeonia.modules.trials.intake.limits import limits
from paeonia.modules.trials.intake.record import RegistryTrial
from paeonia.modules.trials.intake.words import age
from paeonia.record.codes import Code, Codelist
from paeonia.record.dictionary import Dictionary, Field, Variable

SEX = Variable("sex", "attribute", {"en": "sex", "zh": "性别"}, "person", Field(
    "value", "code", {"en": "sex", "zh": "性别"},
    Codelist("sex", {c: Code(c, {"en": c, "zh": c}) for c in ("female", "male")})))
DICTIONARY = Dictionary({"sex": SEX})


def trial(low="", high="", sex="ALL", **more):
    return RegistryTrial("NCT90000001", "ClinicalTrials.gov", "T", minimum_age=age(low), maximum_age=age(high), sex=sex,
                         **more)


@pytest.mark.parametrize("low, high, sex, expected", [
    ("18 Years", "75 Years", "FEMALE", [{"age": {"from": 18, "to": 75}}, {"sex": "female"}]),
    ("6 Months", "N/A", "ALL", [{"age": {"from": "6 months"}}]),
    ("", "17 Years", "MALE", [{"age": {"to": 17}}, {"sex": "male"}]),
    ("", "", "ALL", []),
])
def test_limits_are_written_as_a_sentence(low, high, sex, expected):
    found = limits(trial(low, high, sex))
    assert found.sentence == {"all": expected} and found.open_points == ()
    assert isinstance(sentence(found.sentence, DICTIONARY), All)


def test_the_sentence_means_what_the_registry_means():
    node = sentence(limits(trial("18 Years", "75 Years", "FEMALE")).sentence, DICTIONARY)
    aged, sex = node.of
    assert aged == Aged(18 * 12, 76 * 12) and isinstance(sex, Is) and sex.values == ("female",)
    assert sentence(limits(trial("6 Months", "24 Months")).sentence, DICTIONARY).of == (Aged(6, 25),)


def test_what_no_sentence_can_hold_is_left_to_a_person():
    found = limits(trial("28 Days", "2 Years"))
    assert found.sentence == {"all": [{"age": {"to": 2}}]}
    assert [point.code for point in found.open_points] == ["registry-age-inexact"]


def test_eligibility_by_gender_identity_is_not_taken_for_sex():
    assert limits(trial(sex="FEMALE", gender_based=True)).sentence == {"all": []}


def test_healthy_volunteers_stand_beside_the_sentence():
    assert limits(trial(healthy_volunteers=True)).healthy_volunteers is True
    assert limits(trial()).healthy_volunteers is None
