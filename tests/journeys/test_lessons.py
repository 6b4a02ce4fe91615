"""A physician reads a text, turns slides with the arrow keys, watches a film, works a case and sees her progress."""

import re

import pytest
from academy.laid import a_course
from academy.laid_lessons import a_lesson, upload
from playwright.sync_api import expect

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy.lessons import actions, cases, demo
from paeonia.modules.academy.lessons.demo_film import film
from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture
def course(two_hospitals, viewer, tmp_path, monkeypatch):
    """Four lessons of the demo: text, slides, a film of six seconds, a case."""
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    teacher, told = viewer("educator", two_hospitals[0]), demo.course()
    made = a_course(two_hospitals[0], teacher, 0)
    for place, one in enumerate(told["lessons"][:4], 1):
        lesson = actions.keep({**one["fields"], "place": place}, one["kind"], made, teacher)
        if one["kind"] == "video":
            actions.hand_in_film(lesson, upload(film(6), "clock.webm"), teacher)
        else:
            demo.fill(lesson, one, teacher)
        actions.publish(lesson, True, teacher)
    a_lesson(made, teacher, shown=False, place=9)
    return made


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1280)])
def test_from_the_first_lesson_to_the_last(visit, person, course, two_hospitals, sound, language, width):
    user = person("partner_physician", two_hospitals[1], language=language)
    academy.enrol(course, Viewer(user.pk, user.username, "partner_physician", (two_hospitals[1].pk,)), "陈立夏")
    page = visit(language, user, width, path=f"/academy/{course.pk}/")
    page.locator(f"#standing a[href='/academy/{course.pk}/lessons/']").click()
    expect(page.locator(".lessons > li")).to_have_count(4)
    sound(page)
    page.shot("lessons")

    page.locator(".lessons h2 a").first.click()
    sound(page)
    page.shot("lessons-text")
    page.locator(".lesson-foot form button").click()
    page.locator(".lesson-foot a.button-main").click()      # on to the next

    expect(page.locator(".slide-here")).to_have_count(1)
    sound(page)
    page.shot("lessons-slides")
    for seen in ("2", "3", "4"):
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-seen-count]")).to_have_text(seen)
    page.locator(".lesson-foot form button").click()
    page.locator(".lesson-foot a.button-main").click()

    sound(page)
    player = page.locator("video")
    player.evaluate("film => { film.muted = true; return film.play(); }")
    expect(page.locator("[data-done]")).not_to_be_empty(timeout=20_000)
    expect(page.locator("[data-share-said]")).to_have_text(re.compile(r"9\d|100"))
    page.shot("lessons-film")
    page.goto(page.locator(".lesson-foot a").first.get_attribute("href"))

    steps = cases.read((demo.FOLDER / "esr1.yaml").read_text("utf-8")).steps
    sound(page)
    page.shot("lessons-case-begun")
    for step in steps:
        page.locator(f"#step-{step.number} input[value='{step.right}']").check()
        page.locator(f"#step-{step.number} form button").click()
        expect(page.locator(f"#step-{step.number} .case-chosen")).to_be_visible()
    expect(page.locator(".notice-good")).to_be_visible()
    sound(page)
    page.shot("lessons-case")
    page.goto(f"/academy/{course.pk}/")
    expect(page.locator("#standing")).to_contain_text("4 / 4")
    page.shot("lessons-progress")

    if width > 1000:
        educator = person("educator", two_hospitals[0], language=language)
        desk = visit(language, educator, path=f"/academy/{course.pk}/lessons/")
        sound(desk)
        desk.shot("lessons-far")
        for place, name in ((1, "slides"), (3, "case")):
            desk.goto(f"/academy/{course.pk}/lessons/")
            desk.locator(".lesson-far a").nth(place).click()
            sound(desk)
            desk.shot(f"lessons-desk-{name}")
