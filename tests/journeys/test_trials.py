"""A coordinator looks for a trial, reads it, and takes the worklist along; and those who may not are told so."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.mark.parametrize(("language", "drug", "width"), [("zh-hans", "德曲妥珠单抗", 390), ("en", "T-DXd", 1280)])
def test_from_a_drug_to_its_candidates(visit, doctor, clinic, sound, language, drug, width):
    page = visit(language, doctor, width=width, path="/trials/")
    sound(page)
    page.shot("trials")
    page.locator("input[name=q]").fill(drug)
    page.locator("select[name=setting]").select_option("advanced")
    page.locator(".filter-do button").click()
    page.wait_for_url("**setting=advanced**")
    chosen = page.locator("select[name=setting]")
    expect(chosen, "the address can be sent to a colleague").to_have_value("advanced")
    found = page.locator(".trial-row")
    expect(found.first).to_be_visible()
    assert 3 <= found.count() <= 30
    page.shot("trials-found")
    found.filter(has_text="DESTINY-Breast04").get_by_role("link").first.click()
    page.wait_for_url("**/trials/destiny-breast04/**")
    sound(page)
    page.shot("trial")
    page.locator("#candidates nav a").nth(3).click()
    page.wait_for_url("**show=open**")
    rows = page.locator(".candidates-table tbody tr")
    expect(rows).to_have_count(3)
    for name, start in ((".csv", b"\xef\xbb\xbf"), (".pdf", b"%PDF")):
        with page.expect_download() as download:
            page.locator(f"#candidates a[href*='candidates{name}']").click()
        assert download.value.suggested_filename == f"destiny-breast04{name}"
        assert download.value.path().read_bytes().startswith(start)
    rows.first.get_by_role("link").click()
    page.wait_for_url("**/trials/why/**")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_clinicians_wrote(visit, person, two_hospitals, sound, language):
    page = visit(language, person("educator", two_hospitals[0]), path="/trials/knowledge/")
    sound(page)
    page.shot("knowledge")
    page.locator("nav.breadcrumb a").first.click()
    page.wait_for_url("**/trials/")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_who_may_not_see_is_told_so(visit, person, two_hospitals, sound, language):
    for role, address in (("educator", "/trials/today/"), ("patient", "/trials/today/"),
                          ("nurse", "/trials/destiny-breast04/candidates.csv")):
        page = visit(language, person(role, two_hospitals[0]), path=address)
        expect(page.locator(".error-page h1")).to_be_visible()
        assert page.request.get(address).status == 403
    sound(page)
    page.shot("not-for-you")


@pytest.mark.parametrize("language", ["en"])
def test_a_patient_of_another_hospital_is_not_there(visit, person, clinic, two_hospitals, sound, language):
    page = visit(language, person("oncologist", two_hospitals[1]), path=f"/trials/why/{clinic[0]}/destiny-breast04/")
    expect(page.locator(".error-page h1")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("周")
    sound(page)
    page.shot("not-here")
