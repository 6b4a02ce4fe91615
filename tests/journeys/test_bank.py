"""Blood and a core biopsy at a visit: labels stand before the needle, tubes are scanned, divided, and tell their story."""

import pytest
from biobank.bankers import a_protocol
from playwright.sync_api import expect

from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


def sent(page):
    """Send the one form of a page and wait for the page behind it."""
    before = page.url
    page.locator("main form button.button-main").click()
    page.wait_for_url(lambda url: url != before)


@pytest.mark.parametrize(("language", "width"), [("en", 390)])       # test_bank_long walks it in Chinese at a desk
def test_from_the_needle_to_the_aliquots(visit, person, two_hospitals, sound, language, width):
    manager = person("biobank_manager", two_hospitals[0], name="fang")
    protocol = a_protocol(Viewer(manager.pk, "fang", "biobank_manager", (two_hospitals[0].pk,)), two_hospitals[0])
    page = visit(language, person("biobank_technician", two_hospitals[0], name="sun"), width=width, path="/biobank/")
    sound(page)
    page.shot("bank-home")
    page.goto(f"/biobank/protocols/{protocol.pk}/")
    sound(page)
    page.shot("bank-protocol")
    page.locator(".page-actions a.button-main").click()
    page.wait_for_url("**/register/")
    sent(page)
    expect(page.locator("h1")).to_have_text("PBC-0001")
    page.locator("form.bank-scan button.button-main").click()
    page.wait_for_url("**/visits/**")
    sound(page)
    page.locator("[id^=barcode-]").first.fill("T-100")
    page.locator("[id^=quantity-]").first.fill("-1")
    page.shot("bank-visit")
    page.locator("main form button.button-main").click()
    expect(page.locator("[role=alert]")).to_contain_text("-1")
    sound(page)
    page.locator("[id^=quantity-]").first.fill("10")
    sent(page)
    sound(page)
    page.shot("bank-donor")
    page.goto("/biobank/")
    page.locator("#code").fill("T-100")
    page.locator("#code").press("Enter")
    expect(page.locator("h1")).to_have_text("PBC-0001.WB1")
    page.locator("a", has_text="分装" if language == "zh-hans" else "Divide").first.click()
    page.wait_for_url("**/make/aliquot/")
    page.locator("[name=quantity]").fill("500")
    page.locator("[name=unit]").select_option("uL")
    page.locator("[name=barcodes]").fill("T-101\nT-102")
    sound(page)
    page.shot("bank-divide")
    sent(page)
    expect(page.locator("#tube")).to_contain_text("9 mL")
    expect(page.locator("#custody li")).to_have_count(2)
    sound(page)
    page.shot("bank-specimen")
