"""A manager changes how labels are made and sees it while she types; tubes are printed, and printed again for a reason."""

import pytest
from biobank.bankers import a_protocol, a_visit, blood, planned
from playwright.sync_api import expect

from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture
def fang(person, two_hospitals):
    return person("biobank_manager", two_hospitals[0], name="fang")


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_a_format_to_labels_on_paper(visit, fang, two_hospitals, sound, language, width):
    viewer = Viewer(fang.pk, fang.username, "biobank_manager", (two_hospitals[0].pk,))
    protocol = a_protocol(viewer, two_hospitals[0])
    day = a_visit(protocol, viewer)
    blood(day, viewer)
    label = planned(day, viewer, "WB")[0].label

    page = visit(language, fang, width=width, path="/biobank/labels/")
    sound(page)
    page.shot("labels-home")
    page.goto(page.url + f"protocols/{protocol.pk}/")
    expect(page.locator("#checked svg.label-picture")).to_be_visible()
    derived = page.locator("#derived_format")
    derived.fill("%PPI%.%SP_TYPE%%PSPEC_UID%")
    expect(page.locator("#checked .label-doubt")).to_contain_text("PSPEC_LABEL")
    sound(page)
    page.shot("labels-trap")
    derived.fill("")
    page.locator("#derived_format ~ .label-tokens summary, .field:has(#derived_format) summary").first.click()
    page.locator("[data-for=derived_format][data-token='%PSPEC_LABEL%']").click()
    page.locator("[data-for=derived_format][data-token='%SYS_UID%']").click()
    expect(derived).to_have_value("%PSPEC_LABEL%%SYS_UID%")
    expect(page.locator("#checked .label-examples")).to_contain_text("PBC-0001.WB11")
    sound(page)
    page.shot("labels-tokens")
    page.locator("#design").select_option("slide")
    expect(page.locator("#checked svg.label-picture")).to_have_attribute("width", "23mm")
    derived.fill("%PSPEC_LABEL%.%SP_TYPE%%TYPO%")
    expect(page.locator("#checked .label-wrong")).to_contain_text("%TYPO%")
    derived.fill("%PSPEC_LABEL%.%SP_TYPE%%PSPEC_UID%")
    expect(page.locator("#checked .label-wrong, #checked .label-doubt")).to_have_count(0)
    page.locator("button[value=keep]").click()
    expect(page.locator("#versions li")).to_have_count(1)
    sound(page)
    page.shot("labels-kept")

    page.goto(f"{page.url.split('/biobank')[0]}/biobank/labels/print/?visit={day.pk}")
    expect(page.locator(".label-checked li").first).to_contain_text(label)
    sound(page)
    page.shot("labels-print")
    with page.expect_download() as sent:
        page.locator("button[value=print]").click()
    assert sent.value.suggested_filename == "labels.zpl"
    page.locator("button[value=print]").click()
    expect(page.locator(".notice-stop").first).to_contain_text(label)
    page.locator("#why").fill("标签破损")
    sound(page)
    page.shot("labels-again")
    page.locator("#paper").select_option("a4")
    with page.expect_download() as sent:
        page.locator("button[value=print]").click()
    assert sent.value.suggested_filename == "labels.pdf"
    page.goto(f"{page.url.split('/biobank')[0]}/biobank/labels/read/")
    sound(page)
    page.shot("labels-read")
