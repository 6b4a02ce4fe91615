"""What the academy writes: a place, one that came free, tomorrow's session, a certificate; no telling title outside."""

from datetime import timedelta

import pytest
from django.utils import timezone

from paeonia.modules.academy import actions, queries
from paeonia.modules.academy.models import Session
from paeonia.modules.academy.tasks import remind_at
from paeonia.people.context import acting
from paeonia.people.viewer import system_viewer
from paeonia.post import kinds
from paeonia.post.models import Letter
from paeonia.post.queries import letters

pytestmark = pytest.mark.django_db


def texts(viewer):
    return [one.text for one in letters(viewer)[0]]


def test_a_place_one_that_came_free_and_one_that_was_refused(course, viewer, hospital, teacher):
    made = course(seats=1)
    first, second = viewer("nurse", hospital), viewer("nurse", hospital)
    actions.enrol(made, first, "N")
    actions.enrol(made, second, "N")
    assert texts(first) == ["You have a place in “A course”."] and texts(second) == []
    actions.withdraw(queries.mine(first, made.pk)[0].enrolment, first)
    assert texts(second) == ["A place came free: you now have one in “A course”."]
    asked = actions.enrol(course(approves=True), first, "N")
    actions.decide(asked, True, teacher)
    actions.decide(asked, True, teacher)
    actions.decide(asked, False, teacher)
    assert texts(first)[:2] == ["The organiser could not give you a place in “A course”.", "You have a place in “A course”."]
    assert len(texts(first)) == 3


def test_the_day_before_from_nine_on_and_once(course, viewer, hospital, teacher):
    made = course()
    nurse, late = viewer("nurse", hospital), viewer("nurse", hospital)
    actions.enrol(made, nurse, "N")
    noon = timezone.localtime().replace(hour=12, minute=0)
    session = Session(activity=made, title_zh="二", title_en="Second talk", room="Hall",
                      starts=noon + timedelta(days=1), ends=noon + timedelta(days=1, hours=1))
    actions.keep(session, made, teacher)
    assert remind_at(noon.replace(hour=8)) == 0 and remind_at(noon) == 1 and remind_at(noon) == 0
    day = f"{session.starts:%Y-%m-%d}"
    assert texts(nurse)[0] == f"Reminder: Second talk, of “A course”, begins on {day} 12:00. Hall"
    actions.enrol(made, late, "L")
    assert remind_at(noon) == 1, "who came later is reminded too"
    session.starts += timedelta(hours=2)
    session.ends += timedelta(hours=2)
    actions.keep(session, made, teacher)
    assert remind_at(noon) == 2 and "14:00" in texts(nurse)[0], "another time is told anew"


def test_a_certificate_that_can_be_made_is_told_once(course, viewer, hospital, teacher):
    made = course(0)
    nurse = viewer("nurse", hospital)
    row = actions.enrol(made, nurse, "N")
    actions.say(queries.mine(nurse, made.pk)[0], {"useful": 5, "clear": 5, "balanced": True}, nurse)
    assert len(texts(nurse)) == 1
    actions.attend_by_hand(made.sessions.get(), row.pk, "no telephone", teacher)
    assert texts(nurse)[0] == "All that “A course” asks is done: your certificate can be made now."
    assert len(texts(nurse)) == 2


@pytest.mark.parametrize(("audience", "role", "title"), [("staff", "nurse", True), ("patients", "patient", False),
                                                        ("all", "nurse", False)])
def test_the_title_of_what_patients_may_come_to_stays_inside(course, viewer, hospital, audience, role, title):
    made = course(audience=audience)
    who = viewer(role, hospital)
    actions.enrol(made, who, "N")
    with acting(system_viewer("test")):
        row = Letter.objects.get()
    assert "止吐课程" in kinds.KINDS[row.kind].said(row.params, "zh")
    assert ("止吐课程" in kinds.KINDS[row.kind].told(row.params, "zh")) is title
