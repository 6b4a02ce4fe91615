"""A patient asks, is told whom to call, is read, is answered, and registers for a salon."""

import pytest
from academy.laid import a_course
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1280)])
def test_from_a_question_to_a_salon(visit, person, viewer, two_hospitals, sound, language, width):
    people = {role: person(role, two_hospitals[0], language=language) for role in ("patient", "educator", "nurse")}
    organiser = viewer("educator", two_hospitals[0])
    salon = a_course(two_hospitals[0], organiser, questions=0, kind="club", audience="patients", seats=20)
    page = visit(language, people["patient"], width, path="/community/")
    sound(page)
    page.locator("a[href='/community/ask/']").click()
    page.locator("[name=text]").fill("化疗第八天，昨晚 38.6 度，早上退了，还要去医院吗？电话 13812345678")
    sound(page)
    page.shot("community-ask")
    page.locator(".written button").click()
    expect(page.locator(".notice-stop")).to_be_visible()
    sound(page)
    page.shot("community-advice")

    desk = visit(language, people["educator"], path="/community/desk/")
    expect(desk.locator(".danger")).to_have_count(1)
    sound(desk)
    desk.shot("community-desk")
    desk.locator(".danger a").click()
    expect(desk.locator("[name=shown]")).to_have_value("化疗第八天，昨晚 38.6 度，早上退了，还要去医院吗？电话 ▇▇▇")
    sound(desk)
    desk.shot("community-read")
    desk.locator("button[value=shown]").click()
    expect(desk.locator(".notice-good")).to_be_visible()

    ward = visit(language, people["nurse"], path="/community/")
    ward.locator("#unanswered a").click()
    ward.locator("[name=text]").fill("要去。38 度以上，昼夜都请马上联系我们，不要等。")
    ward.locator(".written button").click()
    expect(ward.locator(".reply-team")).to_have_count(1)

    page.goto("/community/")
    page.locator("#mine a").click()
    expect(page.locator(".reply-team")).to_contain_text("要去")
    sound(page)
    page.shot("community-answered")
    page.goto(f"/academy/{salon.pk}/")
    page.locator("[name=wish]").fill("先生一起来")
    page.locator("#enrol button").click()
    expect(page.locator("#standing")).to_be_visible()
    sound(page)
