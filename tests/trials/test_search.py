"""Search of the registry: any name of a drug, single Chinese characters, mixed text, facets, places, what changed."""

from datetime import timedelta

import pytest

from paeonia.modules.trials import filters, searching
from paeonia.modules.trials.actions import import_records
from paeonia.modules.trials.intake.formats import entry
from paeonia.modules.trials.models import Trial
from paeonia.modules.trials.retagging import retag

pytestmark = pytest.mark.django_db
CITIES = {"Shanghai": (31.22, 121.46), "Suzhou": (31.30, 120.60), "Beijing": (39.91, 116.40)}


@pytest.fixture
def importer(viewer, two_hospitals):
    return viewer("trial_coordinator", two_hospitals[0])


@pytest.fixture
def keep(v2, importer):
    """Import one made-up trial: keep(2, title, drugs, city="Shanghai")."""
    def make(number, title, drugs=(), city="Shanghai", sponsor="OTHER", **status):
        record = v2(f"NCT9000000{number}", **status)
        protocol = record["protocolSection"]
        protocol["identificationModule"] |= {"briefTitle": title, "officialTitle": title, "acronym": ""}
        protocol["conditionsModule"] = {"conditions": ["Breast Cancer"]}
        protocol["sponsorCollaboratorsModule"]["leadSponsor"]["class"] = sponsor
        protocol["armsInterventionsModule"]["interventions"] = [{"type": "DRUG", "name": name} for name in drugs]
        latitude, longitude = CITIES[city]
        protocol["contactsLocationsModule"]["locations"] = [
            {"facility": "Hospital", "city": city, "country": "China", "geoPoint": {"lat": latitude, "lon": longitude}}]
        report = import_records([entry(record, "test")], importer, "test")
        assert report.refused == 0, report.refusals
    return make


def numbers(query="", sort="", **wanted):
    found = filters.filtered(filters.chosen({"q": query, **wanted}), sort)
    return [card.slug[-1] for card in found if card.slug.startswith("NCT9000")]


@pytest.fixture
def three(keep):
    keep(2, "DS-8201a in Second-Line HER2-Low Metastatic Breast Cancer", ["DS-8201a"], sponsor="INDUSTRY")
    keep(3, "哌柏西利一线治疗晚期乳腺癌", ["哌柏西利"], city="Suzhou", overallStatus="COMPLETED")
    keep(4, "Neoadjuvant Docetaxel in Triple Negative Breast Cancer", ["Docetaxel"], city="Beijing")


@pytest.mark.parametrize(("query", "expected"), [
    ("T-DXd", "2"), ("Enhertu", "2"), ("德曲妥珠单抗", "2"), ("trastuzumab deruxtecan", "2"), ("ds-8201", "2"),
    ("癌", "234"), ("哌", "3"), ("线", "23"), ("哌柏", "3"), ("Palbociclib", "3"), ("爱博新晚期", "3"),
    ("HER2低表达", "2"), ("her2 metastatic", "2"), ("ＨＥＲ２", "2"), ("三阴性", "4"), ("新辅助多西他赛", "4"),
    ("docetaxel  triple", "4"), ("NCT90000003", "3"), ("0000003", "3"), ("癌乳", "234"), ("CDK4/6 inhibitor", "3"),
    ("nosuchword", ""), ("%", "234"), ("癌\x00", "234"), ("docetaxel 哌", "")])
def test_words_drugs_and_characters(three, query, expected):
    assert "".join(numbers(query)) == expected


@pytest.mark.parametrize(("wanted", "expected"), [
    ({"setting": "advanced"}, "23"), ({"setting": "neoadjuvant"}, "4"), ({"subtype": "triple_negative"}, "4"),
    ({"biomarker": "her2_low"}, "2"), ({"line": "2"}, "2"), ({"line": "1"}, "3"), ({"drug": "palbociclib"}, "3"),
    ({"class": "cdk46_inhibitor"}, "3"), ({"sponsor": "industry"}, "2"), ({"sponsor": "academic"}, "34"),
    ({"status": "COMPLETED"}, "3"), ({"status": "recruiting"}, "24"), ({"country": "China"}, "234"),
    ({"city": "Shanghai, China"}, "2"), ({"city": "Shanghai, China", "km": "100"}, "23"),
    ({"city": "Shanghai, China", "km": "2000"}, "234"), ({"city": "Nowhere", "km": "100"}, ""),
    ({"city": "Shanghai, China", "km": "x"}, "2"), ({"phase": "1/2", "line": "1"}, "3"), ({"drug": "' or 1"}, "")])
def test_facets_and_distance(three, wanted, expected):
    assert "".join(numbers(**wanted)) == expected


def test_a_distance_and_a_city_say_how_many_they_would_leave(three):
    def offered(**wanted):
        return {one.name: {option.value: option.count for option in one.options}
                for one in filters.filters(filters.chosen(wanted))}

    shown = offered(city="Shanghai, China", km="100")
    assert {km: shown["km"][km] for km in ("25", "100", "500")} == {"25": 1, "100": 2, "500": 2}
    assert shown["km"]["100"] == len(numbers(city="Shanghai, China", km="100"))
    assert shown["city"]["Shanghai, China"] == 2, "the total of the list, neighbours and all"
    assert shown["city"]["Beijing, China"] is None, "its neighbours were not looked for"
    shown = offered(city="Shanghai, China")
    assert (shown["city"]["Shanghai, China"], shown["city"]["Suzhou, China"]) == (1, 1)
    assert offered(city="Shanghai, China", km="500", line="1")["km"]["500"] == 1, "beside the other filters"


def test_counts_say_what_a_choice_would_leave(three):
    shown = {one.name: {option.value: option.count for option in one.options}
             for one in filters.filters(filters.chosen({"q": "DS-8201a", "line": "2"}))}
    assert shown["line"]["2"] >= 1 and shown["city"] == {"Shanghai, China": 1}
    assert shown["status"]["RECRUITING"] == 1 and "km" not in shown


def test_only_known_orders(three):
    assert filters.order({"sort": "updated"}) == "updated" and filters.order({"sort": "-id; drop"}) == ""
    assert numbers(sort="number") == ["2", "3", "4"]


def test_what_changed_is_read_again_and_nothing_else(three, keep, monkeypatch):
    monkeypatch.setattr(searching, "SMALL", 0)
    monkeypatch.setattr(searching, "OVERLAP", timedelta(0))
    monkeypatch.setattr(searching.SearchIndex, "__init__", _noting(made := []))
    searching._kept.clear()
    before = searching.catalogue()
    monkeypatch.setattr(before, "took", 0.0)    # on a busy machine it would rest before it looks again
    keep(4, "Adjuvant Docetaxel, Renamed", ["Docetaxel"], city="Beijing")
    keep(5, "Completely New", ["Docetaxel"])
    now = searching.catalogue()
    assert now.base is before.base and made[-1] == 2, "two cards were made again"
    assert numbers("renamed") == ["4"] and numbers("new completely") == ["5"]
    assert numbers("triple negative neoadjuvant") == []
    assert numbers(drug="docetaxel") == ["4", "5"]
    assert now.card("NCT90000004").title["en"].endswith("Renamed")
    assert len(searching.cards()) == len(set(searching.cards()))


def test_while_records_stream_in_the_last_catalogue_is_shown(three, keep, monkeypatch):
    monkeypatch.setattr(searching, "QUICK", 0.2)
    now = searching.catalogue()
    monkeypatch.setattr(now, "took", 60.0)
    keep(6, "Too new to be seen", ["Docetaxel"])
    assert searching.catalogue() is now and numbers("too new") == []
    assert searching.card_now("NCT90000006").title["en"].startswith("Too new")  # its own page never waits
    searching._kept[:] = [now]
    monkeypatch.setattr(now, "took", 0.0)
    assert numbers("too new") == ["6"]


def _noting(made):
    begin = searching.SearchIndex.__init__

    def noted(self, cards):
        begin(self, cards)
        made.append(self.size)
    return noted


def test_filter_words_are_read_again_when_the_dictionary_grew(three, importer):
    Trial.objects.filter(number="NCT90000003").update(drugs=[], lines=[])
    assert retag(importer) == 1 and retag(importer) == 0
    assert numbers(drug="palbociclib") == ["3"]
