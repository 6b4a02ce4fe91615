"""A physician registers; the desk enters her payment, prints her badge and lets her in; she takes the calendar file."""

from datetime import timedelta

import pytest
from academy.desk import a_category, a_door
from academy.laid import a_course
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from paeonia.modules.academy.actions import keep
from paeonia.modules.academy.models import Session

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


def a_summit(hospital, teacher):
    """A summit tomorrow in two rooms, with two categories and a list."""
    made = a_course(hospital, teacher, questions=0, kind="summit", title_zh="湘湖峰会", title_en="Xianghu summit")
    at = (timezone.localtime() + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    for zh, en, room, begins, lasts in (("开幕", "Opening", "湖厅 Lake", 0, 60),
                                        ("术前之后", "After surgery", "湖厅 Lake", 75, 90),
                                        ("读懂基因报告", "Reading a report", "桥厅 Bridge", 60, 75)):
        starts = at + timedelta(minutes=begins)
        keep(Session(activity=made, title_zh=zh, title_en=en, room=room, starts=starts,
                     ends=starts + timedelta(minutes=lasts)), made, teacher)
    delegate = a_category(made, teacher)
    a_category(made, teacher, "Student", title_zh="研究生", word_zh="学员", word_en="Student", price=300, approves=True,
               proof_zh="学生证", proof_en="a student card", band="leaf")
    return made, a_door(made, teacher, delegate)


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1280)])
def test_from_registration_to_the_door(visit, person, viewer, two_hospitals, sound, tmp_path, language, width):
    educator = person("educator", two_hospitals[0], language=language)
    learner = person("partner_physician", two_hospitals[1], language=language)
    made, door = a_summit(two_hospitals[0], viewer("educator", two_hospitals[0]))

    page = visit(language, learner, width, path=f"/academy/{made.pk}/registration/")
    sound(page)
    page.shot("desk-categories")
    page.locator(".offer .button-main").first.click()
    for name, text in (("name", "陈立夏"), ("name_en", "CHEN Lixia"), ("diet", "素食"), ("tax_number", "123")):
        page.locator(f"[name={name}]").fill(text)
    page.locator("#register button").click()
    expect(page.locator(".notice-careful")).to_have_count(2)      # the number, and the title it lacks
    page.locator("[name=tax_number]").fill("")
    sound(page)
    page.shot("desk-register")
    page.locator("#register button").click()
    code = page.locator("#badge-code").inner_text()
    sound(page)
    page.shot("desk-confirmation")

    desk = visit(language, educator, width, path=f"/academy/{made.pk}/registration/desk/")
    sound(desk)
    desk.shot("desk-desk")
    desk.locator("#people tbody a").click()
    desk.locator("[name=amount]").fill("1200")
    desk.locator("[name=way]").select_option("transfer")
    desk.locator("#pay button").click()
    expect(desk.locator("#fee .tag-leaf").first).to_be_visible()
    sound(desk)
    desk.shot("desk-person")
    badge = desk.request.post(f"/academy/{made.pk}/registration/desk/badges.pdf", form={
        "csrfmiddlewaretoken": desk.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value"), "sheet": "card"})
    assert badge.ok and badge.body().startswith(b"%PDF")

    desk.goto(f"/academy/{made.pk}/registration/lists/{door.pk}/")
    for sign in (".said-welcome", ".said-already"):
        desk.locator("#text").fill(code)
        desk.keyboard.press("Enter")
        expect(desk.locator(sign)).to_contain_text("陈立夏")
        sound(desk)
    desk.shot("desk-door")

    page.goto(f"/academy/{made.pk}/programme/")
    page.locator(".sittings form button").nth(1).click()
    sound(page)
    page.shot("programme")
    with page.expect_download() as told:
        page.locator(f"a[href='/academy/{made.pk}/programme/all.ics']").click()
    told.value.save_as(tmp_path / "summit.ics")
    assert len(Calendar.from_ical((tmp_path / "summit.ics").read_bytes()).walk("VEVENT")) == 4
    page.goto("/academy/calendar/")
    page.locator("#link button").click()
    sound(page)
    page.shot("programme-calendar")
