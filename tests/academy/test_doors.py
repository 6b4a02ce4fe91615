"""At a door: one answer, counted once, undone with a reason, and attendance only where the desk says so."""

import threading
from datetime import timedelta

import pytest
from academy.desk import a_category, a_door, paid, registered
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy import queries as enrolled
from paeonia.modules.academy.models import Session
from paeonia.modules.academy.registration import actions, codes, queries, scanning
from paeonia.modules.academy.registration.forms import DoorForm
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(course):
    return course(questions=0)


@pytest.fixture
def delegate(made, teacher):
    return a_category(made, teacher)


@pytest.fixture
def held(made, delegate, physician):
    return registered(made, delegate, physician)


def test_a_badge_opens_the_door_once(made, held, teacher):
    door = a_door(made, teacher, asks_fee=False)
    spelt = codes.shown(held.row.badge).lower()
    first, second = (scanning.scan(door, f" {spelt}\n", teacher) for _ in range(2))
    assert (first.said, second.said) == ("welcome", "already")
    assert second.check_in.pk == first.check_in.pk
    assert scanning.scan(a_door(made, teacher, title_en="Dinner", asks_fee=False), spelt, teacher).said == "welcome"
    assert [(category.pk, came, due) for category, came, due in queries.counts(door, teacher)] == [
        (held.row.category_id, 1, 1)]


def test_what_stands_against_it_and_the_desk_decides_with_a_reason(made, held, delegate, viewer, hospital, teacher):
    speaker = a_category(made, teacher, "Speaker", price=None, places=1)
    guest = registered(made, speaker, viewer("nurse", hospital), "王小雨")
    late = registered(made, speaker, viewer("nurse", hospital), "李云")
    dinner, open_door = a_door(made, teacher, speaker), a_door(made, teacher)
    said = [scanning.scan(door, one.row.badge, teacher).said for door, one in (
        (dinner, held), (open_door, held), (open_door, late), (dinner, guest))]
    assert said == ["not_on_list", "fee", "no_place", "welcome"]
    assert scanning.choose(open_door, held.row.pk, teacher, "  ").said == "fee"
    assert scanning.choose(open_door, held.row.pk, teacher, "单位担保").check_in.why == "单位担保"
    paid(held, teacher)
    assert scanning.scan(a_door(made, teacher), held.row.badge, teacher).said == "welcome"


def test_a_name_is_asked_about_and_a_strange_badge_is_told(course, made, held, delegate, viewer, hospital, teacher):
    registered(made, delegate, viewer("nurse", hospital), "陈立秋")
    door = a_door(made, teacher, asks_fee=False)
    assert {one.name for one in scanning.scan(door, "陈立", teacher).found} == {"陈立夏", "陈立秋"}
    assert [one.name for one in scanning.scan(door, codes.shown(held.row.reference), teacher).found] == ["陈立夏"]
    elsewhere = course(questions=0)
    strange = registered(elsewhere, a_category(elsewhere, teacher), viewer("nurse", hospital))
    for text, word in ((strange.row.badge, "another activity"), ("A" * 15, "none of ours"), ("没有此人", "nobody"),
                       ("\0", "nobody"), ("", "nobody")):
        answer = scanning.scan(door, text, teacher)
        assert answer.said == "unknown" and word in answer.problem.text("en")
    assert scanning.choose(door, strange.row.pk, teacher).said == "unknown"


def test_a_lost_badge_opens_nothing(made, held, teacher):
    door, old = a_door(made, teacher, asks_fee=False), held.row.badge
    actions.renew(held.row, teacher)
    assert scanning.scan(door, old, teacher).said == "unknown"
    assert scanning.scan(door, queries.one(held.row.pk, made, teacher).row.badge, teacher).said == "welcome"


def test_undone_with_a_reason_and_in_again(made, held, teacher, physician):
    door = a_door(made, teacher, asks_fee=False)
    check_in = scanning.scan(door, held.row.badge, teacher).check_in
    row = queries.check_in(check_in.pk, door, teacher)
    with pytest.raises(Refused, match="say why"):
        actions.undo(row, "", teacher)
    with pytest.raises(PermissionDenied):
        actions.undo(row, "x", physician)
    actions.undo(row, "扫错人", teacher)
    with pytest.raises(Refused, match="undone already"):
        actions.undo(row, "again", teacher)
    assert scanning.scan(door, held.row.badge, teacher).said == "welcome"
    assert [bool(one.undone_at) for one in queries.check_ins(door, teacher)] == [False, True]


def test_attendance_is_entered_afterwards_for_the_sessions_behind_the_door(made, held, physician, teacher):
    session, now = made.sessions.get(), timezone.now()
    door, plain = a_door(made, teacher, sessions=[session], asks_fee=False), a_door(made, teacher, asks_fee=False)
    scanning.scan(door, held.row.badge, teacher)
    with pytest.raises(Refused, match="leads to no session"):
        actions.enter_attendance(plain, teacher)
    with pytest.raises(Refused, match="has not ended yet"):
        actions.enter_attendance(door, teacher)
    session.starts, session.ends = now - timedelta(hours=3), now - timedelta(hours=1)
    academy.keep(session, made, teacher)
    assert [actions.enter_attendance(door, teacher) for _ in range(2)] == [1, 0]
    progress = enrolled.mine(physician, made.pk)[0]
    assert session.pk in progress.came and progress.steps[1].done and progress.hours == 2


def test_a_door_leads_to_no_two_sessions_at_once(made, teacher):
    first = made.sessions.get()
    second = Session(activity=made, title_zh="乙", title_en="B", starts=first.starts, ends=first.ends, room="B")
    academy.keep(second, made, teacher)
    said = {"title_zh": "门", "title_en": "Door", "on": "2026-11-28"}
    assert DoorForm(made, {**said, "sessions": [first.pk]}).is_valid()
    wrong = DoorForm(made, {**said, "sessions": [first.pk, second.pk]})
    assert not wrong.is_valid() and "sessions" in wrong.errors


@pytest.mark.django_db(transaction=True)
def test_two_desks_at_once_count_her_once(made, held, teacher):
    door, said, gate = a_door(made, teacher, asks_fee=False), [], threading.Barrier(4)

    def go():
        gate.wait()
        said.append(actions.let_in(door, held.row, teacher)[1])
        connection.close()

    runners = [threading.Thread(target=go) for _ in range(4)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    assert sorted(said) == [False, False, False, True]
    assert len(queries.check_ins(door, teacher)) == 1
