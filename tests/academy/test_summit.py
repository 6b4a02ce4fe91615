"""From the call to the programme: sent whole, read without names, decided, released at once, placed without a clash."""

from datetime import time, timedelta

import pytest
from academy.laid import a_course
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from paeonia.modules.academy import queries as academy
from paeonia.modules.academy.actions import keep
from paeonia.modules.academy.models import Session
from paeonia.modules.academy.summit import actions, book, queries
from paeonia.modules.academy.summit.models import Abstract, Reading
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
FIELDS = {"title": "Olanzapine at home", "authors": "陈立夏（河滨区人民医院）\n林若舟", "wanted": "talk",
          "interests": "none"}
PARTS = ["背景", "方法", "结果", "结论"]


@pytest.fixture
def reader(viewer, two_hospitals):
    return viewer("oncologist", two_hospitals[0])


@pytest.fixture
def call(hospital, teacher, reader):
    made = a_course(hospital, teacher, questions=0, kind="summit")
    today = timezone.localdate()
    return actions.announce(made, today, today + timedelta(days=30), "sending", [reader.name], teacher)


def reading(call, teacher, reader):
    return actions.announce(call.activity, call.opens, call.closes, "reading", [reader.name], teacher)


def test_a_draft_is_nobody_elses_and_what_is_sent_is_whole(call, physician, reader, teacher):
    draft = actions.write(call, FIELDS, ["背景", "", "", ""], False, physician)
    for who, sees in ((physician, 1), (reader, 0), (teacher, 1)):
        with acting(who):
            assert Abstract.objects.count() == sees
    assert queries.judged(call, teacher) == []
    with pytest.raises(Refused, match="“Methods” is empty") as wrong:
        actions.write(call, FIELDS, ["背景", "", "", ""], True, physician, draft)
    assert len(wrong.value.problems) == 3
    with pytest.raises(Refused, match="900 characters; 800"):
        actions.write(call, FIELDS, ["长" * 900, "a", "b", "c"], True, physician, draft)
    sent = actions.write(call, FIELDS, PARTS, True, physician, draft)
    assert sent.pk == draft.pk and len(queries.judged(call, teacher)) == 1
    with pytest.raises(Refused, match="sent already"):
        actions.write(call, FIELDS, PARTS, True, physician, sent)


def test_a_closed_call_and_an_unknown_reader(call, physician, teacher):
    today = timezone.localdate()
    with pytest.raises(Refused, match="nobody with the sign-in"):
        actions.announce(call.activity, today, today, "sending", ["nobody-here"], teacher)
    over = actions.announce(call.activity, today - timedelta(days=9), today - timedelta(days=1), "sending", [], teacher)
    with pytest.raises(Refused, match="takes no abstracts"):
        actions.write(over, FIELDS, PARTS, True, physician)
    with pytest.raises(PermissionDenied):
        actions.announce(call.activity, today, today, "sending", [], physician)


def test_readers_see_no_names_and_not_their_own(call, physician, reader, teacher, person, two_hospitals):
    sent = actions.write(call, FIELDS, PARTS, True, physician)
    own = actions.write(call, {**FIELDS, "title": "Mine"}, PARTS, True, reader)
    assert [row.pk for row, _ in queries.to_read(call, reader)] == [sent.pk]
    client = Client(headers={"accept-language": "en"})
    client.force_login(type(person("nurse", two_hospitals[0])).objects.get(pk=reader.user_id))
    page = client.get(f"/academy/{call.activity_id}/abstracts/{sent.pk}/").content.decode()
    assert "Olanzapine at home" in page and "陈立夏" not in page and 'id="opinion"' in page
    with pytest.raises(Refused, match="not being read now"):
        actions.judge(sent, 4, False, "", reader)
    reading(call, teacher, reader)
    sent, own = (queries.abstract(one.pk, call.activity, reader) for one in (sent, own))
    with pytest.raises(PermissionDenied):
        actions.judge(own, 5, False, "", reader)
    with pytest.raises(PermissionDenied):
        actions.judge(sent, 5, False, "", physician)
    with pytest.raises(Refused, match="from 1 to 5"):
        actions.judge(sent, None, False, "", reader)
    actions.judge(sent, 4, False, "good", reader)
    actions.judge(sent, 5, False, "better", reader)
    assert [row.score for row in queries.judged(call, teacher) if row.abstract.pk == sent.pk] == [5]
    with acting(physician):
        assert Reading.objects.count() == 0, "an author reads no opinion"


def test_decisions_are_pending_until_all_are_released_at_once(call, physician, reader, teacher):
    one = actions.write(call, FIELDS, PARTS, True, physician)
    two = actions.write(call, {**FIELDS, "title": "Another"}, PARTS, True, physician)
    reading(call, teacher, reader)
    actions.decide(call, {one.pk: "talk"}, teacher)
    assert [row.decision for row in queries.mine(call, physician)] == ["", ""]
    with pytest.raises(Refused, match="1 abstracts have no decision"):
        actions.release(call, teacher)
    actions.decide(call, {two.pk: "poster", one.pk: "nonsense"}, teacher)
    assert actions.release(call, teacher) == 2
    assert [row.decision for row in queries.mine(call, physician)] == ["talk", "poster"]
    with pytest.raises(Refused, match="decisions are out"):
        actions.release(call, teacher)
    found = queries.accepted(call)
    assert len(found) == 2 and book.pdf(call.activity, found).startswith(b"%PDF")


def test_nobody_speaks_in_two_rooms_at_once(call, physician, reader, teacher):
    first = actions.write(call, FIELDS, PARTS, True, physician)
    second = actions.write(call, {**FIELDS, "title": "Another"}, PARTS, True, physician)
    reading(call, teacher, reader)
    actions.decide(call, {first.pk: "talk", second.pk: "talk"}, teacher)
    day = timezone.localtime(timezone.now() + timedelta(days=40)).replace(hour=9, minute=0, second=0, microsecond=0)
    until = day + timedelta(hours=2)
    rooms = [Session(activity=call.activity, title_zh=room, title_en=room, starts=day, ends=until) for room in ("A", "B")]
    for room in rooms:
        keep(room, call.activity, teacher)
    with pytest.raises(Refused, match="only an abstract accepted"):
        actions.place(first, rooms[0], time(9, 0), teacher)
    actions.release(call, teacher)
    first, second = queries.mine(call, physician)
    with pytest.raises(Refused, match="within its session"):
        actions.place(first, rooms[0], time(10, 55), teacher)
    assert actions.place(first, rooms[0], time(9, 0), teacher).speaker_zh == "陈立夏"
    with pytest.raises(Refused, match="place in the programme already"):
        actions.place(first, rooms[1], time(9, 30), teacher)
    with pytest.raises(Refused, match="陈立夏 is needed in “A” at 09:00"):
        actions.place(second, rooms[1], time(9, 5), teacher)
    actions.place(second, rooms[1], time(9, 10), teacher)
    assert [row.is_placed for row in queries.judged(call, teacher)] == [True, True]


def test_an_abstract_is_reached_through_its_own_summit_alone(call, physician, teacher, hospital):
    sent = actions.write(call, FIELDS, PARTS, True, physician)
    other = a_course(hospital, teacher, questions=0, kind="summit")
    with pytest.raises(academy.NotHere):
        queries.abstract(sent.pk, other, physician)
