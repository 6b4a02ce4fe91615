"""A visitor finds an article by one character; an editor writes, translates, gets it reviewed and published."""

import re

import pytest
from playwright.sync_api import expect
from website.laid import a_site, an_article

from paeonia.modules.website import kept
from paeonia.modules.website.models import ArticlePage, Review

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture
def site():
    kept.forget()
    made = a_site()
    text = "化疗当天和第二、三天最容易恶心呕吐。按医生交代把止吐药吃够天数。"
    zh = an_article(made["zh"]["library"], "sick", "化疗后在家呕吐", text, symptoms=["nausea"], stages=["early"],
                    sources=[("source", {"title": "一份指南", "year": 2025})])
    text = "Days two and three are easily missed."
    an_article(made["en"]["library"], "sick", "Being sick at home", text, tongue="en", twin=zh, symptoms=["nausea"])
    yield {**made, "article": zh}
    kept.forget()


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("zh-hans", 390)])
def test_a_visitor_finds_an_article_by_one_character(visit, site, sound, language, width):
    page = visit(language, width=width, path="/zh/")
    sound(page)
    page.shot("website-front")
    page.locator(".front-search input").fill("吐")
    page.keyboard.press("Enter")
    expect(page.locator(".hits a")).to_have_text("化疗后在家呕吐")
    sound(page)
    page.locator(".hits a").click()
    expect(page.locator("h1")).to_have_text("化疗后在家呕吐")
    expect(page.locator(".signoff")).to_be_visible()
    sound(page)
    page.shot("website-article")
    page.locator(".language a[lang=en]").click()
    expect(page.locator("h1")).to_have_text("Being sick at home")
    sound(page)
    page.goto("/en/library/?symptoms=nausea")
    expect(page.locator(".leaf")).to_have_count(1)
    sound(page)
    page.shot("website-library-en")


def press(page, name):
    """Press one of the editor's deeds, which hide in a menu of its foot."""
    page.wait_for_load_state("networkidle")
    page.locator(f"button[name={name}]").first.evaluate("button => button.click()")
    page.wait_for_load_state("networkidle")


def approved(visit, who, number):
    """One step of the workflow is approved on the page's own screen."""
    page = visit("en", who, path=f"/cms/pages/{number}/edit/")
    page.wait_for_load_state("networkidle")
    with page.expect_navigation():
        page.locator("[data-workflow-action-name=approve]").first.evaluate("button => button.click()")
    expect(page.locator(".messages li")).to_have_class("success")


def test_from_writing_to_publication(visit, person, two_hospitals, site):
    roles = ("educator", "oncologist", "programme_admin")
    editor, doctor, admin = (person(role, two_hospitals[0], language="en") for role in roles)
    number = site["article"].pk
    desk = visit("en", editor, path=f"/cms/pages/{number}/edit/")
    desk.locator("[name=title]").fill("化疗后在家呕吐怎么办")
    desk.shot("website-editor")
    press(desk, "action-submit")
    expect(desk.locator("body")).to_contain_text("in moderation")

    for who in (doctor, admin):
        approved(visit, who, number)
    assert Review.objects.get().by == doctor
    assert ArticlePage.objects.get(pk=number).title == "化疗后在家呕吐怎么办"
    reader = visit("en", path="/zh/library/sick/")
    expect(reader.locator("h1")).to_have_text("化疗后在家呕吐怎么办")
    expect(reader.locator(".signoff-given")).to_be_visible()
    reader.shot("website-signed")


def test_written_in_chinese_translated_read_in_both_and_published(visit, person, two_hospitals, site, sound):
    editor, doctor, admin = (person(role, two_hospitals[0], language="en")
                             for role in ("educator", "oncologist", "programme_admin"))
    desk = visit("en", editor, path=f"/cms/pages/add/website/articlepage/{site['zh']['library'].pk}/")
    desk.wait_for_load_state("networkidle")
    desk.locator("[name=title]").fill("放疗期间的皮肤护理")
    desk.locator("[name=topic]").select_option("symptom")
    desk.locator("[name=summary]").fill("温水轻洗，不搓不抓。")
    desk.locator(".c-sf-add-button").first.click()
    desk.get_by_role("option", name="Tip").click()
    desk.locator("[name='body-0-value']").fill("照射部位不贴胶布，不热敷。")
    desk.shot("website-written")
    with desk.expect_navigation():
        press(desk, "action-submit")
    zh = ArticlePage.objects.get(draft_title="放疗期间的皮肤护理")
    desk.goto(f"/cms/localize/submit/page/{zh.pk}/")
    desk.locator("[name=locales]").first.check()
    with desk.expect_navigation():
        desk.locator("form button[type=submit], form input[type=submit]").last.click()
    en = ArticlePage.objects.get(translation_key=zh.translation_key, locale__language_code="en")
    for words in ("Skin care during radiotherapy", "Wash gently in lukewarm water.", "No plaster and no heat on it."):
        todo = desk.locator(".js-translation-editor button", has_text=re.compile("^Translate$"))
        todo.first.wait_for()
        left = todo.count()
        todo.first.click()
        desk.locator(".js-translation-editor textarea:visible").fill(words)
        desk.locator(".js-translation-editor button", has_text=re.compile("^Save$")).locator("visible=true").click()
        expect(todo).to_have_count(left - 1)
    expect(desk.locator(".js-translation-editor")).not_to_contain_text("Saving")
    desk.shot("website-translating")
    desk.locator(f"a[href='/website/translated/{en.pk}/']").click()
    sound(desk)
    desk.shot("website-translated")
    desk.locator("form.row button").click()
    expect(desk.locator("body")).to_contain_text("Medical review")
    for number in (zh.pk, en.pk):
        approved(visit, doctor, number)
        approved(visit, admin, number)
    assert [one.by for one in Review.objects.all()] == [doctor, doctor]
    zh.refresh_from_db()
    reader = visit("en", path=zh.url_path)
    expect(reader.locator(".signoff-given")).to_be_visible()
    reader.locator(".language a[lang=en]").click()
    expect(reader.locator("h1")).to_have_text("Skin care during radiotherapy")
    expect(reader.locator(".signoff-given")).to_be_visible()
    sound(reader)
    reader.shot("website-both-signed")
