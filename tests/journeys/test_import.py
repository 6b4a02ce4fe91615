"""A coordinator brings a FHIR bundle in, watches it arrive, and opens the new chart."""

import json

import pytest
from background import do_all_work
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
BUNDLE = {"resourceType": "Bundle", "type": "collection", "entry": [
    {"resource": {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1971-05-08",
                  "identifier": [{"type": {"coding": [{"code": "MR"}]}, "system": "urn:east", "value": "F100"}],
                  "name": [{"family": "宋", "given": ["明月"]}]}},
    {"resource": {"resourceType": "Observation", "id": "o1", "status": "final", "subject": {"reference": "Patient/p1"},
                  "effectiveDateTime": "2026-01-05",
                  "code": {"coding": [{"system": "http://loinc.org", "code": "718-7"}]},
                  "valueQuantity": {"value": 121, "unit": "g/L", "code": "g/L",
                                    "system": "http://unitsofmeasure.org"}}},
    {"resource": {"resourceType": "Observation", "id": "o2", "status": "final", "subject": {"reference": "Patient/p1"},
                  "effectiveDateTime": "2026-01-05",
                  "code": {"coding": [{"system": "http://loinc.org", "code": "718-7"}]},
                  "valueQuantity": {"value": 9999, "unit": "g/L", "code": "g/L",
                                    "system": "http://unitsofmeasure.org"}}}]}  # fmt: skip


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_a_file_to_a_chart(visit, doctor, tmp_path, sound, language, width):
    file = tmp_path / "bundle.json"
    file.write_text(json.dumps(BUNDLE))
    page = visit(language, doctor, width=width, path="/intakes/new/")
    sound(page)
    page.shot("import-new")
    page.locator("input[name=kind][value=fhir]").check(force=True)
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button.button-main").click()
    page.wait_for_url("**/intakes/*/")
    page.shot("import-waiting")
    do_all_work()
    page.reload()
    page.shot("import-report")
    sound(page)
    page.goto("/patients/?q=F100")
    page.locator("main").get_by_role("link", name="宋明月" if language == "zh-hans" else "Song Mingyue").click()
    page.wait_for_url("**/patients/*/")
    expect(page.locator(".identity")).to_be_visible()
    page.shot("import-chart")
