"""From a question to its answer: read first, always; seen by nobody else before; kept with what was done."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.test import Client

from paeonia.modules.community import actions, demo, queries
from paeonia.modules.community.models import Group, Moderation, Question, Reply
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital(two_hospitals):
    return two_hospitals[0]


@pytest.fixture
def patient(viewer, hospital):
    return viewer("patient", hospital)


@pytest.fixture
def reader(viewer, hospital):
    return viewer("educator", hospital)


@pytest.fixture
def nurse(viewer, two_hospitals):
    return viewer("nurse", two_hospitals[1])


def shown(asked, reader, text="", deed="shown", why="", reply=None):
    actions.read(queries.text_of(asked.pk, reply, reader), deed, text, why, reader)


def test_nobody_sees_it_before_it_was_read(patient, reader, nurse, viewer, hospital, two_hospitals):
    asked = actions.ask("可以洗澡吗？我电话 13812345678", "treatment", "", patient)
    other, elsewhere = viewer("patient", hospital), viewer("educator", two_hospitals[1])
    for who, sees in ((patient, 1), (reader, 1), (other, 0), (nurse, 0), (elsewhere, 0)):
        with acting(who):
            assert Question.objects.count() == sees
    assert queries.shown(other)[1] == 0 and len(queries.desk(reader)) == 1 and queries.desk(nurse) == []
    with pytest.raises(queries.NotHere):
        queries.question(asked.pk, other)
    shown(asked, reader)
    found, many = queries.shown(other)
    assert many == 1 and found[0].shown == "可以洗澡吗？我电话 ▇▇▇" and found[0].name == "匿名"
    with acting(reader):
        assert Moderation.objects.get().deed == "redacted"


def test_the_team_answers_under_its_name_and_a_patient_is_read_first(patient, reader, nurse, viewer, hospital):
    asked = actions.ask("问", "other", "小满", patient)
    with pytest.raises(Refused, match="not shown"):
        actions.reply(asked, "a", "", nurse)
    shown(asked, reader)
    asked = queries.question(asked.pk, nurse)[0]
    assert [one.pk for one in queries.unanswered(nurse)] == [asked.pk]
    answer = actions.reply(asked, "可以。", "", nurse)
    peer = actions.reply(asked, "我也是", "阿兰 13812345678", viewer("patient", hospital))
    assert (answer.state, answer.role, answer.name) == ("shown", "nurse", nurse.name) and queries.unanswered(nurse) == []
    assert (peer.state, peer.role, peer.name) == ("waiting", "", "匿名")
    assert [row.pk for row in queries.question(asked.pk, patient)[1]] == [answer.pk]
    shown(asked, reader, reply=peer.pk)
    assert len(queries.question(asked.pk, patient)[1]) == 2


def test_dangers_come_first_and_what_is_refused_has_a_reason(patient, reader):
    actions.ask("能吃水果吗", "other", "", patient)
    hot = actions.ask("昨晚 38.6 度", "effects", "", patient)
    assert [one.question.pk for one in queries.desk(reader)][0] == hot.pk and hot.dangers == ["fever"]
    with pytest.raises(Refused, match="say why"):
        shown(hot, reader, deed="declined")
    shown(hot, reader, deed="declined", why="called her")
    with pytest.raises(queries.NotHere):
        queries.question(hot.pk, viewer_of_another(reader))


def viewer_of_another(reader):
    from dataclasses import replace

    return replace(reader, role="nurse", hospital_ids=())


def test_two_who_read_first_do_not_undo_each_other(patient, reader):
    asked = actions.ask("问", "other", "", patient)
    waiting = queries.text_of(asked.pk, None, reader)
    shown(asked, reader)
    with pytest.raises(Refused, match="somebody else has read"):
        actions.read(waiting, "declined", "", "no", reader)


def test_a_reported_text_comes_back_to_the_desk_and_can_be_taken_down(patient, reader, nurse):
    asked = actions.ask("加我买药", "other", "", patient)
    shown(asked, reader)
    assert queries.desk(reader) == []
    actions.flag(queries.question(asked.pk, nurse)[0], None, "an advertisement", nurse)
    assert [one.flags for one in queries.desk(reader)] == [1]
    shown(asked, reader, deed="hidden", why="advertising")
    assert queries.desk(reader) == [] and queries.shown(nurse)[1] == 0


def test_what_was_done_is_only_added_and_nobody_shows_her_own(patient, reader):
    asked = actions.ask("问", "other", "", patient)
    with pytest.raises((PermissionDenied, queries.NotHere)):
        shown(asked, patient)
    shown(asked, reader)
    with acting(reader), pytest.raises(Error), transaction.atomic():
        Moderation.objects.all().delete()
    with pytest.raises(PermissionDenied):
        actions.ask("问", "other", "", reader)
    for _ in range(5):
        actions.ask("问", "other", "", patient)
    with pytest.raises(Refused, match="five questions"):
        actions.ask("问", "other", "", patient)


def test_pages_say_what_to_do_first(person, hospital):
    client = Client()
    client.force_login(person("patient", hospital, language="en"))
    text = "I have a fever of 38.5 °C <script>alert(1)</script>"
    sent = client.post("/community/ask/", {"topic": "effects", "text": text})
    page = client.get(sent.url).content.decode()
    assert "call your team now" in page and "<script>alert" not in page
    assert client.post("/community/ask/", {"topic": "nonsense", "text": ""}).status_code == 422
    assert client.get("/community/desk/").status_code == 403


def test_a_group_whose_invitation_ended_is_seen_by_its_keepers_alone(reader, patient, hospital):
    from datetime import timedelta

    from django.utils import timezone

    today = timezone.localdate()
    for days in (-1, 5, 60):
        card = Group(host=hospital, place="qq", name_zh="群", name_en=f"{days}", ends=today + timedelta(days=days))
        actions.keep(card, reader)
    assert [one.name_en for one in queries.groups(patient)] == ["5", "60"]
    assert [one.ends_soon() for one in queries.groups(reader)] == [True, True, False]


def test_the_demo_is_loaded_once():
    from paeonia.people import demo as people
    from paeonia.people.models import User
    from paeonia.people.viewer import viewer_again

    people.load(str)
    demo.load(str)
    demo.load(str)
    tang = viewer_again(User.objects.get(username="tang").pk, "educator")
    with acting(tang):
        assert (Question.objects.count(), Reply.objects.count()) == (4, 3)
    assert len(queries.desk(tang)) == 1 and Group.objects.count() == 2
    assert [one.ends_soon() for one in queries.to_renew(tang)] == [True]


def test_who_asked_is_written_to_and_no_word_of_it_leaves_the_page(patient, reader, nurse, viewer, hospital):
    from paeonia.people.viewer import system_viewer
    from paeonia.post.models import Letter
    from paeonia.post.queries import letters

    peer = viewer("patient", hospital)
    asked = actions.ask("canary", "other", "", patient)
    shown(asked, reader)
    asked = queries.question(asked.pk, nurse)[0]
    actions.reply(asked, "canary", "", nurse)
    reply = actions.reply(asked, "canary", "", peer)
    shown(asked, reader, reply=reply.pk)
    told = [one.text for one in letters(patient)[0]]
    assert len(told) == 3 and told[0].startswith("Another patient") and told[1].startswith("The team has answered")
    assert [one.text for one in letters(peer)[0]] == ["What you wrote has been read and is shown now."]
    hidden = actions.ask("canary two", "other", "", patient)
    shown(hidden, reader, deed="declined", why="called her")
    assert "not shown" in letters(patient)[0][0].text
    with acting(system_viewer("test")):
        assert not Letter.objects.exclude(params={}).exists()
