"""A coordinator writes in plain words, an oncologist signs off, a patient reads and says that she would like to hear."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
SLUG = "capitello-290"
WIDE = [("zh-hans", 1280), ("en", 390)]


@pytest.fixture
def place(doctor, two_hospitals):
    """The trial has a place at the hospital."""
    from paeonia.modules.trials.slots import actions
    from paeonia.people.viewer import Viewer

    east = two_hospitals[0].pk
    actions.say(Viewer(doctor.pk, "qiao", "oncologist", (east,)), east, SLUG, "", True, None, timezone.localdate())


@pytest.mark.parametrize(("language", "width"), WIDE)
def test_from_writing_to_the_wish(visit, person, doctor, clinic, place, two_hospitals, sound, language, width):
    from paeonia.chart import door
    from paeonia.people.viewer import system_viewer

    zh = language == "zh-hans"
    coordinator, herself = (person(role, two_hospitals[0]) for role in ("trial_coordinator", "patient"))
    door.give_account(clinic[0], herself.pk, system_viewer("test"))
    desk = visit(language, coordinator, width=width, path="/trials/plain/texts/")
    expect(desk.locator("main tbody tr").first).to_be_visible()
    sound(desk)
    desk.shot("plain-texts")
    desk.goto(f"/trials/plain/{SLUG}/write/{'zh' if zh else 'en'}/")
    sound(desk)
    expect(desk.locator("#measures .tag-leaf")).to_have_count(2)
    hard = "随机对照研究，旨在评估" + "该方案对无进展生存期的影响，" * 8 + "敬请知悉。" if zh else \
        "The implementation of interdisciplinary rehabilitation necessitates " + "considerable organisational " * 20 + "."
    desk.locator("#short-why").fill(hard * 12)
    expect(desk.locator("#measures .tag-amber").first).to_be_visible()
    expect(desk.locator("#measures q").first).to_be_visible()
    sound(desk)
    desk.shot("plain-writing")
    desk.locator("#short-why").fill(
        "医生想知道，加上它会不会更好。" if zh else "We want to know if people live longer with it.")
    expect(desk.locator("#measures .tag-leaf")).to_have_count(2)
    desk.locator("main form button.button-main").click()
    desk.wait_for_url("**/text/")
    sound(desk)
    desk.shot("plain-text-waiting")

    page = visit(language, doctor, width=width, path=f"/trials/plain/{SLUG}/text/")
    page.locator("input[name=outcome][value=signed]").check()
    page.locator("#review button.button-main").click()
    expect(page.locator(".signoff-given")).to_be_visible()
    sound(page)
    page.shot("plain-text-signed")
    page.goto(f"/trials/plain/{SLUG}/")
    sound(page)
    with page.expect_download() as sheet:
        page.locator("a[href*='handout/en']").click()
    assert sheet.value.suggested_filename == f"{SLUG}-en.pdf"

    reader = visit(language, herself, width=width, path="/patients/")
    expect(reader.locator("#wish a.button-main")).to_be_visible()
    reader.locator("#wish").scroll_into_view_if_needed()
    reader.shot("plain-front-page")
    reader.locator("#wish a.button-main").click()
    expect(reader.locator(".plain-list > li")).to_have_count(1)
    sound(reader)
    reader.shot("plain-list")
    reader.locator("input[name=q]").fill("药片" if zh else "tablet")
    reader.locator(".filter-do button").click()
    expect(reader.locator(".plain-list > li")).to_have_count(1)
    reader.locator(".plain-list a").click()
    expect(reader.locator(".plain-part").first).to_be_visible()
    sound(reader)
    reader.shot("plain-short")
    reader.locator("nav.parts a").nth(1).click()
    expect(reader.locator("nav.parts a").nth(1)).to_have_attribute("aria-current", "true")
    sound(reader)
    reader.shot("plain-more")
    reader.locator(".plain-wish button").click()
    expect(reader.locator(".notice-good")).to_be_visible()
    expect(reader.locator(".plain-wish strong")).to_be_visible()
    sound(reader)
    reader.goto(f"/trials/plain/wish/{clinic[0]}/")
    sound(reader)
    reader.shot("plain-own-wish")

    page.goto("/trials/plain/wishes/")
    expect(page.locator(f"main tbody a[href*='/patients/{clinic[0]}/']")).to_have_count(1)
    sound(page)
    page.shot("plain-wishes")
    page.goto(f"/trials/plain/wish/{clinic[0]}/")
    page.locator("input[name=would][value=no]").check()
    page.locator("input[name=how]").first.check()
    sound(page)
    page.shot("plain-wish-staff")
    page.locator("#say button.button-main").click()
    expect(page.locator("#before li")).to_have_count(2)
    page.goto("/trials/plain/wishes/")
    expect(page.locator(f"main tbody a[href*='/patients/{clinic[0]}/']")).to_have_count(0)
