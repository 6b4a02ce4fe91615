"""An approved request on its way: catalogue, pick list with the scanner, order, parcel, results. Desk and phone."""

from datetime import date

import pytest
from biobank.bankers import a_protocol, a_visit, blood
from biobank.consent.consenting import consenting
from playwright.sync_api import expect

from paeonia.modules.biobank.requests import actions
from paeonia.modules.biobank.requests.committee import actions as committee
from paeonia.people.models import User
from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
BASE = "/biobank/requests/"


@pytest.fixture
def approved(person, two_hospitals):
    """A request a committee of one said yes to, two donors who agreed and one who was never asked."""
    here = two_hospitals[0]
    told = {role: person(role, here, name=name) for role, name in (
        ("biobank_manager", "lin"), ("oncologist", "qiao"), ("partner_physician", "song"))}
    manager, doctor, asking = (Viewer(told[role].pk, told[role].username, role, (here.pk,)) for role in told)
    protocol = a_protocol(manager, here)
    for number in range(3):
        seen = a_visit(protocol, manager)
        blood(seen, manager, barcode=f"BC{number}")
        if number:
            consenting(seen.registration.donor, manager, here)
    one = actions.draft({
        "title_zh": "血浆 ctDNA 与内分泌耐药", "title_en": "Plasma ctDNA and endocrine resistance", "purposes": ["research"],
        "ethics_number": "EC-2026-17", "ethics_until": date(2099, 1, 1), "criteria": "HER2-low, metastatic",
        "recipient": "East University", "country": "CN", "foreign": "no"}, here.pk, asking)
    actions.want(one, {"kind": "whole_blood", "pieces": 2}, asking)
    one = actions.take_up(actions.submit(one, asking), manager)
    committee.seat(User.objects.get(pk=doctor.user_id), here.pk, manager)
    committee.set_quorum(1, here.pk, manager)
    committee.vote(one, "approve", "sound", doctor)
    return committee.decide(one, manager), told


@pytest.mark.parametrize(("language", "width"), [("en", 390)])       # test_bank_long walks it in Chinese at a desk
def test_from_the_list_to_the_results(visit, approved, sound, language, width):
    one, told = approved
    page = visit(language, told["biobank_manager"], width=width, path=f"{BASE}catalogue/")
    sound(page)
    page.shot("requests-catalogue")
    page.goto(f"{BASE}{one.pk}/pick/")
    expect(page.locator("[name=tube]:disabled")).to_have_count(1)
    sound(page)
    page.shot("requests-choose")
    for box in page.locator("[name=tube]:enabled").all():
        box.check()
    page.locator("#choose button.button-main").click()
    for code in ("BC1", "BC2"):
        page.locator("#code").fill(code)
        page.locator("#code").press("Enter")
        expect(page.locator(".notice-good")).to_be_visible()
    sound(page)
    page.shot("requests-picked")
    page.locator(".page-actions a.button-main").click()
    page.locator("[name=at]").fill("2026-06-01T10:00")
    sound(page)
    page.locator("main form button.button-main").click()
    page.locator("#orders button.button-main").click()
    page.locator(".page-actions a.button-main").click()
    page.locator("[name=courier]").fill("SF")
    page.locator("[name=at]").fill("2026-06-01T12:00")
    page.locator("main form button.button-main").click()
    page.locator(".page-actions a.button-main").click()
    page.locator("[name=codes]").fill("BC1\nSTRANGE")
    page.locator("[name=at]").fill("2026-06-02T12:00")
    page.locator("main form button.button-main").click()
    expect(page.locator("#odd li .bank-scan")).to_have_count(2)
    sound(page)
    page.shot("requests-differences")
    page.goto(f"{BASE}{one.pk}/")
    expect(page.locator("#shipments")).to_be_visible()
    sound(page)
    page.shot("requests-request")
