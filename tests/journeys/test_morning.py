"""The morning: sign in, see who is expected, open a chart, ask why, answer what only a person knows."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
TRIAL = "destiny-breast04"
SAID = {
    "zh-hans": {"name": "周岚", "user": "用户名", "password": "密码", "enter": "登录", "fits": "符合",
                "yes": "是", "no": "否", "met": "所有标准均已满足", "progressed": "进展有记录", "missed": "以下标准不满足"},
    "en": {"name": "Zhou Lan", "user": "User name", "password": "Password", "enter": "Sign in", "fits": "fits",
           "yes": "Yes", "no": "No", "met": "Every criterion is met", "progressed": "Progression on or after",
           "missed": "This criterion is not met"},
}  # fmt: skip


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_the_list_of_the_day_to_the_reason_and_back(visit, clinic, sound, language, width):
    said = SAID[language]
    page = visit(language, width=width, path="/trials/today/")
    page.get_by_label(said["user"]).fill("qiao")
    page.get_by_label(said["password"]).fill("long enough for a test")
    page.get_by_role("button", name=said["enter"], exact=True).click()
    page.wait_for_url("**/trials/today/")
    expect(page.locator(".clinic-table tbody tr")).to_have_count(len(clinic))
    sound(page)
    page.shot("today")

    page.get_by_role("link", name=said["name"]).click()
    page.wait_for_url(f"**/patients/{clinic[0]}/")
    panel = page.locator("#trials")
    expect(panel.locator(".group-unknown")).to_be_visible()
    page.shot("patient")
    more = panel.locator(".group-unknown summary")
    if more.count():
        more.click()
    panel.get_by_role("link", name="DESTINY-Breast04").click()
    page.wait_for_url(f"**/trials/why/{clinic[0]}/{TRIAL}/")
    sound(page)
    page.shot("why-open")

    while (lines := page.locator(".stack > section >> .ask-lines").first.locator(".ask-line")).count():
        line = lines.first
        if page.locator("#decides").evaluate("card => card.classList.contains('card-leaf')"):
            break
        yes = said["progressed"] in line.inner_text()
        with page.expect_navigation():
            line.get_by_role("button", name=said["yes" if yes else "no"], exact=True).click()
    expect(page.locator("#decides")).to_contain_text(said["met"])
    expect(page.locator("h1 .answer-yes")).to_have_text(said["fits"])
    sound(page)
    page.shot("why-fits")

    page.locator("nav.breadcrumb a").first.click()
    page.wait_for_url(f"**/patients/{clinic[0]}/")
    expect(page.locator("#trials .group-yes").get_by_role("link", name="DESTINY-Breast04")).to_be_visible()


def test_a_refusal_and_a_paper_copy(visit, doctor, clinic, sound):
    page = visit("en", doctor, path=f"/trials/why/{clinic[1]}/{TRIAL}/")
    expect(page.locator("#decides")).to_contain_text(SAID["en"]["missed"])
    sound(page)
    page.shot("why-refused")
    page.emulate_media(media="print")
    page.shot("why-print")
    page.emulate_media(media="screen", color_scheme="dark")
    sound(page)
    page.shot("why-dark")


def test_the_language_is_changed_where_one_stands(visit, doctor, clinic):
    page = visit("zh-hans", doctor, path="/trials/today/?day=2026-01-05")
    expect(page.locator("h1")).to_contain_text("门诊")
    page.get_by_role("button", name="EN").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/trials/today/?day=2026-01-05")
    page.shot("today-nobody")


def test_with_the_keyboard_alone(visit, doctor, clinic):
    page = visit("en", doctor, path="/trials/today/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Zhou Lan":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/patients/{clinic[0]}/")
    page.goto(f"/trials/why/{clinic[0]}/{TRIAL}/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Yes":
            break
    page.keyboard.press("Enter")
    page.locator(".notice-good").wait_for()
