"""Everybody at once says what each chart says alone, to each viewer only of hers, and keeps up with new facts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from paeonia.chart import door
from paeonia.guidance import survey as surveys
from paeonia.guidance.questions import questions
from paeonia.guidance.survey import funnel, survey
from paeonia.guidance.verdicts import advise, answers, why
from paeonia.record.facts import Fact, Identity, Review, Statement

FAMILY = "trial"
DAY = timezone.localdate() - timedelta(days=3)


def patient(mrn, *facts, reviews=()):
    yield Statement(mrn, Identity(mrn, "林", "秋"), "a:1")
    for variable, fields in facts:
        yield Statement(mrn, Fact(variable, fields, DAY.isoformat(), "letter"), f"a:{variable}")
    for key in reviews:
        yield Statement(mrn, Review(key, DAY.isoformat()), "a:r")


BASE = (("birth_date", {"value": "1971-05-06"}), ("sex", {"value": "female"}), ("her2_ihc", {"value": "1+"}),
        ("er_percent", {"value": 80}), ("ecog", {"value": 1}))


@pytest.fixture
def clinic(viewer, two_hospitals):
    """Two hospitals with two and one patients."""
    surveys._HELD.clear()
    east, west = (viewer("oncologist", hospital) for hospital in two_hospitals)
    door.accept([*patient("E1", *BASE), *patient("E2", *BASE[:2], reviews=("therapy", "condition"))], east,
                hospital_id=two_hospitals[0].pk, verb="chart.write")
    door.accept(patient("W1", *BASE), west, hospital_id=two_hospitals[1].pk, verb="chart.write")
    return east, west


def test_the_survey_says_what_each_chart_says(clinic):
    east, _ = clinic
    held = survey(east, FAMILY)
    assert len(held.columns) == 2
    for patient_id in held.columns.ids:
        line = door.timeline(patient_id, east, why="test")
        alone = answers(line, held.asked)
        assert held.of_patient(patient_id) == {id: int(answer) for id, answer in alone.items()}
        some = next(iter(held.asked))
        assert why(line, held.asked[some]).answer == alone[some]


def test_each_viewer_surveys_her_own_hospitals(clinic):
    east, west = clinic
    assert len(survey(east, FAMILY).columns) == 2
    assert len(survey(west, FAMILY).columns) == 1
    assert not set(survey(east, FAMILY).columns.ids) & set(survey(west, FAMILY).columns.ids)


def test_a_new_fact_changes_the_survey(clinic):
    east, _ = clinic
    slug = "destiny-breast04"
    before = survey(east, FAMILY)
    first = door.find(east, mrn="E1").id
    assert before.of_patient(first)[slug] == 1      # undecided
    door.record(first, [Fact("her2_ihc", {"value": "3+"}, timezone.localdate().isoformat(), "biopsy")], east)
    after = survey(east, FAMILY)
    assert after is not before
    assert after.of_patient(first)[slug] == 0       # HER2 positive now


def test_the_funnel_loses_nobody_twice(clinic):
    east, _ = clinic
    held = survey(east, FAMILY)
    steps = funnel(held.columns, held.asked["destiny-breast04"].node)
    assert steps[0].possible == 2
    for one, two in zip(steps, steps[1:], strict=False):
        assert one.possible == two.possible + two.lost
        assert two.certain <= one.certain


def test_advice_groups_add_up(clinic):
    east, _ = clinic
    line = door.timeline(door.find(east, mrn="E1").id, east, why="test")
    asked = questions(FAMILY)
    advice = advise(line, asked)
    assert len(advice.fits) + len(advice.open) + len(advice.near) + advice.others == len(asked)
    assert all(verdict.settle for verdict in advice.open)
    assert [q.settles for q in advice.next] == sorted((q.settles for q in advice.next), reverse=True)
