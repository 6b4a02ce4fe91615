"""The pages of lessons: who reads them, what they say when something cannot be, and what counts for the certificate."""

import io
from datetime import timedelta

import pytest
from academy.laid_lessons import CASE, a_film, a_lesson, a_pdf, upload
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy import certificate, queries, reports
from paeonia.modules.academy.lessons import actions, demo, progress
from paeonia.modules.academy.lessons import queries as lessons
from paeonia.modules.academy.lessons.models_learner import Done, Viewing
from paeonia.modules.academy.models import Activity
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))


@pytest.fixture
def made(course):
    return course(questions=0)


def signed_in(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def learner(person, two_hospitals, made):
    """A physician of another hospital who takes part: her browser, her viewer, her place."""
    user = person("partner_physician", two_hospitals[1], language="en")
    viewer = Viewer(user.pk, user.username, "partner_physician", (two_hospitals[1].pk,), language="en")
    return signed_in(user), viewer, academy.enrol(made, viewer, "陈立夏")


@pytest.fixture
def desk(person, hospital):
    return signed_in(person("educator", hospital, language="en"))


def said(answer):
    return b"".join(answer).decode()


def test_a_text_is_opened_and_said_to_be_done(made, learner, teacher):
    browser, viewer, row = learner
    one = a_lesson(made, teacher)
    at = f"/academy/{made.pk}/lessons/{one.pk}/"
    with pytest.raises(Refused, match="open the lesson first"):
        actions.finish(one, row, viewer)
    page = said(browser.get(at))
    assert "<strong>acute</strong> phase" in page and "awaiting clinical sign-off" in page
    after = browser.post(f"{at}done/", follow=True)
    assert "It is on your record" in said(after) and "lesson done" in said(after)
    browser.post(f"{at}done/")
    with acting(viewer):
        assert Done.objects.count() == 1 and Viewing.objects.count() == 1


def test_slides_are_done_when_all_were_seen(made, learner, teacher):
    browser, viewer, row = learner
    one = a_lesson(made, teacher, "slides")
    at = f"/academy/{made.pk}/lessons/{one.pk}/"
    assert said(browser.get(at)).count("<figure>") == 3
    shown = browser.get(f"{at}slides/2/")
    assert shown["Content-Type"] == "image/jpeg" and shown.content.startswith(b"\xff\xd8")
    assert "private" in shown["Cache-Control"]
    assert browser.get(f"{at}slides/4/").status_code == 404
    for number in ("1", "3", "3", "99", "x"):
        browser.post(f"{at}seen/", {"number": number})
    assert "1 pages have not been seen yet" in said(browser.post(f"{at}done/", follow=True))
    assert browser.post(f"{at}seen/", {"number": "2"}, headers={"x-requested-with": "script"}).json() == {"seen": 2}
    assert "It is on your record" in said(browser.post(f"{at}done/", follow=True))


def test_a_film_is_sent_in_parts_and_only_to_those_who_take_part(made, learner, teacher, person, two_hospitals):
    browser, viewer, row = learner
    one = a_lesson(made, teacher, "video")
    at = f"/academy/{made.pk}/lessons/{one.pk}/"
    part = browser.get(f"{at}film/", headers={"range": "bytes=0-9"})
    assert part.status_code == 206 and b"".join(part) == a_film()[:10] and part["Content-Type"] == "video/webm"
    assert browser.get(f"{at}film/", headers={"range": "bytes=99999999-"}).status_code == 416
    stranger = signed_in(person("oncologist", two_hospitals[0], language="en"))
    for path in ("", "film/", "captions/zh/"):
        assert stranger.get(f"{at}{path}").status_code == 404
    assert stranger.get(f"/academy/{made.pk}/lessons/").status_code == 404
    page = said(browser.get(at))
    token = page.split('data-token="')[1].split('"')[0]
    fast = browser.post(f"{at}beat/", {"token": token, "number": "0", "begins": "0", "ends": "15000"})
    assert fast.status_code == 409 and "more seconds" in fast.json()["problems"][0]
    odd = browser.post(f"{at}beat/", {"token": token, "number": "x", "begins": "-1", "ends": "9" * 40})
    assert odd.status_code == 409 and "not in the film" in odd.json()["problems"][0]


def test_a_lesson_withdrawn_meanwhile_says_so_and_one_never_opened_is_not_there(made, learner, teacher):
    browser, viewer, row = learner
    one, other = a_lesson(made, teacher), a_lesson(made, teacher, shown=False)
    at = f"/academy/{made.pk}/lessons/{one.pk}/"
    browser.get(at)
    actions.publish(one, False, teacher)
    gone = browser.get(at)
    assert gone.status_code == 410 and "What you have done in it is kept" in said(gone)
    told = browser.post(f"{at}done/")
    assert told.url == f"/academy/{made.pk}/lessons/" and "has been withdrawn" in said(browser.get(told.url))
    assert browser.post(f"{at}seen/", {"number": "1"}, headers={"x-requested-with": "script"}).status_code == 410
    assert browser.get(f"/academy/{made.pk}/lessons/{other.pk}/").status_code == 404


def test_a_case_is_answered_by_form(made, learner, teacher, desk):
    browser, viewer, row = learner
    one = a_lesson(made, teacher, "case")
    at = f"/academy/{made.pk}/lessons/{one.pk}/"
    first = said(browser.get(at))
    assert "What do you choose" in first and "Because" not in first and "And now" not in first
    assert "choose one of the answers" in said(browser.post(f"{at}answer/", {"step": "1"}, follow=True))
    second = said(browser.post(f"{at}answer/", {"step": "1", "choice": "0"}, follow=True))
    assert "Because" in second and "And now" in second and "your answer" in second and "Either" not in second
    browser.post(f"{at}answer/", {"step": "2", "choice": "2"})
    assert "to its end" in said(browser.get(at))
    assert "first answer stands" in said(browser.post(f"{at}answer/", {"step": "1", "choice": "1"}, follow=True))
    assert "1 has answered" in said(desk.get(f"{at}desk/"))


def test_a_lesson_is_made_at_the_desk(made, desk):
    fields = {"place": 1, "title_zh": "课", "title_en": "A lesson", "minutes": 5, "required": "on"}
    wrong = desk.post(f"/academy/{made.pk}/lessons/add/text/", {**fields, "signed_by": "x"})
    assert wrong.status_code == 422 and "on which day" in said(wrong)
    for kind, file in (("slides", upload(a_pdf(), "a.pdf")), ("video", upload(a_film(), "a.webm"))):
        at = desk.post(f"/academy/{made.pk}/lessons/add/{kind}/", {**fields, "share": 90}).url
        bad = desk.post(f"{at}hand-in/", {"file": upload(b"nothing", "x.pdf")})
        assert bad.status_code == 422 and "nothing was changed" in said(bad)
        assert desk.post(f"{at}hand-in/", {"file": file}).url == at
        assert desk.post(f"{at}publish/", {"shown": "yes"}, follow=True).status_code == 200
    vtt = upload(b"WEBVTT\n\n00:00.000 --> 00:01.000\nhello\n", "a.vtt")
    assert "Kept." in said(desk.post(f"{at}hand-in/", {"tongue": "en", "file": vtt}, follow=True))
    assert "hello" in said(desk.get(at.replace("desk/", "captions/en/")))
    at = desk.post(f"/academy/{made.pk}/lessons/add/case/", fields).url
    typed = CASE.replace("{zh: 甲, en: One}", "{zh: 甲}", 1)
    bad = desk.post(f"{at}hand-in/", {"written": typed})
    assert bad.status_code == 422 and "2 to 6 options" in said(bad)
    assert "{zh: 甲}, {zh: 乙" in said(bad), "what was typed stays"
    assert desk.post(f"{at}hand-in/", {"file": upload(CASE.encode(), "c.yaml")}).status_code == 302
    assert "And now" in said(desk.get(at.replace("desk/", ""))), "a teacher sees all steps"
    assert desk.get(f"/academy/{made.pk}/lessons/add/song/").status_code == 404


def test_words_of_slides_are_written_at_the_desk(made, desk, teacher):
    one = a_lesson(made, teacher, "slides")
    at = f"/academy/{made.pk}/lessons/{one.pk}/desk/"
    desk.post(f"{at}describe/", {"slide-2": "A drawing of a clock", "slide-x": "no", "slide-99": "no"})
    assert "A drawing of a clock" in said(desk.get(f"/academy/{made.pk}/lessons/{one.pk}/"))


def test_required_lessons_count_for_the_certificate_and_their_hours_are_told_apart(made, learner, teacher):
    browser, viewer, row = learner
    first, second = a_lesson(made, teacher), a_lesson(made, teacher, place=2)
    a_lesson(made, teacher, place=3, required=False)
    academy.attend(made.sessions.get(), viewer)
    academy.say(queries.mine(viewer, made.pk)[0], {"useful": 5, "clear": 5, "balanced": True, "said": ""}, viewer)
    actions.view(first, row, viewer)
    actions.finish(first, row, viewer)
    mine = queries.mine(viewer, made.pk)[0]
    assert not mine.is_done and "1 / 2" in [step.told for step in mine.steps]
    assert (str(mine.attended), str(mine.study), str(mine.hours)) == ("2.0", "0.5", "2.5")
    actions.publish(second, False, teacher)
    mine = queries.mine(viewer, made.pk)[0]
    assert mine.is_done, "what is withdrawn is not asked"
    given = academy.certify(mine, viewer, lambda one: certificate.draw(one, made, "https://x.test/", "zh", mine.study))
    assert str(given.hours) == "2.5"
    sheet = browser.get("/academy/mine/transcript.pdf")
    assert sheet.content.startswith(b"%PDF") and given.serial in said(browser.get("/academy/mine/"))


def test_a_course_of_lessons_alone_can_be_finished(made, learner, teacher):
    browser, viewer, row = learner
    made.sessions.all().delete()
    assert not queries.mine(viewer, made.pk)[0].is_done
    one = a_lesson(made, teacher)
    actions.view(one, row, viewer)
    actions.finish(one, row, viewer)
    academy.say(queries.mine(viewer, made.pk)[0], {"useful": 5, "clear": 5, "balanced": True, "said": ""}, viewer)
    mine = queries.mine(viewer, made.pk)[0]
    assert mine.is_done and [str(step.words) for step in mine.steps if "ession" in str(step.words)] == []


def test_whoever_may_enrol_reads_the_titles_and_no_more(made, teacher, person, two_hospitals):
    a_lesson(made, teacher, title_en="Five days")
    a_lesson(made, teacher, title_en="Not ready", shown=False)
    page = said(signed_in(person("nurse", two_hospitals[1], language="en")).get(f"/academy/{made.pk}/"))
    assert "Five days" in page and "30 minutes in your own time" in page and "Not ready" not in page
    assert f"/academy/{made.pk}/lessons/" not in page


def test_who_rests_in_the_lessons_is_stuck(made, learner, teacher, desk, monkeypatch):
    browser, viewer, row = learner
    one = a_lesson(made, teacher)
    actions.view(one, row, viewer)
    assert reports.stuck(queries.learners(made, teacher)[0]) == ""
    later = timezone.now() + timedelta(days=15)
    monkeypatch.setattr(progress, "timezone", type("Later", (), {"now": staticmethod(lambda: later)}))
    found = queries.learners(made, teacher)
    assert reports.stuck(found[0]) == "lessons" and reports.counts(found)["stuck"] == 1
    assert "rests in the lessons" in said(desk.get(f"/academy/{made.pk}/run/"))


def test_the_office_has_its_list_as_pdf_too(made, learner, teacher, desk):
    browser, viewer, row = learner
    one = a_lesson(made, teacher)
    actions.view(one, row, viewer)
    actions.finish(one, row, viewer)
    sheet = desk.get(f"/academy/{made.pk}/run/report.pdf")
    assert sheet["Content-Type"] == "application/pdf" and sheet.content.startswith(b"%PDF")
    book = load_workbook(io.BytesIO(desk.get(f"/academy/{made.pk}/run/report.xlsx").content))
    head, line = book.active.iter_rows(values_only=True)
    told = dict(zip(head, line, strict=True))
    assert told["Lessons done"] == "1 / 1" and float(told["Hours of lessons"]) == 0.5 and told["Credits"] is None
    assert len(reports.WIDTHS) == len(head)


def test_lists_ask_as_often_for_many_as_for_one(made, learner, teacher, desk, viewer, two_hospitals,
                                                django_assert_max_num_queries):
    for number, kind in enumerate(("text", "slides", "video", "case")):
        a_lesson(made, teacher, kind, place=number)
    for _ in range(4):
        academy.enrol(made, viewer("partner_physician", two_hospitals[1]), "somebody")
    desk.get(f"/academy/{made.pk}/lessons/")
    with django_assert_max_num_queries(50):
        desk.get(f"/academy/{made.pk}/lessons/")


def test_the_demo_course_is_loaded_once(two_hospitals, person):
    from paeonia.people.models import Hospital

    Hospital.objects.filter(pk=two_hospitals[0].pk).update(code="main")
    person("educator", two_hospitals[0], name="tang")
    chen = person("partner_physician", two_hospitals[1], name="chen")
    lines = []
    demo.load(lines.append)
    demo.load(lines.append)
    assert lines == ["A course with 5 lessons."] and Activity.objects.count() == 1
    viewer = Viewer(chen.pk, "chen", "partner_physician", (two_hospitals[1].pk,))
    assert [part.step.told for part in queries.mine(viewer)[0].parts] == ["1 / 4"]


def test_a_course_that_passes_to_another_host_keeps_its_lessons(made, learner, teacher, viewer, two_hospitals):
    one = a_lesson(made, teacher)
    Activity.objects.filter(pk=made.pk).update(host=two_hospitals[1])
    other = viewer("educator", two_hospitals[1])
    again = queries.activity(made.pk, other, teaching=True)
    assert [lesson.pk for lesson in lessons.lessons(again, other)] == [one.pk]
    assert actions.keep({"minutes": 5}, "text", again, other, one).minutes == 5
