"""From the needle to the result: one donor's blood and core biopsy through every pair of hands, each on her own pages."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from biobank.bankers import a_protocol
from biobank.consent.consenting import a_form
from biobank.hgr.test_gates import granted
from django.utils import timezone
from playwright.sync_api import expect

from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
ROLES = {"fang": "biobank_manager", "sun": "biobank_technician", "qiao": "oncologist", "song": "partner_physician"}


@pytest.fixture
def bank(person, two_hospitals):
    """People, a protocol, the consent form, the approval to preserve, a freezer with a box: and not one tube."""
    here = two_hospitals[0]
    people = {name: person(role, here, name=name) for name, role in ROLES.items()}
    manager = Viewer(people["fang"].pk, "fang", "biobank_manager", (here.pk,))
    protocol = a_protocol(manager, here)
    a_form(manager, here)
    granted("preservation", protocol, manager, "国科遗办审字〔2026〕BC0012 号", partners=[])
    freezer = containers.set_up({"kind": "freezer", "name": "F1", "holds": "containers", "temperature": Decimal(-80)}, None,
                                here.pk, manager)
    containers.set_up({"kind": "box", "name": "F1-B1", "barcode": "BOX1", "holds": "specimens", "rows": 5, "columns": 5},
                      freezer, here.pk, manager)
    return people, protocol


class Hands:
    """A person at her screen: every page she comes to is sound, and forms are sent by their main button."""

    def __init__(self, page, sound):
        self.page, self.sound = page, sound

    def to(self, path):
        self.page.goto(path)
        self.sound(self.page)

    def fill(self, **said):
        for name, value in said.items():
            field = self.page.locator(f"main [name={name}]").first
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def press(self, words, within="main"):
        called = re.compile(f"^\\s*{words}\\s*$")
        self.page.locator(f"{within} button, {within} a.button").filter(has_text=called).first.click()
        self.page.wait_for_load_state()

    def send(self, **said):
        """Fill in the form of the page, send it, and see the page behind it."""
        before = self.page.url
        self.fill(**said)
        self.page.locator("main form button.button-main").first.click()
        self.page.wait_for_url(lambda url: url != before)
        self.sound(self.page)

    def scan(self, code):
        """The scanner at the bank's first page."""
        self.page.goto("/biobank/")
        self.page.locator("#code").fill(code)
        self.page.locator("#code").press("Enter")
        self.page.wait_for_url("**/specimens/**")


def test_one_donor_from_the_needle_to_the_result(visit, bank, sound):
    people, protocol = bank
    began = timezone.localtime() - timedelta(hours=3)

    def sits(name, language="zh-hans", width=1280, path="/biobank/"):
        return Hands(visit(language, people[name], width=width, path=path), sound)

    def at(minutes):
        return (began + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")

    # The visit: registered, her labels stand before the needle, blood and a core of the metastasis are taken.
    sun = sits("sun", path=f"/biobank/protocols/{protocol.pk}/")
    sun.press("登记供者")
    sun.send()
    donor = sun.page.url
    sun.press("准备访视")
    sun.page.wait_for_url("**/visits/**")
    sun.fill(at=at(0))
    blood, core = (sun.page.locator(".bank-take").nth(place) for place in (0, 1))
    blood.locator("[name^=barcode-]").fill("BLOOD-1")
    core.locator("[name^=barcode-]").fill("CORE-1")
    core.locator("[name$=-tissue]").select_option("metastasis")
    core.locator("[name$=-site]").select_option("C22.0")
    sound(sun.page)
    sun.page.shot("long-visit")
    sun.send()

    # What she allows is written down by the manager, from the donor's own page.
    fang = sits("fang", path=donor)
    fang.page.locator("#donor a").first.click()
    fang.page.locator("#take a.button-main").click()
    fang.fill(signed_at=(began - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"), document="A-12", taken_by="李医生")
    for purpose in ("research", "genetic", "commercial", "foreign_cooperation", "recontact"):
        fang.page.locator(f"[name=to_{purpose}][value={'no' if purpose == 'commercial' else 'yes'}]").check()
    fang.send()

    # The bench: the core into fixative; the blood spun, its plasma and two aliquots under the labels that were planned.
    sun.scan("CORE-1")
    expect(sun.page.locator("#tube")).to_contain_text("转移灶")
    sun.press("登记操作")
    sun.send(deed="fixed", at=at(20), until=at(60), fixative="nbf")
    expect(sun.page.locator("#judged")).to_contain_text("NBF")
    sun.scan("BLOOD-1")
    sun.press("登记操作")
    sun.send(deed="spun", at=at(40), until=at(55), g="1900", device="离心机 2")
    sun.press("制备衍生样本")
    sun.send(kind="plasma", quantity="4", unit="mL", at=at(58))
    sun.page.locator("#family a", has_text="PL1").first.click()
    sun.press("分装")
    sun.send(quantity="500", unit="uL", barcodes="P-1\nP-2", at=at(65))
    expect(sun.page.locator("#family li")).to_have_count(4)      # nothing planned is left over
    expect(sun.page.locator("#family")).not_to_contain_text("计划")
    sun.page.shot("long-plasma")

    # Into the freezer: one from its own page by scanning the box, one at the box by scanning the tube; on a phone as well.
    sun.scan("P-1")
    sun.press("放入存储")
    expect(sun.page.locator("#proposed li")).to_have_count(1)
    sound(sun.page)
    sun.page.shot("long-put")
    sun.send(box="BOX1")
    expect(sun.page.locator("#judged")).to_contain_text("F1 › F1-B1 A1")
    expect(sun.page.locator(".notice-careful")).to_have_count(0)
    phone = sits("sun", width=390, path=sun.page.url)
    phone.page.shot("long-tube")
    sound(phone.page)
    sun.page.locator("#judged a", has_text="F1-B1").click()
    for code in ("P-2", "CORE-1"):
        sun.page.locator("#code").fill(code)
        sun.page.locator("#code").press("Enter")
        expect(sun.page.locator("#map .notice-good")).to_be_visible()
        expect(sun.page.locator("#code")).to_have_value("")
    expect(sun.page.locator(".store-map a")).to_have_count(3)

    # Asked for, put before the committee, voted on, approved.
    song = sits("song", path="/biobank/requests/")
    song.press("申请样本")
    song.page.locator("[name=purposes][value=genetic]").check()
    song.send(title_zh="血浆 ctDNA 与内分泌耐药", title_en="Plasma ctDNA and endocrine resistance", ethics_number="EC-17",
              ethics_until="2099-01-01", recipient="East University", country="CN", foreign="no", criteria="转移性乳腺癌")
    request = song.page.url
    song.press("增加一行")
    song.send(kind="plasma", pieces="2")
    song.press("提交申请")
    song.page.shot("long-asked")
    expect(song.page.locator(".notice-good")).to_be_visible()
    fang.to("/biobank/requests/committee/")
    fang.fill(seat=str(people["qiao"].pk))
    fang.press("列为委员")
    fang.fill(quorum="1")
    fang.press("保存")
    fang.to(request)
    fang.press("提交委员会审查")
    qiao = sits("qiao", path="/biobank/requests/review/")
    qiao.page.locator("main li a.bank-label").first.click()
    qiao.fill(said_="approve", why="方案合理")
    qiao.press("投票")
    expect(qiao.page.locator("#votes")).to_contain_text("方案合理")
    fang.to(request)
    fang.press("结束表决")
    expect(fang.page.locator("header.page-head")).to_contain_text("批准")

    # Fetched from where they lie, confirmed by scanning, given out, packed, handed to the courier.
    sun.to(request)
    sun.press("拣选清单")
    for one in sun.page.locator("[name=tube]:enabled").all():
        one.check()
    sun.press("预留")
    expect(sun.page.locator("#list")).to_contain_text("F1 › F1-B1 A2")
    sun.page.shot("long-pick")
    for code in ("P-1", "P-2"):
        sun.page.locator("#code").fill(code)
        sun.page.locator("#code").press("Enter")
        expect(sun.page.locator(".notice-good")).to_be_visible()
    sun.page.locator(".page-actions a.button-main").click()
    sun.send()
    sun.page.locator("#orders button.button-main").click()
    sun.page.wait_for_url("**/shipments/**")
    parcel = sun.page.url
    sun.page.locator(".page-actions a.button-main").click()
    sun.send(courier="顺丰冷链", logger="TL-88", temperature="-78")

    # The closing pages, in English: received to the last tube, results handed in, and found on the tube they belong to.
    song = sits("song", "en", path=parcel)
    sound(song.page)
    song.press("Receive")
    song.send(codes="P-1\nP-2")
    expect(song.page.locator(".notice-good")).to_contain_text("every tube is accounted for")
    song.to(request)
    song.press("Hand in results")
    song.page.locator("[name=rows]").fill("P-1,ctDNA fraction,3.2,%\nP-2,ctDNA fraction,2.9,%")
    song.press("Keep it")
    expect(song.page.locator("#results")).to_contain_text("ctDNA fraction")
    sound(song.page)
    song.page.shot("long-request")
    sun = sits("sun", "en")
    sun.scan("P-1")
    expect(sun.page.locator("#judged")).to_contain_text("ctDNA fraction: 3.2 %")
    for deed in ("collected", "spun", "divided into aliquots", "stored", "distributed", "shipped", "shipment received"):
        expect(sun.page.locator("#custody")).to_contain_text(deed)
    sound(sun.page)
    sun.page.shot("long-custody")
