"""The registry: where a trial runs, drawn without any outside map, and what changed between its versions."""

import copy
import json

import pytest
from background import do_all_work
from playwright.sync_api import expect
from trials.conftest import V2

from paeonia.modules.trials.actions import import_records
from paeonia.modules.trials.intake.formats import entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
PLACES = (("Shanghai", "China", "RECRUITING"), ("Shanghai", "China", "RECRUITING"), ("Beijing", "China", "COMPLETED"),
          ("Guangzhou", "China", "RECRUITING"), ("Chengdu", "China", "RECRUITING"), ("Harbin", "China", "COMPLETED"),
          ("Urumqi", "China", "NOT_YET_RECRUITING"), ("Wuhan", "China", ""), ("Boston", "United States", "RECRUITING"),
          ("Paris", "France", "COMPLETED"), ("Sydney", "Australia", "RECRUITING"))
ABROAD = {"Boston": (42.36, -71.06), "Paris": (48.86, 2.35), "Sydney": (-33.87, 151.21)}


@pytest.fixture
def published(viewer, two_hospitals):
    coordinator = viewer("trial_coordinator", two_hospitals[0])
    for day, text, status in (("2026-01-01", "Inclusion Criteria:\n\n* Woman\n* ECOG 0-1", "NOT_YET_RECRUITING"),
                              ("2026-03-01", "Inclusion Criteria:\n\n* Woman or man\n* ECOG 0-1", "RECRUITING")):
        record = copy.deepcopy(V2)
        protocol = record["protocolSection"]
        protocol["statusModule"] |= {"overallStatus": status, "lastUpdatePostDateStruct": {"date": day}}
        protocol["eligibilityModule"]["eligibilityCriteria"] = text
        protocol["contactsLocationsModule"]["locations"] = [
            {"facility": f"{city} General Hospital", "city": city, "country": country, "status": said,
             **({"geoPoint": dict(zip(("lat", "lon"), ABROAD[city], strict=True))} if city in ABROAD else {})}
            for city, country, said in PLACES]
        assert import_records([entry(record, day)], coordinator, "test").refused == 0


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("zh-hans", 1280), ("en", 390), ("en", 1280)])
def test_where_it_runs_and_what_changed(visit, doctor, published, sound, language, width):
    page = visit(language, doctor, width=width, path="/trials/NCT90000001/")
    elsewhere = []
    page.on("request", lambda asked: elsewhere.append(asked.url) if "127.0.0.1" not in asked.url
            and "localhost" not in asked.url and not asked.url.startswith("data:") else None)
    expect(page.locator(".site-map")).to_have_count(2)
    expect(page.locator(".site-map-china .site-dot-open")).to_have_count(4)
    page.locator("select[name=from]").select_option("杭州")
    page.locator(".site-from button").click()
    page.wait_for_url("**from=**")
    expect(page.locator(".site-nearest li").first).to_contain_text("Shanghai General Hospital")
    sound(page)
    page.locator("#sites").scroll_into_view_if_needed()
    page.shot("trial-map")
    assert elsewhere == [], "a map service would learn who looks at what"
    page.goto(page.url.partition("?")[0] + "versions/")
    expect(page.locator("#change-eligibility ins")).to_contain_text("Woman or man")
    expect(page.locator("#change-eligibility del")).to_contain_text("Woman")
    expect(page.locator("#change-status")).to_be_visible()
    sound(page)
    page.shot("trial-versions")


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1280)])
def test_a_file_is_handed_in_and_its_trial_opened(visit, person, two_hospitals, sound, tmp_path, language, width):
    record = copy.deepcopy(V2)
    record["protocolSection"]["statusModule"]["renamedField"] = "2026"
    good, half = tmp_path / "good.json", tmp_path / "half.json"
    good.write_text(json.dumps(record))
    half.write_text(json.dumps(record)[:400])
    office = person("trial_coordinator", two_hospitals[0], language=language)
    page = visit(language, office, width=width, path="/trials/registry/")
    sound(page)
    page.locator("input[type=file]").set_input_files([good, half])
    page.locator("form[enctype] button").click()
    expect(page.locator("#imports .progress")).to_have_count(2)
    sound(page)
    do_all_work()
    page.goto("/trials/registry/")
    expect(page.locator("#imports .progress")).to_have_count(0)
    expect(page.locator(".wrong-files > li")).to_have_count(2)
    odd = page.locator(".wrong-files > li", has_text="renamedField")
    page.locator("#imports summary").first.click()
    odd.locator("summary").last.click()
    sound(page)
    page.shot("registry-brought")
    odd.locator("input[name=why]").fill("Not used here")
    odd.locator(".registry-aside button").first.click()
    expect(page.locator(".wrong-files > li")).to_have_count(1)
    page.locator("#imports summary").first.click()
    page.locator(".registry-came a").first.click()
    page.wait_for_url("**/trials/NCT90000001/")


TOLD = """selects => [...selects].map(one => {
    const style = getComputedStyle(one), pen = document.createElement('canvas').getContext('2d');
    pen.font = style.font;
    const room = one.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
    return [one.selectedOptions[0].textContent, room - pen.measureText(one.selectedOptions[0].textContent).width];
})"""


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 390), ("en", 1280)])
def test_the_versions_to_compare_can_be_read_whole(visit, doctor, viewer, two_hospitals, sound, language, width):
    coordinator = viewer("trial_coordinator", two_hospitals[0])
    for title in ("First", "Second", "Third"):     # all three of one day: told apart by when they came
        record = copy.deepcopy(V2)
        record["protocolSection"]["identificationModule"]["briefTitle"] = title
        import_records([entry(record, title)], coordinator, "test")
    page = visit(language, doctor, width=width, path="/trials/NCT90000001/versions/")
    sound(page)
    page.shot("versions-picker")
    told = page.locator(".version-pick select").evaluate_all(TOLD)
    assert len(told) == 2 and all(left >= 0 for _, left in told), told
    assert all(text.startswith("NCT90000001 · ") and "(" in text for text, _ in told), told
