"""Places, the waiting list, approval; nobody takes two places or the last one twice."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from paeonia.modules.academy import actions, queries
from paeonia.modules.academy.choices import Standing
from paeonia.modules.academy.models_learner import Enrolment
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def standing(activity, viewer):
    return queries.mine(viewer, activity.pk)[0].enrolment.standing


def test_who_comes_too_late_waits_and_moves_up_in_order(course, viewer, hospital):
    made = course(seats=1)
    first, second, third = (viewer("nurse", hospital) for _ in range(3))
    said = [actions.enrol(made, who, "N").standing for who in (first, second, third)]
    assert said == [Standing.ENROLLED, Standing.WAITING, Standing.WAITING]
    actions.withdraw(queries.mine(first, made.pk)[0].enrolment, first)
    assert [standing(made, who) for who in (first, second, third)] == [
        Standing.WITHDRAWN, Standing.ENROLLED, Standing.WAITING]
    actions.enrol(made, first, "N")
    actions.withdraw(queries.mine(second, made.pk)[0].enrolment, second)
    assert [standing(made, who) for who in (first, third)] == [Standing.WAITING, Standing.ENROLLED], "back is last"


def test_nobody_enrols_twice_or_after_the_end(course, physician, teacher):
    made = course()
    actions.enrol(made, physician, "P")
    with pytest.raises(Refused, match="already enrolled"):
        actions.enrol(made, physician, "P")
    closed = course(stage="closed")
    with pytest.raises(Refused, match="does not take enrolments"):
        actions.enrol(closed, physician, "P")


def test_where_each_is_approved_nobody_is_in_before_the_answer(course, physician, teacher):
    made = course(approves=True)
    row = actions.enrol(made, physician, "P")
    assert row.standing == Standing.ASKED
    actions.decide(row, True, teacher)
    assert standing(made, physician) == Standing.ENROLLED
    actions.decide(row, False, teacher)
    assert standing(made, physician) == Standing.REFUSED
    with pytest.raises(Refused):
        actions.enrol(made, physician, "P")


def test_patients_and_staff_are_offered_what_is_for_them(course, viewer, hospital):
    for_staff, for_patients, draft = course(), course(audience="patients"), course(stage="draft")
    patient, nurse = viewer("patient", hospital), viewer("nurse", hospital)
    assert {one.pk for one in queries.activities(patient)} == {for_patients.pk}
    assert {one.pk for one in queries.activities(nurse)} == {for_staff.pk}
    with pytest.raises(queries.NotHere):
        queries.activity(draft.pk, nurse)
    with pytest.raises(PermissionDenied):
        actions.enrol(for_staff, patient, "P")


def test_a_learner_sees_herself_and_the_host_sees_all(course, viewer, two_hospitals, teacher, physician):
    made = course()
    actions.enrol(made, physician, "P")
    actions.enrol(made, viewer("nurse", two_hospitals[0]), "N")
    strange = viewer("educator", two_hospitals[1])
    seen = {}
    for name, who in (("learner", physician), ("host", teacher), ("elsewhere", strange)):
        with acting(who):
            seen[name] = Enrolment.objects.count()
    assert seen == {"learner": 1, "host": 2, "elsewhere": 0}
    with pytest.raises(queries.NotHere):
        queries.activity(made.pk, strange, teaching=True)
    with pytest.raises(PermissionDenied):
        actions.decide(queries.mine(physician, made.pk)[0].enrolment, True, strange)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_both_take_the_last_place(course, viewer, hospital):
    made = course(questions=0, seats=1)
    people, said, gate = [viewer("nurse", hospital) for _ in range(4)], [], threading.Barrier(4)

    def go(who):
        gate.wait()
        said.append(actions.enrol(made, who, "N").standing)
        connection.close()

    runners = [threading.Thread(target=go, args=(who,)) for who in people]
    for one in runners:
        one.start()
    for one in runners:
        one.join()
    assert sorted(said) == [Standing.ENROLLED, *[Standing.WAITING] * 3]
