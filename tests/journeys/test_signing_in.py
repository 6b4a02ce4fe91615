"""A newcomer signs in, changes the language and leaves; in a real browser, in both languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
WORDS = {
    "zh-hans": ("用户名", "密码", "登录", "退出登录"),
    "en": ("User name", "Password", "Sign in", "Sign out"),
}


def serious(page) -> list[str]:
    """Return what axe finds on this page and a person could not get past."""
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {fault['help']}" for fault in found if fault["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("width", [1280, 390])
def test_signing_in_and_out(visit, person, two_hospitals, language, width):
    name, password, enter, leave = WORDS[language]
    person("educator", two_hospitals[0], name="tang", language=language)
    page = visit(language, width=width, path="/accounts/login/")
    page.shot("sign-in")
    assert serious(page) == []
    page.get_by_label(name).fill("tang")
    page.get_by_label(password).fill("wrong")
    page.get_by_role("button", name=enter, exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.shot("sign-in-refused")
    page.get_by_label(password).fill("long enough for a test")
    page.get_by_role("button", name=enter, exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)
    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name=leave).click()
    page.wait_for_url("**/accounts/login/**")


@pytest.mark.parametrize("language", WORDS)
def test_the_page_of_second_factors(visit, person, two_hospitals, language):
    user = person("nurse", two_hospitals[0], name="zhao", language=language)
    page = visit(language, user, path="/accounts/2fa/")
    page.shot("second-factors")
    assert serious(page) == []


def test_a_passkey_lets_one_in_without_a_password(visit, person, two_hospitals):
    """With the browser's own stand-in for a key: the page's scripts must run under the strict policy."""
    person("nurse", two_hospitals[0], name="zhao", language="en")
    page = visit("en", path="/accounts/login/")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**key, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.get_by_label("User name").fill("zhao")
    page.get_by_label("Password").fill("long enough for a test")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)
    page.goto("/accounts/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.get_by_label("Password").fill("long enough for a test")
        page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Passwordless").check()
    page.shot("passkey-add")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: "/webauthn/add" not in url)
    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)
    expect(page.locator(".user-name")).to_have_text("zhao")
