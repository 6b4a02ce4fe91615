"""Tubes held before a camera one after another: into a list, and into a box that answers in the camera."""

import re

import numpy
import pytest
from biobank.bankers import a_protocol
from biobank.storage.conftest import NINE, aliquots
from browsers import chromium
from playwright.sync_api import expect

from paeonia.modules.biobank.labels.codes import QUIET, code
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.models import Place
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
WIDE, HIGH, DOT = 640, 480, 9
SAID = {"zh-hans": {"open": "用摄像头扫描", "already": "已存放于", "codes": "编码"},
        "en": {"open": "Scan with the camera", "already": "already lies in", "codes": "Codes"}}


def picture(text):
    """What the camera sees of a tube's label: grey, a little dark, the code off the middle."""
    seen = numpy.full((HIGH, WIDE), 190, dtype=numpy.uint8)
    if text:
        kind = "qr" if text.startswith("Q:") else "datamatrix"
        made = code(kind, text.removeprefix("Q:"))
        dots = numpy.pad(numpy.array(made.rows), QUIET[kind])
        grey = numpy.where(numpy.kron(dots, numpy.ones((DOT, DOT), dtype=bool)), 40, 215).astype(numpy.uint8)
        top, left = (HIGH - grey.shape[0]) // 2 + 15, (WIDE - grey.shape[1]) // 2 - 20
        seen[top:top + grey.shape[0], left:left + grey.shape[1]] = grey
    return seen.tobytes()


def film(path, *texts, frames=14):
    """A film in which each code is held before the camera for a while; then it begins again."""
    colour = bytes([128]) * (WIDE * HIGH // 2)
    with path.open("wb") as kept:
        kept.write(f"YUV4MPEG2 W{WIDE} H{HIGH} F10:1 Ip A1:1 C420\n".encode())
        for text in texts:
            kept.write((b"FRAME\n" + picture(text) + colour) * frames)


@pytest.fixture
def browser(browser, tmp_path, request):
    """A browser whose camera is a film of these codes."""
    film(tmp_path / "tubes.y4m", *request.param)
    made = browser.browser_type.launch(executable_path=chromium(), args=[
        "--no-sandbox", "--disable-gpu", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={tmp_path / 'tubes.y4m'}"])
    yield made
    made.close()


@pytest.fixture
def bank(person, two_hospitals):
    """A box of nine and four barcoded tubes."""
    place = two_hospitals[0]
    user = person("biobank_manager", place, name="guan")
    viewer = Viewer(user.pk, user.username, "biobank_manager", (place.pk,))
    box = containers.set_up({**NINE, "name": "B1", "barcode": "BOX1"}, None, place.pk, viewer)
    return user, viewer, box, aliquots(a_protocol(viewer, place), viewer, 4)


@pytest.mark.parametrize("browser", [("T1", "", "Q:T2", "", "T3", "")], indirect=True)
@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1280)])
def test_tube_after_tube_into_a_list_and_a_box(visit, bank, sound, language, width):
    said, (user, viewer, box, tubes) = SAID[language], bank
    page = visit(language, user, width=width, path="/biobank/storage/out/")
    codes = page.locator("#id_codes")
    page.get_by_role("button", name=said["open"]).click()
    seen = page.locator(".bank-camera")
    expect(seen.locator("[data-tone=good]")).to_contain_text("T")
    sound(page)
    page.shot("camera-list")
    three = re.compile(r"^(T1\nT2\nT3|T2\nT3\nT1|T3\nT1\nT2)\n$")
    expect(codes).to_have_value(three)
    expect(seen.locator("[data-tone=careful]")).to_contain_text("T")      # the film begins again: nothing is entered twice
    expect(codes).to_have_value(three)
    page.keyboard.press("Escape")
    expect(seen).to_have_count(0)
    expect(page.get_by_role("button", name=said["open"])).to_be_focused()

    page.goto(f"/biobank/storage/{box.pk}/")
    page.get_by_role("button", name=said["open"]).click()
    for tube in tubes[:3]:
        expect(page.locator("#map .store-cell", has_text=tube.label)).to_have_count(1)
    expect(page.locator(".bank-camera [data-tone=stop]")).to_contain_text(said["already"])
    sound(page)
    page.shot("camera-box")
    page.keyboard.press("Escape")
    expect(page.locator("video")).to_have_count(0)
    with acting(viewer):
        assert Place.objects.filter(specimen__in=tubes).count() == 3
