"""Calendar files: the zone's rules inside, names that stay, numbers that grow, and a link that can be closed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy.models import Item
from paeonia.modules.academy.programme import actions, calendars, links, queries
from paeonia.modules.academy.programme.models import CalendarLink
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db


def events(body):
    return {str(one["uid"]): one for one in Calendar.from_ical(body).walk("VEVENT")}


def whole(made):
    return calendars.ics(queries.entries(queries.sessions(made)), "x")


def fetch(token, status=200):
    answer = Client().get(f"/academy/calendar/{token}/mine.ics")
    assert answer.status_code == status
    return answer.content


def test_zone_name_and_number(course, teacher):
    made = course(questions=0)
    session = made.sessions.get()
    session.room = "湘湖会堂；A，B"
    academy.keep(session, made, teacher)
    body = whole(made)
    calendar = Calendar.from_ical(body)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert b"TZOFFSETTO:+0800" in body and b"DTSTART;TZID=Asia/Shanghai:" in body and b"\r\n" in body
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    one = events(body)[calendars.uid(session)]
    assert one["sequence"] == 1 and one["status"] == "CONFIRMED" and "湘湖会堂；A，B" in one["location"]
    assert one.decoded("dtstart") == session.starts.replace(microsecond=0)
    session.starts += timedelta(minutes=15)
    academy.keep(session, made, teacher)
    academy.keep(Item(session=session, starts=timezone.localtime(session.starts).time(), title_zh="讲", title_en="T"), made,
                 teacher)
    session.called_off = "台风"
    academy.keep(session, made, teacher)
    again = events(whole(made))
    assert list(again) == [calendars.uid(session)], "its name stays"
    assert again[calendars.uid(session)]["sequence"] == 4 and again[calendars.uid(session)]["status"] == "CANCELLED"
    academy.keep(session, made, teacher)
    assert events(whole(made))[calendars.uid(session)]["sequence"] == 4, "kept without a change: nothing counts up"


def test_my_sessions_by_a_link_that_can_be_made_anew_and_closed(course, physician, teacher):
    made, other = course(questions=0), course(questions=0)
    academy.enrol(made, physician, "P")
    row = actions.open_link(physician)
    token = links.token(physician.user_id, row.number)
    assert set(events(fetch(token))) == {calendars.uid(made.sessions.get())}, "not those of the other activity"
    academy.enrol(other, physician, "P")
    assert len(events(fetch(token))) == 2
    actions.choose(other.sessions.get(), True, physician)
    assert len(events(fetch(token))) == 2, "a choice in one activity leaves the other whole"
    actions.open_link(physician)
    fetch(token, 404)
    new = links.token(physician.user_id, row.number + 1)
    fetch(new)
    actions.close_link(physician)
    fetch(new, 404)
    assert queries.link(physician) is None


def test_only_what_she_chose_where_she_chose(course, physician, teacher):
    made = course(questions=0)
    first = made.sessions.get()
    first.pk, first.room = None, "B"
    first._state.adding = True
    academy.keep(first, made, teacher)
    academy.enrol(made, physician, "P")
    actions.choose(first, True, physician)
    token = links.token(physician.user_id, actions.open_link(physician).number)
    assert set(events(fetch(token))) == {calendars.uid(first)}


def test_a_link_is_sealed_and_hers(physician, teacher):
    row = actions.open_link(physician)
    token = links.token(physician.user_id, row.number)
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x", token.split(":")[0],
                   links.token(teacher.user_id, 1), links.token(10**12, 1)):
        fetch(forged, 404)
    with acting(teacher):
        assert CalendarLink.objects.count() == 0


def test_of_an_event_for_patients_the_link_tells_time_and_place_alone(course, viewer, hospital):
    made = course(questions=0, audience="patients", title_zh="乳腺癌康复沙龙", title_en="Breast cancer salon")
    patient = viewer("patient", hospital)
    academy.enrol(made, patient, "P")
    body = fetch(links.token(patient.user_id, actions.open_link(patient).number)).decode()
    assert "BEGIN:VEVENT" in body and "沙龙" not in body and "salon" not in body and "DESCRIPTION" not in body
    assert "First talk" not in body and "第一讲" not in body
