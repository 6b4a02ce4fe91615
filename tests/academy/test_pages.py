"""The pages around the verbs: planning by form, the bank, reports; and the demo, loaded once."""

import pytest
from django.test import Client
from django.utils import timezone

from paeonia.modules.academy import actions, demo, queries
from paeonia.modules.academy.models import Activity, QuizQuestion, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(person, hospital):
    client = Client(headers={"accept-language": "en"})
    client.force_login(person("educator", hospital, language="en"))
    return client


FIELDS = {"kind": "course", "audience": "staff", "stage": "open", "title_zh": "课", "title_en": "A course", "share": 80,
          "draws": 0, "pass_mark": 60, "attempts": 3}


def test_an_activity_is_planned_by_form_and_only_for_ones_own_hospital(desk, two_hospitals):
    refused = desk.post("/academy/plan/", {**FIELDS, "host": two_hospitals[1].pk})
    assert refused.status_code == 422 and "Choose one of the list" in refused.content.decode()
    made = desk.post("/academy/plan/", {**FIELDS, "host": two_hospitals[0].pk})
    one = Activity.objects.get()
    assert made.url == f"/academy/{one.pk}/run/"
    desk.post(f"/academy/{one.pk}/run/change/", {**FIELDS, "host": two_hospitals[0].pk, "share": 50})
    assert Activity.objects.get().share == 50


def test_sessions_talks_and_questions_are_entered_and_wrong_ones_named(desk, course):
    one = course(questions=0)
    at = f"/academy/{one.pk}/run/enter"
    wrong = desk.post(f"{at}/session/", {"title_zh": "二", "title_en": "Two", "starts": "2026-12-01T10:00",
                                         "ends": "2026-12-01T09:00"})
    assert wrong.status_code == 422 and "later than the beginning" in wrong.content.decode()
    assert desk.post(f"{at}/session/", {"title_zh": "二", "title_en": "Two", "starts": "2026-12-01T10:00",
                                        "ends": "2026-12-01T11:00"}).status_code == 302
    session = Session.objects.get(title_en="Two")
    desk.post(f"{at}/talk/?of={session.pk}", {"starts": "10:00", "title_zh": "谈", "title_en": "A talk"})
    assert session.items.get().title_en == "A talk"
    question = {"text_zh": "问", "text_en": "Q", "answers_zh": "一\n二", "answers_en": "one\ntwo", "right_one": 2}
    wrong = desk.post(f"{at}/question/", {**question, "answers_en": "one"})
    assert wrong.status_code == 422 and "two to six answers" in wrong.content.decode()
    assert desk.post(f"{at}/question/", question).status_code == 302
    assert QuizQuestion.objects.get().right == 1
    assert desk.get(f"{at}/nonsense/").status_code == 404 and desk.get(f"{at}/talk/?of=99999").status_code == 404


def test_the_code_on_the_screen_is_a_part_when_fetched_again(desk, course):
    session = course(questions=0).sessions.get()
    whole = desk.get(f"/academy/sessions/{session.pk}/code/")
    part = desk.get(f"/academy/sessions/{session.pk}/code/", headers={"hx-request": "true"})
    assert b"<html" in whole.content and b"<html" not in part.content and part["Cache-Control"] == "no-store"


def test_an_old_and_a_strange_code_are_told_apart(course, person, two_hospitals, monkeypatch):
    session = course(questions=0).sessions.get()
    client = Client()
    client.force_login(person("nurse", two_hospitals[0], language="en"))
    from paeonia.modules.academy import codes

    old = codes.shown(session.pk, now=1_000_000)
    assert client.get(f"/academy/here/{old}/").status_code == 410
    assert client.get("/academy/here/nonsense/").status_code == 404
    assert "Enrol first".lower() in client.post(
        f"/academy/here/{codes.scanned(session.pk, int(client.session['_auth_user_id']))}/").content.decode().lower()


def test_reports_leave_as_files_and_are_written_down(desk, course, physician):
    from paeonia.people.models import Access

    one = course(questions=0)
    actions.enrol(one, physician, "=HYPERLINK(1)")
    said = desk.get(f"/academy/{one.pk}/run/report.csv")
    assert said.status_code == 200 and "'=HYPERLINK(1)" in said.content.decode()
    assert desk.get(f"/academy/{one.pk}/run/report.xlsx").content[:2] == b"PK"
    assert desk.get(f"/academy/{one.pk}/run/report.exe").status_code == 404
    assert Access.objects.filter(kind="exported", what=f"learners of activity {one.pk}").count() == 2


def test_the_demo_is_loaded_once():
    from paeonia.people import demo as people

    people.load(str)
    said = []
    demo.load(said.append)
    demo.load(said.append)
    assert Activity.objects.count() == 4 and len(said) == 2
    assert {one.kind for one in Activity.objects.all()} == {"national", "summit", "mdt", "club"}
    from paeonia.people.models import User
    from paeonia.people.viewer import viewer_again

    chen = viewer_again(User.objects.get(username="chen").pk, "partner_physician")
    now = timezone.now()     # the session of today ends in the evening
    for one in queries.mine(chen):
        assert set(one.came) == {session.pk for session in one.sessions if session.is_over(now)} != set()
