"""The programme: nobody in two rooms, a table in which an hour is an hour, and what changed since one looked."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy import blocks
from paeonia.modules.academy import queries as enrolled
from paeonia.modules.academy.models import Item, Session
from paeonia.modules.academy.programme import actions, changes, grid, queries
from paeonia.modules.academy.programme.models import Chosen, Edition, OnStage
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
NOTE = {"zh": "初版", "en": "first"}


@pytest.fixture
def made(course):
    return course(questions=0)


@pytest.fixture
def hold(made, teacher):
    """Plan a session: hold("A", 9, 10.5)."""
    day = (timezone.localtime() + timedelta(days=30)).replace(hour=0, minute=0, second=0, microsecond=0)

    def plan(room, begins, ends, title="", **fields):
        one = Session(activity=made, title_zh=title or f"{room}{begins}", title_en=title or f"{room}{begins}", room=room,
                      starts=day + timedelta(hours=begins), ends=day + timedelta(hours=ends), **fields)
        academy.keep(one, made, teacher)
        return one

    return plan


def on_stage(session, teacher, name="林若舟", **fields):
    one = OnStage(session=session, name_zh=name, **fields)
    actions.put_on_stage(one, teacher)
    return one


def test_a_room_holds_one_session_at_a_time(made, hold, teacher):
    first = hold("湖 厅 A", 9, 10)
    hold("湖厅A", 10, 11)
    hold("B", 9, 10)
    with pytest.raises(Refused, match="holds “湖 厅 A9” from 09:00 to 10:00"):
        hold("湖厅a", 9.5, 10)
    first.called_off = "讲者生病"
    academy.keep(first, made, teacher)
    hold("湖厅a", 9.5, 10)
    first.called_off = ""
    with pytest.raises(Refused, match="holds"):
        academy.keep(first, made, teacher)


def test_nobody_is_on_two_stages(made, hold, teacher):
    one, two, later = hold("A", 9, 10), hold("B", 9, 10), hold("B", 10, 11)
    on_stage(one, teacher)
    hers = Item(session=one, starts=time(9), title_zh="讲", title_en="T", speaker_zh="林若舟")
    academy.keep(hers, made, teacher)      # a chair may speak in her own session
    with pytest.raises(Refused, match="林若舟 is needed in “A9” at 09:00"):
        on_stage(two, teacher, "林 若舟", duty="panel")
    with pytest.raises(Refused, match="is needed in “A9”"):
        academy.keep(Item(session=two, starts=time(9, 30), title_zh="讲", title_en="T",
                          speaker_zh="Lin", speaker_en="林若舟"), made, teacher)
    on_stage(later, teacher)
    later.starts, later.ends = two.starts, two.ends
    two.called_off = "合并"
    academy.keep(two, made, teacher)
    with pytest.raises(Refused, match="is needed in “A9”"):
        academy.keep(later, made, teacher)


def test_a_table_in_which_an_hour_is_an_hour(hold):
    held = [hold("A", 9, 10.5), hold("A", 10.5, 11), hold("B", 9.5, 11), hold("", 9, 9.25), hold("", 9, 11, "beside"),
            hold("B", 8, 9, called_off="x"), hold("A", 33, 34)]
    first, second = grid.days(held)
    assert first.step == 15 and first.rooms == ("A", "B", "", "") and len(first.rows) == 8
    spans = [sum(cell.rows for row in first.rows for cell in row.cells if cell.session == one) for one in held]
    assert spans == [6, 2, 6, 1, 8, 0, 0]
    assert sum(cell.rows for row in first.rows for cell in row.cells) == 8 * 4, "every row of every column is filled"
    assert [row.shows_clock for row in first.rows] == [True, True, True, False, False, False, True, False]
    assert len(first.sessions) == 6 and len(second.sessions) == 1
    assert grid.days([]) == [] and grid.days([held[5]])[0].rows == ()


def test_side_by_side_counts_once_towards_a_certificate(made, hold, physician, teacher):
    row = academy.enrol(made, physician, "P")
    one, two, _third = hold("A", 9, 10), hold("B", 9, 10), hold("C", 9, 11)
    for session in (one, two):
        academy.attend_by_hand(session, row.pk, "x", teacher)
    progress = enrolled.mine(physician, made.pk)[0]
    assert progress.steps[1].told.startswith("1 / 2"), "the session of today, and one stretch with three rooms"
    assert progress.hours == 1 and len(blocks.blocks(progress.sessions)) == 2
    assert blocks.side_by_side([one, two]) == (one, two)


def test_a_session_called_off_is_asked_of_nobody(made, hold, physician, teacher):
    academy.enrol(made, physician, "P")
    session = hold("A", 9, 10)
    session.called_off = "台风"
    academy.keep(session, made, teacher)
    assert [one.pk for one in enrolled.mine(physician, made.pk)[0].sessions] == [made.sessions.order_by("starts")[0].pk]


def test_what_changed_since_she_looked(made, hold, physician, teacher):
    one, two = hold("A", 9, 10), hold("B", 9, 10)
    with pytest.raises(PermissionDenied):
        actions.announce(made, NOTE, physician)
    first = actions.announce(made, NOTE, teacher)
    with pytest.raises(Refused, match="nothing changed"):
        actions.announce(made, NOTE, teacher)
    assert queries.news(made, physician, queries.editions(made)) is None, "she is new here"
    academy.enrol(made, physician, "P")
    one.room = "C"
    two.called_off = "讲者生病"
    for session in (one, two):
        academy.keep(session, made, teacher)
    on_stage(hold("D", 11, 12), teacher)
    assert queries.news(made, physician, queries.editions(made)) is None, "nothing is told before it is announced"
    actions.announce(made, NOTE, teacher)
    news = queries.news(made, physician, queries.editions(made))
    assert [(change.kind, change.stands.room) for change in news.changes] == [("moved", "C"), ("off", "B"), ("new", "D")]
    actions.look(news.edition, physician)
    actions.look(news.edition, physician)
    assert queries.news(made, physician, queries.editions(made)) is None
    with acting(teacher), pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=first.pk).update(note_en="x")


def test_what_is_compared():
    held = {"id": 1, "zh": "甲", "en": "A", "starts": "2026-11-28T09:00:00+08:00", "ends": "2026-11-28T10:00:00+08:00",
            "room": "A", "off": "", "talks": [], "stage": []}
    assert [change.kind for change in changes.between([held], [{**held, "talks": [["09:00"]]}])] == ["talks"]
    assert [change.kind for change in changes.between([held], [])] == ["gone"]
    assert changes.between([], [{**held, "off": "x"}]) == []
    assert [change.kind for change in changes.between([{**held, "off": "x"}], [held])] == ["moved"]


def test_her_choice_is_hers(made, hold, physician, teacher):
    session = hold("A", 9, 10)
    actions.choose(session, True, physician)
    actions.choose(session, True, physician)
    assert queries.chosen(made, physician) == {session.pk} and queries.chosen(made, teacher) == set()
    with acting(teacher):
        assert Chosen.objects.count() == 0
    actions.choose(session, False, physician)
    assert queries.chosen(made, physician) == set()
