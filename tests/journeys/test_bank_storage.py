"""Tubes into a box by scanning, out and back, a rack scan with a fault, and a freezer that fails: in both languages."""

from datetime import timedelta
from decimal import Decimal

import pytest
from biobank.bankers import a_protocol, later
from biobank.storage.conftest import NINE, aliquots
from django.utils import timezone
from playwright.sync_api import expect

from paeonia.modules.biobank.storage import actions
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
SAID = {
    "zh-hans": {"store": "入库", "keep": "保存", "look": "先检查", "good": "仅入库", "take": "导入", "judge": "提交评估",
                "twice": "已存放于", "moved": "管已移动完毕"},
    "en": {"store": "Store", "keep": "Keep it", "look": "Look at it", "good": "Store the", "take": "Take them in",
           "judge": "Judge it", "twice": "already lies in", "moved": "tubes have been moved"},
}


@pytest.fixture
def bank(person, two_hospitals):
    """Two freezers, a rack with two boxes of nine in the first, one box in the second, and twelve barcoded tubes."""
    place = two_hospitals[0]
    user = person("biobank_manager", place, name="guan")
    viewer = Viewer(user.pk, user.username, "biobank_manager", (place.pk,))
    cold = {"holds": "containers", "kind": "freezer", "temperature": Decimal(-80)}
    first = containers.set_up({**cold, "name": "F1", "coldest": Decimal(-90), "warmest": Decimal(-60), "sensor": "bank/f1"},
                              None, place.pk, viewer)
    said = {"kind": "rack", "name": "F1-R1", "holds": "containers", "rows": 2, "columns": 4}
    rack = containers.set_up(said, first, place.pk, viewer)
    box = containers.set_up({**NINE, "name": "F1-R1-B1", "barcode": "BOX1"}, rack, place.pk, viewer, place="A1")
    containers.set_up({**NINE, "name": "F1-R1-B2", "barcode": "BOX2"}, rack, place.pk, viewer, place="A2")
    second = containers.set_up({**cold, "name": "F2"}, None, place.pk, viewer)
    containers.set_up({**NINE, "name": "F2-B1", "barcode": "BOX3"}, second, place.pk, viewer)
    return user, viewer, first, box, aliquots(a_protocol(viewer, place), viewer, 12)


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_the_scanner_to_the_emergency(visit, bank, sound, language, width):
    said, (user, viewer, freezer, box, tubes) = SAID[language], bank
    page = visit(language, user, width=width, path="/biobank/storage/")
    sound(page)
    page.shot("store-tree")
    page.goto(f"/biobank/storage/{box.pk}/")
    for tube in ("T1", "T2", "T3"):         # a scanner types the code and Enter
        expect(page.locator("#code")).to_be_focused()
        page.keyboard.type(tube)
        page.keyboard.press("Enter")
        expect(page.locator("#map .notice-good")).to_contain_text(tubes[int(tube[1]) - 1].label)
    expect(page.locator(".store-next")).to_contain_text("B1")
    page.keyboard.type("T1")
    page.keyboard.press("Enter")
    expect(page.locator("#map .notice-stop")).to_contain_text(said["twice"])
    page.locator(".store-free", has_text="C3").click()
    page.locator("#code").fill("T4")
    page.locator("#store").get_by_role("button", name=said["store"]).click()
    expect(page.locator(".store-map tbody tr").nth(2).locator("td").nth(2)).to_contain_text(tubes[3].label)
    sound(page)
    page.shot("store-box")

    actions.check_out(tubes[:1], later(24 * 60), "DNA", timezone.now(), viewer)
    page.goto("/biobank/storage/out/")
    sound(page)
    page.shot("store-out")
    page.get_by_label("编码" if language != "en" else "Codes").fill("T2")
    page.locator("[name=back_by]").fill((timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name=said["keep"]).click()
    expect(page.locator("#out li")).to_have_count(2)
    page.goto(f"/biobank/storage/{box.pk}/")
    sound(page)
    page.shot("store-box-out")

    page.goto("/biobank/storage/file/")
    page.locator("[name=file]").set_input_files({
        "name": "rack.csv", "mimeType": "text/csv",
        "buffer": "盒号,孔位,管码\nBOX2,A1,T5\nBOX2,A2,T6\nBOX2,A3,没有\n".encode("gbk")})
    page.get_by_role("button", name=said["look"]).click()
    expect(page.locator(".store-wrong li")).to_have_count(1)
    sound(page)
    page.shot("store-file")
    page.get_by_role("button", name=said["good"]).click()
    expect(page.locator(".notice-good")).to_be_visible()

    began = timezone.now() - timedelta(minutes=50)
    rows = "".join(f"{(began + timedelta(minutes=10 * n)).isoformat()},bank/f1,{value}\n"
                   for n, value in enumerate((-80, -58, -49, -41, -35)))
    page.goto("/biobank/storage/temperatures/")
    page.locator("[name=file]").set_input_files({
        "name": "feed.csv", "mimeType": "text/csv", "buffer": f"time,sensor,value\n{rows}".encode()})
    page.get_by_role("button", name=said["take"]).click()
    expect(page.locator("#excursions li")).to_have_count(1)
    sound(page)
    page.shot("store-warmth")
    page.locator("#excursions a").click()
    page.wait_for_url("**/temperatures/*/")
    expect(page.locator("#exposed li")).to_have_count(6)
    sound(page)
    page.shot("store-excursion")
    page.goto(f"/biobank/storage/{freezer.pk}/plan/")
    sound(page)
    page.shot("store-plan")
    page.get_by_role("button", name=said["moved"]).click()
    expect(page.locator(".notice-good")).to_be_visible()
    page.goto(f"/biobank/storage/{freezer.pk}/")
    sound(page)
    page.shot("store-container")
    page.goto(f"/biobank/storage/{freezer.pk}/change/")
    sound(page)
    page.shot("store-change")
