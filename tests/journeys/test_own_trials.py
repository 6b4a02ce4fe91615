"""A physician registers a trial of her own and brings it to the day when somebody may be enrolled; desk and phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
PDF = b"%PDF-1.7\nmade up\n%%EOF"


def day(ahead):
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def keep(page):
    """Send the one form of a page and wait for the page behind it."""
    before = page.url
    page.locator("main form button.button-main").click()
    page.wait_for_url(lambda url: url != before)


def fill(page, **fields):
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_registering_to_the_day_of_the_first_patient(visit, doctor, sound, language, width):
    page = visit(language, doctor, width=width, path="/trials/own/")
    sound(page)
    page.shot("own-none")
    page.locator("main a.button-main").first.click()
    fill(page, title_zh="奥氮平预防迟发性呕吐", title_en="Olanzapine for delayed vomiting", acronym="CALM-DAYS",
         planned="60", treatment="olanzapine")
    page.locator("select[name=phase]").select_option("PHASE3")
    page.locator("select[name=design]").select_option("parallel")
    sound(page)
    page.shot("own-register")
    keep(page)
    home = page.url
    expect(page.locator("#permit")).to_contain_text("CALM-DAYS")
    expect(page.locator("#permit .tag-amber")).to_have_count(1)
    sound(page)
    page.shot("own-new")

    page.goto(f"{home}enter/decision/")
    fill(page, committee="Ethics committee", number="E-2026-1", on_day=day(-20), valid_until=day(-40))
    page.locator("select[name=review]").select_option("initial")
    page.locator("select[name=outcome]").select_option("approved")
    page.locator("main form button.button-main").click()
    expect(page.locator(".notice-stop")).to_contain_text(day(-40))
    sound(page)
    page.shot("own-wrong-days")
    fill(page, valid_until=day(25))
    keep(page)

    page.goto(f"{home}enter/version/")
    page.locator("select[name=kind]").select_option("protocol")
    fill(page, number="1.0", on_day=day(-30))
    keep(page)
    page.goto(f"{home}enter/inforce/")
    for name in ("version", "decision"):
        page.locator(f"select[name={name}]").select_option(index=1)
    fill(page, from_day=day(-10))
    keep(page)
    expect(page.locator("#protocol")).to_contain_text("✓")
    page.goto(f"{home}enter/filing/")
    page.locator("select[name=kind]").select_option("collection")
    page.locator("select[name=state]").select_option("not_needed")
    fill(page, reason="No sample is taken")
    keep(page)
    page.goto(f"{home}enter/document/")
    page.locator("select[name=kind]").select_option("ethics")
    fill(page, title="Letter")
    page.locator("[name=file_sent]").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF})
    keep(page)
    expect(page.locator("#documents a[download]")).to_have_count(1)

    page.goto(home)
    expect(page.locator("#permit .tag-leaf")).to_have_count(1)
    expect(page.locator("#expiries")).to_contain_text(day(25))
    for part in ("overview", "protocol", "ethics", "team", "money", "documents"):
        page.goto(f"{home}{part}/")
        sound(page)
        page.shot(f"own-{part}")
    page.goto("/trials/own/")
    expect(page.locator("main")).to_contain_text("CALM-DAYS")
    sound(page)


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390), ("en", 1280)])
def test_the_demo_programme_as_its_office_sees_it(visit, sound, transactional_db, language, width):
    from paeonia.modules.trials.own import demo
    from paeonia.people import demo as people
    from paeonia.people.models import User

    people.load(str)
    demo.load(str)
    page = visit(language, User.objects.get(username="qin"), width=width, path="/trials/own/")
    expect(page.locator(".own-cards > li")).to_have_count(2)
    sound(page)
    page.shot("own-office")
    page.locator(".own-cards h2 a").first.click()
    for part in ("overview", "protocol", "ethics", "team", "money"):
        page.goto(f"{page.url.split('/own/')[0]}/own/{page.url.split('/own/')[1].split('/')[0]}/{part}/")
        sound(page)
        page.shot(f"own-demo-{part}")
