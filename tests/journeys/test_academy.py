"""A physician enrols, scans the code on the screen, passes the test and has a certificate that a stranger checks."""

import re

import pytest
from academy.laid import a_course
from playwright.sync_api import expect

from paeonia.modules.academy.models import QuizQuestion

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


def answer(page):
    """Choose the right answers as the bank has them."""
    for question in QuizQuestion.objects.all():
        chosen = page.locator(f"input[name=q{question.pk}][value='{question.right}']")
        if chosen.count():
            chosen.check()


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1280)])
def test_from_enrolment_to_a_certificate(visit, person, viewer, two_hospitals, sound, tmp_path, language, width):
    educator = person("educator", two_hospitals[0], language=language)
    learner = person("partner_physician", two_hospitals[1], language=language)
    made = a_course(two_hospitals[0], viewer("educator", two_hospitals[0]), draws=4, pass_mark=75, seats=30)
    page = visit(language, learner, width, path="/academy/")
    sound(page)
    page.shot("academy-catalogue")
    page.locator(".activity a").click()
    page.locator("[name=name]").fill("陈立夏")
    page.locator("#enrol button").click()
    expect(page.locator("#standing")).to_be_visible()
    sound(page)
    page.shot("academy-activity")

    hall = visit(language, educator, path=f"/academy/sessions/{made.sessions.get().pk}/code/")
    sound(hall)
    hall.shot("academy-screen")
    address = hall.locator("#code img").get_attribute("data-address")
    page.goto(address)
    sound(page)
    page.locator(".here form button").click()
    expect(page.locator(".notice-good")).to_be_visible()
    page.goto(address)
    page.locator(".here form button").click()
    expect(page.locator(".notice-careful")).to_be_visible()     # once is enough, and it says so

    page.goto(f"/academy/{made.pk}/")
    page.locator(f"form[action='/academy/{made.pk}/test/'] button").click()
    answer(page)
    sound(page)
    page.shot("academy-test")
    page.locator(".quiz button").click()
    expect(page.locator(".answer-right")).to_have_count(4)
    sound(page)
    page.shot("academy-result")
    page.goto(f"/academy/{made.pk}/feedback/")
    sound(page)
    for name, value in (("useful", "5"), ("clear", "4"), ("balanced", "yes")):
        page.locator(f"[name={name}]").select_option(value)
    page.locator(".academy-form button").click()
    page.locator(f"form[action='/academy/{made.pk}/certificate/'] button").click()
    with page.expect_download() as told:
        page.locator("#standing a.button-main").click()
    told.value.save_as(tmp_path / "certificate.pdf")
    assert (tmp_path / "certificate.pdf").read_bytes().startswith(b"%PDF")
    page.goto("/academy/mine/")
    sound(page)
    page.shot("academy-mine")

    desk = visit(language, educator, path=f"/academy/{made.pk}/run/")
    sound(desk)
    desk.shot("academy-run")
    serial = re.search(r"PA-\d{4}-\w{5}-\w{5}", desk.locator("#learners").inner_text())[0]
    stranger = visit(language, width=width, path=f"/academy/certificates/{serial}/")
    expect(stranger.locator(".notice-good")).to_be_visible()
    expect(stranger.locator("main")).to_contain_text("陈*夏")
    sound(stranger)
    stranger.shot("academy-check")
