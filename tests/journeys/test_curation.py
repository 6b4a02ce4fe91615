"""A trial's text becomes criteria two people stand for, and their first change is seen; desk and phone."""

import json

import pytest
from curation.conftest import ELIGIBILITY, MADE_UP, bring, line_of, record
from playwright.sync_api import expect

from paeonia.modules.trials.curation.models import Draft, Line, Version

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
FEMALE, DONE = "sex: female\nage: {from: 18, to: 75}", "✓"


def deed(page, what):
    """Press the one button of the draft's page that does this, and wait for the page after it."""
    with page.expect_navigation():
        page.locator(f"form[action$='/do/{what}/'] button, button[formaction$='/do/{what}/']").first.click()


def settle(page, line):
    """Go through one line by hand: a line nobody understood becomes a question, any other is settled as it stands."""
    card = page.locator(f"#line-{line.pk}")
    if line.outcome == "not_understood":
        card.locator(".bench-edit").click()
        card.locator("input[name=outcome][value=ask]").check()
        card.locator("[name=zh]").fill(f"是否符合第 {line.position} 行？")
        card.locator("[name=en]").fill(f"Does line {line.position} hold?")
        card.locator("button[value=settle]").click()
    else:
        card.locator(".bench-tools form button").click()
    expect(card.locator(".bench-state")).to_contain_text(DONE)


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_the_registry_text_to_a_second_version(visit, doctor, person, viewer, clinic, two_hospitals, sound,
                                                    language, width):
    bring(record(ELIGIBILITY), viewer("trial_coordinator", two_hospitals[0]))
    page = visit(language, doctor, width=width, path=f"/trials/{MADE_UP}/")
    page.locator(f"a[href$='/curation/start/{MADE_UP}/']").click()
    page.wait_for_url("**/curation/start/**")
    sound(page)
    page.shot("curation-start")
    page.locator("button[name=origin][value=text]").click()
    page.wait_for_url(lambda url: "/start/" not in url)
    draft = Draft.objects.get()
    sound(page)
    page.shot("curation-bench")

    female = line_of(draft, "Female")
    card = page.locator(f"#line-{female.pk}")
    card.locator(".bench-edit").click()
    card.locator("[name=sentence]").fill("age: {from: 1")
    expect(card.locator(".bench-check .bench-problems"), "what is wrong is said while it is written").to_be_visible()
    card.locator("[name=sentence]").fill(FEMALE)
    expect(card.locator(".bench-check .bench-tally"), "and whom it lets through").to_be_visible()
    sound(page)
    page.shot("curation-edit")
    card.locator("button[value=settle]").click()
    expect(card.locator(".bench-state")).to_contain_text(DONE)
    deed(page, "submit")
    expect(page.locator(".notice-stop"), "nothing unsettled is submitted").to_be_visible()
    for line in Line.objects.filter(draft=draft, settled_by=None).order_by("position"):
        settle(page, line)
    total = draft.lines.count()
    expect(page.locator("#totals")).to_contain_text(f"{total} / {total}")
    deed(page, "submit")
    expect(page.locator("form[action$='/judge/approve/']"), "who wrote it does not approve it").to_have_count(0)
    sound(page)
    page.shot("curation-submitted")

    second = visit(language, person("oncologist", two_hospitals[0], name="he"), width=width, path="/trials/curation/")
    sound(second)
    second.shot("curation-list")
    second.locator("#submitted a").first.click()
    second.locator("[name=note]").fill("Read against the registry")
    with second.expect_navigation():
        second.locator("form[action$='/judge/approve/'] button.button-main").click()
    assert Version.objects.get().number == 1
    second.goto(f"/trials/{MADE_UP}/")
    expect(second.locator("#criteria")).to_contain_text("75")
    sound(second)

    page.goto(f"/trials/curation/start/{MADE_UP}/")
    page.locator("button[name=origin][value=version]").click()
    page.wait_for_url(lambda url: "/start/" not in url)
    again = Draft.objects.exclude(pk=draft.pk).get()
    card = page.locator(f"#line-{line_of(again, 'Female').pk}")
    card.locator(".bench-edit").click()
    card.locator("[name=sentence]").fill(FEMALE.replace("75", "80"))
    card.locator("button[value=settle]").click()
    expect(card.locator(".bench-said")).to_contain_text("80")
    page.reload()
    expect(page.locator("#changes")).to_contain_text("80")
    for line in Line.objects.filter(draft=again, settled_by=None).order_by("position"):
        settle(page, line)
    deed(page, "submit")
    second.goto(f"/trials/curation/{again.pk}/")
    with second.expect_navigation():
        second.locator("form[action$='/judge/approve/'] button.button-main").click()
    page.goto(f"/trials/curation/trial/{MADE_UP}/2/")
    expect(page.locator("#changes del")).to_contain_text("75")
    expect(page.locator("#changes ins")).to_contain_text("80")
    expect(page.locator("#versions li")).to_have_count(2)
    sound(page)
    page.shot("curation-version")
    page.locator(f".page-actions a[href$='/{again.pk}/files/']").click()
    with page.expect_download() as download:
        page.locator("a[href*='ctml.json']").first.click()
    assert json.loads(download.value.path().read_text())["protocol_no"] == MADE_UP
