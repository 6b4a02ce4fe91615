"""An approved request on its way: catalogue, pick list with the scanner, order, parcel, results. Desk and phone."""

import re
from datetime import date, timedelta

import pytest
from biobank.bankers import a_protocol, a_visit, blood
from biobank.consent.consenting import consenting
from django.utils import timezone
from playwright.sync_api import expect

from paeonia.modules.biobank.models import Specimen
from paeonia.modules.biobank.requests import actions
from paeonia.modules.biobank.requests.committee import actions as committee
from paeonia.modules.biobank.requests.picking import actions as picking
from paeonia.modules.biobank.requests.picking.actions import Give
from paeonia.modules.biobank.requests.shipping import actions as shipping
from paeonia.people.context import acting
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


@pytest.fixture
def parcel(approved):
    """Two tubes on dry ice, handed to the courier thirty hours ago."""
    one, told = approved
    user, sent = told["biobank_manager"], timezone.now() - timedelta(hours=30)
    manager = Viewer(user.pk, user.username, "biobank_manager", (one.hospital_id,))
    with acting(manager):
        tubes = list(Specimen.objects.filter(barcode__in=("BC1", "BC2")))
    picks = picking.put_aside(one, tubes, manager)
    for pick in picks:
        picking.scan(one, pick.barcode, manager)
    order = picking.distribute(one, {pick.pk: Give() for pick in picks}, sent, manager)
    return shipping.ship(shipping.pack(order, manager), {"courier": "SF", "condition": "dry_ice"}, sent, manager), user


def logged(since):
    """A day of readings every five minutes: warm for a while, then silent for two hours, and one row that is none."""
    rows = ["温度记录仪,L9", "序号,时间,温度(℃)"]
    for number in range(360):
        warm = 16 * max(0, 20 - abs(number - 200)) / 20
        if not 260 < number < 284:
            moment = timezone.localtime(since + timedelta(minutes=5 * number))
            rows.append(f"{number},{moment:%Y/%m/%d %H:%M:%S},{-71 + number % 7 / 5 + warm:.1f}")
    return ("\n".join([*rows, "361,——,ERR"]) + "\n").encode("gb18030")


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_how_cold_it_was_on_the_way(visit, parcel, sound, language, width):
    one, user = parcel
    page = visit(language, user, width=width, path=f"{BASE}shipments/{one.pk}/receive/")
    page.locator("[name=codes]").fill("BC1\nBC2")
    page.locator("[name=file]").set_input_files({"name": "L9.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"})
    sound(page)
    page.shot("logger-form")
    page.locator("main form button.button-main").click()
    expect(page.locator(".notice-stop, .field-error").first).to_contain_text("L9.csv")
    page.locator("[name=file]").set_input_files({"name": "L9.csv", "mimeType": "text/csv", "buffer": logged(one.shipped_at)})
    page.locator("main form button.button-main").click()
    expect(page.locator("#temperature svg:visible")).to_have_count(1)
    expect(page.locator("#temperature svg:visible .hours-out")).to_have_count(1)
    expect(page.locator("#temperature details li")).to_have_count(1)
    sound(page)
    page.shot("logger-curve")
    page.get_by_role("link", name="登记不符合项" if language != "en" else "Report a nonconformity").click()
    expect(page.locator("[name=codes]")).to_have_value(re.compile(r"\S+\n\S+"))
