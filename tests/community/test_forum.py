"""The forum: the gate before a case, who sees what, reports that hide, pictures that wait, what moderators do."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, transaction
from django.test import Client
from PIL import Image

from paeonia.modules.community.forum import actions, gate, queries
from paeonia.modules.community.forum.models import Done, Picture, Reply, Thread
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
TEXTS = {"title": "二线后肺炎", "problem": "约 5 个月前起用药", "question": "还能再用吗？", "discussed": ""}
CASE = {"age_band": "50_64", "menopausal": "post", "her2": "low", "lines": 2}


@pytest.fixture
def doctor(viewer, two_hospitals):
    return viewer("partner_physician", two_hospitals[1])


@pytest.fixture
def colleague(viewer, two_hospitals):
    return viewer("oncologist", two_hospitals[0])


@pytest.fixture
def moderator(viewer, two_hospitals):
    return viewer("programme_admin", two_hospitals[1])


def begun(doctor, **texts):
    return actions.write(None, "advanced", {**TEXTS, **texts}, CASE, {}, True, doctor)


def jpeg():
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "pink").save(made, "JPEG")
    return SimpleUploadedFile("ct.jpg", made.getvalue())


def test_nothing_is_kept_before_each_trace_was_answered(doctor):
    texts = {"problem": "患者王小芳，2026-06-20 起用药，电话 13812345678，住院号 123456"}
    with pytest.raises(gate.Closed) as shut:
        begun(doctor, **texts)
    found = {one.kind: one for _name, one in shut.value.open}
    assert set(found) == {"name", "day", "phone", "number"} and found["phone"].hard
    answers = {one.key: "take" for one in found.values()} | {found["number"].key: "实验用编号", found["phone"].key: "看过"}
    with pytest.raises(gate.Closed) as shut:
        actions.write(None, "advanced", {**TEXTS, **texts}, CASE, answers, True, doctor)
    assert [one.kind for _name, one in shut.value.open] == ["phone"] and "王小芳" not in shut.value.texts["problem"]
    with acting(doctor):
        assert not Thread.objects.exists()
    answers[found["phone"].key] = "take"
    with pytest.raises(Refused, match="read it through"):
        actions.write(None, "advanced", {**TEXTS, **texts}, CASE, answers, False, doctor)
    made = actions.write(None, "advanced", {**TEXTS, **texts}, CASE, answers, True, doctor)
    assert "13812345678" not in made.problem and "123456" in made.problem
    assert made.kept == [{"words": "123456", "kind": "number", "why": "实验用编号"}]


def test_colleagues_of_all_hospitals_read_it_and_patients_never(doctor, colleague, viewer, two_hospitals):
    one = begun(doctor)
    assert queries.thread(one.pk, colleague).thread.title == TEXTS["title"]
    patient = viewer("patient", two_hospitals[1])
    with acting(patient):
        assert Thread.objects.count() == 0
    with pytest.raises(PermissionDenied):
        actions.answer(one, "我", {}, True, patient)
    auditor = viewer("auditor", two_hospitals[1])
    with acting(auditor):
        assert Thread.objects.count() == 0


@pytest.mark.parametrize("word", ["炎", "再用", "HER2", "绝经后", "postmenopausal"])
def test_one_chinese_sign_and_the_words_of_codes_are_found_in_both_languages(doctor, colleague, word):
    begun(doctor)
    assert queries.threads(colleague, text=word)[1] == 1 and queries.threads(colleague, text="卵巢")[1] == 0


def test_three_colleagues_hide_it_until_a_moderator_has_looked(doctor, colleague, moderator, viewer, two_hospitals):
    one = begun(doctor)
    row = actions.answer(one, "可以。", {}, True, colleague)
    others = [viewer("nurse", two_hospitals[0]) for _ in range(3)]
    for who in others[:2]:
        actions.flag(one, None, "names a hospital", who)
    with pytest.raises(Refused, match="already"):
        actions.flag(one, None, "again", others[0])
    assert queries.threads(colleague)[1] == 1 and [look.flags for look in queries.desk(moderator)] == [2]
    actions.flag(one, None, "names a hospital", others[2])
    assert queries.threads(colleague)[1] == 0
    with acting(colleague):     # what lies under a hidden thread is hidden with it, but for one's own
        assert Reply.objects.count() == 1
    with acting(others[0]):
        assert Reply.objects.count() == 0 and Done.objects.count() == 1
    assert [look.hidden for look in queries.desk(moderator)] == [True]
    told = queries.thread(one.pk, doctor)
    assert [done.deed for done in told.told] == ["reported"]     # who reported it stays with the moderators
    actions.moderate(told.thread, told.thread, "shown", "", moderator)
    assert queries.threads(colleague)[1] == 1 and queries.desk(moderator) == [] and row.state == "shown"


def test_a_moderator_gives_it_back_with_a_reason_and_it_is_mended(doctor, moderator, colleague):
    one = begun(doctor)
    with pytest.raises(Refused, match="say why"):
        actions.moderate(one, one, "bounced", " ", moderator)
    with pytest.raises(PermissionDenied):
        actions.moderate(one, one, "bounced", "x", colleague)
    actions.moderate(one, one, "bounced", "names a clinic", moderator)
    with pytest.raises(queries.NotHere):
        queries.thread(one.pk, colleague)
    held = queries.thread(one.pk, doctor)
    assert [done.why for done in held.told] == ["names a clinic"] and queries.mine(doctor) == [held.thread]
    with pytest.raises(Refused, match="somebody else"):
        actions.moderate(one, one, "hidden", "x", moderator)
    actions.write(held.thread, "early", TEXTS, {}, {}, True, doctor)
    assert queries.thread(one.pk, colleague).thread.topic == "early"
    with acting(moderator), pytest.raises(Error), transaction.atomic():
        Done.objects.all().delete()


def test_what_was_done_is_marked_by_its_asker_and_followers_hear_of_replies(doctor, colleague):
    one = begun(doctor)
    row = actions.answer(one, "停药，激素，之后不再用。", {}, True, colleague)
    assert [(thread.pk, many) for thread, many in queries.followed(doctor)] == [(one.pk, 1)] and queries.news(colleague) == 0
    actions.seen(queries.thread(one.pk, doctor), doctor)
    assert queries.news(doctor) == 0
    with pytest.raises(Refused, match="only who began"):
        actions.say_done(one, row, colleague)
    actions.say_done(one, row, doctor)
    assert queries.thread(one.pk, colleague).thread.did == row
    actions.follow(one, False, doctor)
    actions.answer(one, "同意。", {}, True, colleague)
    assert queries.news(doctor) == 0


def test_a_reported_reply_under_a_hidden_thread_elsewhere_waits(doctor, colleague, moderator, viewer, two_hospitals):
    one = begun(doctor)
    row = actions.answer(one, "x", {}, True, colleague)
    actions.flag(one, row, "rude", doctor)
    here = viewer("educator", two_hospitals[0])
    assert [look.reply for look in queries.desk(here)] == [row] and queries.desk(moderator) == []
    actions.moderate(one, one, "hidden", "x", moderator)
    assert queries.desk(here) == []


def test_a_closed_thread_takes_nothing_more(doctor, colleague, moderator):
    one = begun(doctor)
    actions.moderate(one, one, "closed", "answered", moderator)
    one = queries.thread(one.pk, colleague).thread
    with pytest.raises(Refused, match="closed"):
        actions.answer(one, "x", {}, True, colleague)
    actions.moderate(one, one, "opened", "", moderator)
    assert actions.answer(queries.thread(one.pk, colleague).thread, "好", {}, True, colleague).pk


def test_a_picture_is_seen_by_nobody_before_a_moderator(doctor, colleague, moderator):
    one = begun(doctor)
    with pytest.raises(Refused, match="read it through"):
        actions.picture(one, jpeg(), "胸部 CT", False, doctor)
    for body, said in ((b"\0" * 128 + b"DICM" + b"\0" * 99, "DICOM"), (b"GIF89a", "JPEG")):
        with pytest.raises(Refused, match=said):
            actions.picture(one, SimpleUploadedFile("x.jpg", body), "CT", True, doctor)
    held = actions.picture(one, jpeg(), "胸部 CT", True, doctor)
    assert queries.thread(one.pk, colleague).pictures == [] and len(queries.thread(one.pk, doctor).pictures) == 1
    with acting(colleague):
        assert Picture.objects.count() == 0
    assert [look.picture for look in queries.desk(moderator)] == [held]
    actions.moderate(one, held, "shown", "", moderator)
    assert [each.pk for each in queries.thread(one.pk, colleague).pictures] == [held.pk]


def test_pages(person, two_hospitals):
    client = Client()
    client.force_login(person("oncologist", two_hospitals[0], language="en"))
    told = {"topic": "her2", "title": "T", "problem": "患者王小芳，女", "question": "Q", "attested": "on", "lines": ""}
    page = client.post("/community/forum/write/", told)
    assert page.status_code == 422 and "〔姓名略〕" in page.content.decode()
    key = page.content.decode().split('name="gate-')[1][:12]
    sent = client.post("/community/forum/write/", {**told, f"gate-{key}": "take"})
    assert sent.status_code == 302
    page = client.get(sent.url).content.decode()
    assert "患者〔姓名略〕，女" in page and "not known" in page
    assert client.post(sent.url, {"text": "电话 13812345678", "attested": "on"}).status_code == 422
    assert client.post(sent.url, {"text": "ok <b>", "attested": "on"}).status_code == 302
    assert "ok &lt;b&gt;" in client.get(sent.url).content.decode()
    assert client.get("/community/forum/desk/").status_code == 403 and client.get("/community/forum/999/").status_code == 404
    client.force_login(person("patient", two_hospitals[0]))
    assert client.get("/community/forum/").status_code == 403


def test_the_database_knows_the_same_colleagues_as_the_policy():
    import re
    from importlib import import_module

    from paeonia.people.policy import COLLEAGUES

    said = import_module("paeonia.modules.community.forum.migrations.0002_security").COLLEAGUE
    assert set(re.findall(r"'([a-z]+(?:_[a-z]+)*)'", said.partition("role IN")[2])) == {str(one) for one in COLLEAGUES}


def test_the_list_asks_no_more_for_many_threads(doctor, colleague, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    begun(doctor)
    with CaptureQueriesContext(connection) as few:
        [(one.user.username, one.hospital.words, one.answers) for one in queries.threads(colleague)[0]]
    for number in range(4):
        actions.answer(begun(doctor, title=f"例 {number}"), "好", {}, True, colleague)
    with django_assert_num_queries(len(few)):
        assert len([(one.user.username, one.hospital.words, one.answers) for one in queries.threads(colleague)[0]]) == 5
