"""An abstract goes from the call to the programme."""

from datetime import timedelta

import pytest
from academy.laid import a_course
from django.utils import timezone
from playwright.sync_api import expect

from paeonia.modules.academy.summit import actions

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_the_call_to_the_programme(visit, person, viewer, two_hospitals, sound, language, width):
    roles = ("educator", "partner_physician", "oncologist")
    educator, author, reader = (person(role, two_hospitals[0], language=language) for role in roles)
    organiser = viewer("educator", two_hospitals[0])
    made = a_course(two_hospitals[0], organiser, questions=0, kind="summit")
    today = timezone.localdate()
    call = actions.announce(made, today, today + timedelta(days=9), "sending", [reader.username], organiser)

    page = visit(language, author, width, path=f"/academy/{made.pk}/abstracts/")
    sound(page)
    page.locator(f"a[href='/academy/{made.pk}/abstracts/write/']").click()
    texts = {"title": "居家呕吐日记 Diary at home", "authors": "陈立夏（河滨区人民医院）", "interests": "none"}
    for name, text in texts.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=wanted]").select_option("talk")
    sound(page)
    page.locator("button[name=send]").click()
    expect(page.locator(".notice-careful")).to_have_count(4)       # each empty part is named
    for number in range(4):
        page.locator(f"[name=part{number}]").fill(f"第 {number + 1} 部分")
    page.shot("summit-write")
    page.locator("button[name=send]").click()
    expect(page.locator("#mine li")).to_have_count(1)

    actions.announce(made, call.opens, call.closes, "reading", [reader.username], organiser)
    desk = visit(language, reader, width, path=f"/academy/{made.pk}/abstracts/")
    desk.locator("#reading a").click()
    expect(desk.locator("main")).not_to_contain_text("陈立夏")
    desk.locator("input[name=score][value='4']").check()
    sound(desk)
    desk.shot("summit-read")
    desk.locator("#opinion button").click()

    table = visit(language, educator, path=f"/academy/{made.pk}/abstracts/")
    table.locator("#table select").select_option("talk")
    sound(table)
    table.shot("summit-table")
    table.locator("button[name=release]").click()
    table.locator("#table a").click()
    starts = timezone.localtime(made.sessions.get().starts)
    table.locator("[name=at]").fill((starts + timedelta(minutes=30)).strftime("%H:%M"))
    sound(table)
    table.locator("#place button").click()
    expect(table.locator(".notice-good")).to_be_visible()

    page.goto(f"/academy/{made.pk}/")
    expect(page.locator(".talks")).to_contain_text("居家呕吐日记")
    page.goto(f"/academy/{made.pk}/abstracts/")
    expect(page.locator("#mine .tag-leaf")).to_be_visible()
    sound(page)
    page.shot("summit-author")
