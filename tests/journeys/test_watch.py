"""A doctor reads what is new, sets a pair aside, sees it come back, looks at her worklists and tries a protocol."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from trials_pages.clinic import value
from watch.conftest import TRIAL, answer_all

from paeonia.chart import door
from paeonia.modules.trials.watch import fresh
from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
SAID = {
    "zh-hans": {"fits": "符合", "declined": "患者拒绝", "set": "搁置", "count": "统计", "costs": "各条标准的损失",
                "record": "新登记", "line": "第 2 行", "save": "保存此检索", "keep": "保存", "none": "无新增"},
    "en": {"fits": "fits", "declined": "patient declined", "set": "Set aside", "count": "Count",
           "costs": "What each criterion costs", "record": "new on record", "line": "line 2",
           "save": "Save this search", "keep": "Save", "none": "nothing new"},
}  # fmt: skip


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_the_news_to_a_pair_set_aside_and_back(visit, doctor, clinic, two_hospitals, sound, language, width):
    said, here = SAID[language], two_hospitals[0].pk
    viewer = Viewer(doctor.pk, doctor.username, "oncologist", (here,))
    for patient in clinic[:3]:
        door.expect(patient, timezone.localdate(), viewer, clinic="breast", clinician_id=doctor.pk)
    fresh.whole_round(here)
    answer_all(clinic[0], viewer)
    fresh.reask(here, clinic)

    page = visit(language, doctor, width=width, path="/trials/watch/")
    expect(page.locator(".site-nav .count")).to_be_visible()
    news = page.locator(".news", has_text="DESTINY-Breast04")
    expect(news).to_contain_text(said["fits"])
    sound(page)
    page.shot("watch-news")
    news.get_by_role("link", name="DESTINY-Breast04").click()
    page.wait_for_url(f"**/pair/{clinic[0]}/{TRIAL}/")
    sound(page)
    page.shot("watch-pair")
    page.get_by_label(said["declined"]).check()
    page.locator("#aside").get_by_role("button", name=said["set"]).click()
    expect(page.locator(".notice-good")).to_be_visible()
    expect(page.locator("#aside")).to_contain_text(said["declined"])
    page.shot("watch-pair-aside")

    page.goto("/trials/watch/aside/")
    expect(page.locator(".news")).to_have_count(1)
    sound(page)
    page.shot("watch-aside")
    door.record(clinic[0], [value("ecog", 0, 0)], viewer)
    fresh.reask(here, clinic)
    page.goto("/trials/watch/clinic/")
    expect(page.locator(".pair", has_text="DESTINY-Breast04").first).to_contain_text(said["record"])
    sound(page)
    page.shot("watch-clinic")
    page.goto("/trials/watch/aside/?state=ended")
    expect(page.locator(".news")).to_contain_text(said["record"])
    page.shot("watch-came-back")


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_one_fact_away_a_protocol_and_a_saved_search(visit, doctor, clinic, two_hospitals, sound, language, width):
    said = SAID[language]
    viewer = Viewer(doctor.pk, doctor.username, "oncologist", (two_hospitals[0].pk,))
    answer_all(clinic[0], viewer, but=1)
    page = visit(language, doctor, width=width, path="/trials/watch/away/")
    rows = page.locator(".away-table tbody tr")
    expect(rows.first).to_be_visible()
    sound(page)
    page.shot("watch-away")
    page.locator("select[name=asks]").select_option("open")
    page.locator(".filter-do button").click()
    page.wait_for_url("**asks=open**")
    sound(page)
    page.shot("watch-away-asks")

    page.goto("/trials/watch/feasibility/")
    sound(page)
    page.shot("watch-plan-empty")
    page.locator("select[name=trial]").select_option(TRIAL)
    page.get_by_role("button", name=said["count"]).first.click()
    expect(page.get_by_role("heading", name=said["costs"])).to_be_visible()
    sound(page)
    page.shot("watch-plan")
    page.locator("details.card > summary").first.click()
    page.locator("textarea").fill("- er: positive\n- ecog: {at mots: 1}\n")
    page.get_by_role("button", name=said["count"]).nth(1).click()
    expect(page.locator(".field-error")).to_contain_text(said["line"])
    sound(page)
    page.shot("watch-plan-wrong")
    page.locator("textarea").fill("- er: positive\n- ecog: {at most: 1}\n- alt: {at most: 2.5 x ULN, within: 28 days}\n")
    page.get_by_role("button", name=said["count"]).nth(1).click()
    expect(page.locator(".costs-table tbody tr")).to_have_count(3)
    page.shot("watch-plan-draft")

    page.goto("/trials/?setting=advanced")
    page.get_by_role("link", name=said["save"]).click()
    page.locator("input[name=name]").fill("T-DXd")
    sound(page)
    page.shot("watch-search-new")
    page.get_by_role("button", name=said["keep"], exact=True).click()
    expect(page.locator(".news")).to_contain_text(said["none"])
    sound(page)
    page.shot("watch-searches")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_tab_one_stands_on_is_in_sight_on_a_phone(visit, doctor, language):
    page = visit(language, doctor, width=390, path="/trials/watch/feasibility/")
    tabs, here = page.locator(".tabs ul").bounding_box(), page.locator(".tabs [aria-current]").bounding_box()
    assert here["x"] >= tabs["x"] - 1 and here["x"] + here["width"] <= tabs["x"] + tabs["width"] + 1
