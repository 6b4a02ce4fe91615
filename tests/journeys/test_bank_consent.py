"""A donor signs and takes it back; two people work off her specimens; the register says what may leave. Desk and phone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from biobank.bankers import a_protocol, a_visit, blood, later
from biobank.consent.consenting import a_form
from biobank.hgr.test_gates import granted
from django.utils import timezone
from playwright.sync_api import expect

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.models import CustodyEvent
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
SIDES = [("zh-hans", 1280), ("en", 390), ("en", 1280), ("zh-hans", 390)]


@pytest.fixture
def bank(person, two_hospitals):
    """A manager and a technician with names of their own, a protocol with a donor and her tube."""
    here = two_hospitals[0]
    people = {role: person(role, here, name=name) for role, name in (
        ("biobank_manager", "lin"), ("biobank_technician", "zhao"))}
    manager = Viewer(people["biobank_manager"].pk, "lin", "biobank_manager", (here.pk,))
    protocol = a_protocol(manager, here)
    return people, manager, protocol, here


def keep(page):
    """Send the one form of a page and wait for the page behind it."""
    before = page.url
    page.locator("main form button.button-main").click()
    page.wait_for_url(lambda url: url != before)


@pytest.mark.parametrize(("language", "width"), SIDES)
def test_signed_withdrawn_and_worked_off(visit, bank, sound, language, width):
    people, manager, protocol, here = bank
    seen = a_visit(protocol, manager)
    tube, donor = blood(seen, manager), seen.registration.donor
    a_form(manager, here)
    page = visit(language, people["biobank_manager"], width=width, path="/biobank/consent/")
    sound(page)
    page.shot("consent-home")
    page.locator("#code").fill(donor.code)
    page.locator("form.bank-scan button").click()
    expect(page.locator(".consent-tier-unknown")).to_have_count(5)
    sound(page)
    page.shot("consent-none")
    page.locator("#take a.button-main").click()
    page.locator("[name=signed_at]").fill("2026-02-01T10:00")
    page.locator("[name=document]").fill("A-12")
    page.locator("[name=taken_by]").fill("Dr Li")
    for purpose, said in (("research", "yes"), ("genetic", "yes"), ("commercial", "no"), ("foreign_cooperation", "yes"),
                          ("recontact", "not_asked")):
        page.locator(f"[name=to_{purpose}][value={said}]").check()
    sound(page)
    page.shot("consent-take")
    keep(page)
    expect(page.locator(".consent-tier-yes")).to_have_count(3)
    sound(page)
    page.shot("consent-donor")

    stock, sent = bench.aliquot(tube, [Tube(Decimal(1), "mL")] * 2, later(30), manager)
    with acting(manager):
        CustodyEvent.objects.create(hospital=here, specimen=sent, deed="distributed", at=timezone.now(), fields={
            "purposes": ["research"], "country": "CN", "recipient": "Fudan University", "request": "R-7"})
    page.goto(f"/biobank/consent/donors/{donor.pk}/withdraw/")
    page.locator("[name=scope][value=whole]").check()
    page.locator("[name=wish][value=destroy]").check()
    page.locator("[name=document]").fill("B-3")
    page.locator("[name=taken_by]").fill("Dr Li")
    sound(page)
    page.shot("consent-withdraw")
    keep(page)
    worklist = page.url
    expect(page.locator(".consent-item")).to_have_count(3)
    expect(page.locator("#items")).to_contain_text("Fudan University")

    second = visit(language, people["biobank_technician"], width=width, path=worklist)
    second.locator(".consent-item", has_text=stock.label).locator("a.button").click()
    second.locator("[name=done][value=destroyed]").check()
    second.locator("[name=evidence]").fill("autoclave 12")
    sound(second)
    second.shot("consent-carry")
    keep(second)
    expect(second.locator(".consent-item form")).to_have_count(0)     # not by the same person
    page.goto(worklist)
    page.shot("consent-waits")
    page.locator(".consent-item form button").click()
    expect(page.locator("progress")).to_have_attribute("value", "1")
    sound(page)
    page.shot("consent-worklist")
    page.goto("/biobank/consent/")
    page.shot("consent-home-open")


@pytest.mark.parametrize(("language", "width"), SIDES)
def test_the_register_tells_what_holds_and_what_is_owed(visit, bank, sound, language, width):
    people, manager, protocol, _here = bank
    today = timezone.localdate()
    for _ in range(9):
        a_visit(protocol, manager)
    granted("preservation", protocol, manager, "国科遗办审字〔2024〕BC0012 号", title="Tissue bank of breast tumours",
            valid_from=today - timedelta(700), valid_until=today + timedelta(400), partners=[])
    granted("collection", protocol, manager, "2025CJ0101", title="Cohort of metastatic breast cancer", headcount=10,
            valid_from=today - timedelta(300), valid_until=today + timedelta(70), partners=[])
    granted("cooperation", protocol, manager, "2026GH0077", title="ctDNA with Acme", valid_from=today - timedelta(100),
            valid_until=today + timedelta(20))
    granted("export", protocol, manager, "2024CJ0003", title="Plasma to Boston", valid_from=today - timedelta(500),
            valid_until=today - timedelta(135))
    page = visit(language, people["biobank_manager"], width=width, path="/biobank/hgr/")
    expect(page.locator("#counts progress").first).to_have_attribute("value", "9")
    for number in ("2025CJ0101", "2026GH0077", "2024CJ0003"):
        expect(page.locator("#dues li", has_text=number)).to_have_count(1)
    expect(page.locator("#dues li", has_text="BC0012").first).to_be_visible()
    sound(page)
    page.shot("hgr-register")
    page.locator("#validity li a").first.click()
    sound(page)
    page.shot("hgr-approval")
    page.goto("/biobank/hgr/new/")
    sound(page)
    page.shot("hgr-new")
    page.goto("/biobank/hgr/information/new/")
    page.locator("[name=recipient]").fill("Acme Labs")
    page.locator("[name=country]").select_option("US")
    page.locator("[name=foreign][value=yes]").check()
    page.locator("[name=what]").fill("exomes")
    page.locator("[name=labels]").fill("PBC-0001.WB1")
    page.locator("main form button.button-main").click()
    expect(page.locator(".notice-stop").first).to_be_visible()
    sound(page)
    page.shot("hgr-refused")
