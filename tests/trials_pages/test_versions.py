"""What changed between versions of a registry record, and criteria that must be read again."""

import re

import pytest
from trials.conftest import V2
from trials_pages.test_pages import chinese, text

from paeonia.knowledge.trials import trials
from paeonia.modules.trials import differences, filters
from paeonia.modules.trials.actions import import_records
from paeonia.modules.trials.intake.formats import entry
from paeonia.modules.trials.models import TrialVersion

pytestmark = pytest.mark.django_db
NUMBER = "NCT03734029"      # DESTINY-Breast04, structured
ADDRESS = "/trials/destiny-breast04/versions/"


@pytest.fixture
def publish(viewer, two_hospitals):
    """The registry publishes a version: publish("2030-01-01", "text", status)."""
    import copy

    coordinator = viewer("trial_coordinator", two_hospitals[0])

    def make(day, eligibility, status="RECRUITING", sites=("Shanghai",)):
        record = copy.deepcopy(V2)
        protocol = record["protocolSection"]
        protocol["identificationModule"] |= {"nctId": NUMBER, "secondaryIdInfos": []}
        protocol["statusModule"] |= {"overallStatus": status, "lastUpdatePostDateStruct": {"date": day}}
        protocol["eligibilityModule"]["eligibilityCriteria"] = eligibility
        protocol["contactsLocationsModule"]["locations"] = [
            {"facility": "Hospital", "city": city, "country": "China"} for city in sites]
        report = import_records([entry(record, day)], coordinator, "test")
        assert report.refused == 0
    return make


LINES = [f"criterion {number}" for number in range(20)]


def test_the_difference_is_readable_in_both_languages(signed_in, publish):
    publish("2019-01-01", "\n".join(LINES))
    assert "one version only" in text(signed_in.get(ADDRESS))
    publish("2020-01-01", "\n".join([*LINES[:10], "LVEF at least 55 %", *LINES[11:]]), "COMPLETED", ("Shanghai", "Suzhou"))
    page = signed_in.get(ADDRESS)
    said = text(page)
    assert "Status" in said and "added: completed" in said and "removed: recruiting" in said
    assert "added: LVEF at least 55 %" in said and "removed: criterion 10" in said
    assert "criterion 9" in said and "criterion 3" not in said and "8 lines unchanged" in said
    assert "added: Hospital · Suzhou · China" in said and "1 added, 0 removed" in said
    body = page.content.decode()
    assert len(re.findall(r"<ins>", body)) == 3 and len(re.findall(r"<del>", body)) == 2
    said = text(chinese(signed_in).get(ADDRESS))
    assert "新增： 已完成" in said and "COMPLETED" not in said, "codes are said in the reader's words"
    assert "新增： LVEF at least 55 %" in said and "入排标准原文" in said and "研究中心" in said


def test_any_two_versions_and_nonsense(signed_in, publish):
    for day, words in (("2019-01-01", "a"), ("2020-01-01", "b"), ("2021-01-01", "c")):
        publish(day, words)
    ids = list(TrialVersion.objects.order_by("id").values_list("id", flat=True))
    assert "removed: a" in text(signed_in.get(f"{ADDRESS}?from={ids[0]}&to={ids[2]}"))
    assert "say the same" in text(signed_in.get(f"{ADDRESS}?from={ids[1]}&to={ids[1]}"))
    for odd in ("?from=x&to=-1", "?from=99999999999999999999&to=٣", "?from=0"):
        assert "removed: b" in text(signed_in.get(ADDRESS + odd))
    assert signed_in.get("/trials/nosuch/versions/").status_code == 404


def test_criteria_are_to_be_reread_when_the_text_changed_after_the_check(signed_in, publish):
    checked = trials()["destiny-breast04"].checked_on
    def marked():
        return [card.slug for card in filters.filtered(filters.chosen({"status": "reread"}))]
    publish("2019-01-01", "old text")
    publish("2020-01-01", "older change, before the check")
    assert checked > "2020-01-01" and marked() == []
    publish("2090-01-01", "older change, before the check", "COMPLETED")
    assert marked() == [], "another status leaves the criteria as they are"
    publish("2091-01-01", "new text")
    assert marked() == ["destiny-breast04"]
    assert "To be re-read" in text(signed_in.get("/trials/destiny-breast04/"))
    assert "Criteria to be re-read" in text(signed_in.get("/trials/knowledge/"))
    assert "to be re-read" in text(signed_in.get("/trials/?status=reread"))
    assert "需重新核对" in text(chinese(signed_in).get("/trials/destiny-breast04/"))


def test_every_field_of_a_record_has_its_words():
    from dataclasses import fields

    from paeonia.modules.trials.intake.record import RegistryTrial

    silent = {"number", "registry", "last_update"}
    assert {one.name for one in fields(RegistryTrial)} == differences.FIELDS.keys() | silent


def test_order_of_sites_is_no_change_and_long_lists_stay_quick():
    one, two = {"city": "A", "facility": "x"}, {"city": "B", "facility": "y"}
    assert differences.difference({"locations": [one, two]}, {"locations": [two, one]}) == ()
    long = {"eligibility": "\n".join(str(number) for number in range(5_000))}
    [change] = differences.difference({"eligibility": "a"}, long)
    assert change.added == 5_000 and change.removed == 1
    [unknown] = differences.difference({}, {"new_field": "x"})
    assert unknown.words["en"] == "new_field"


def test_a_trial_is_found_at_the_address_of_any_of_its_numbers(signed_in, publish):
    publish("2019-01-01", "a")
    for number in (NUMBER, NUMBER.lower()):
        assert signed_in.get(f"/trials/{number}/?from=x").headers["Location"] == "/trials/destiny-breast04/?from=x"
        assert signed_in.get(f"/trials/{number}/versions/").headers["Location"] == ADDRESS
    assert signed_in.get("/trials/NCT00000000/").status_code == 404
    assert signed_in.get("/trials/NCT00000000/versions/").status_code == 404
