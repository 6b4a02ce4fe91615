"""A person says that she wants e-mail, confirms her address, is written to, and reads the letter inside."""

import json
import re

import pytest
from academy.laid import a_course
from background import do_all_work
from playwright.sync_api import expect

from paeonia.modules.academy import actions, queries
from paeonia.people.viewer import viewer_again

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture
def outbox(settings, tmp_path):
    settings.POST_FILES, settings.POST_QUIET = tmp_path, ("00:00", "00:00")
    return lambda: [json.loads(line) for line in (tmp_path / "mail.jsonl").read_text().splitlines()]


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1280)])
def test_from_a_wish_to_a_letter(visit, person, viewer, two_hospitals, sound, outbox, language, width):
    nurse, admin = (person(role, two_hospitals[0], language=language) for role in ("nurse", "programme_admin"))
    course = a_course(two_hospitals[0], viewer("educator", two_hospitals[0]), seats=1)
    first = viewer("nurse", two_hospitals[0])
    actions.enrol(course, first, "N")
    page = visit(language, nurse, width, path="/messages/")
    sound(page)
    page.locator("a[href='/messages/reach/']").last.click()
    page.locator("#address-mail").fill("zhao@example.org")
    page.locator("#way-mail form button").first.click()
    expect(page.locator("#code-mail")).to_be_visible()
    do_all_work()
    page.locator("#code-mail").fill(re.search(r"\d{6}", outbox()[0]["text"])[0])
    page.locator("#way-mail form button").first.click()
    expect(page.locator("#way-mail .tag-leaf")).to_be_visible()
    page.locator("[name=wish][value='courses.mail']").check()
    page.locator("#wishes button").click()
    expect(page.locator("[name=wish][value='courses.mail']")).to_be_checked()
    sound(page)
    page.shot("post-reach")

    actions.enrol(course, viewer_again(nurse.pk, "nurse"), "赵清")
    actions.withdraw(queries.mine(first, course.pk)[0].enrolment, first)
    do_all_work()
    assert len(outbox()) == 2 and ("A course" in outbox()[1]["text"]) == (language == "en")
    page.goto("/messages/")
    expect(page.locator(".letter-count")).to_have_text("1")
    sound(page)
    page.shot("post-inbox")
    page.locator(".letter-new .letter-text").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".letter-words")).to_be_visible()
    page.reload()
    expect(page.locator(".letter-count")).to_have_count(0)
    sound(page)
    page.shot("post-letter")

    log = visit(language, admin, width, path="/messages/log/")
    expect(log.locator("tbody tr")).to_have_count(1)
    sound(log)
    log.shot("post-log")
