"""Sites on the map: where points fall, what their shape says, the nearest site, and places written in two scripts."""

import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from trials.conftest import V2
from trials_pages.test_pages import chinese, text

from paeonia.modules.trials import filters, gazetteer, sites_map
from paeonia.modules.trials.actions import import_records
from paeonia.modules.trials.intake import words
from paeonia.modules.trials.intake.formats import entry

NUMBER = "NCT90000001"
OUTLINES = gazetteer._FILE.parent
PLACES = (("Shanghai", "China", "RECRUITING"), ("Guangzhou", "China", "COMPLETED"), ("Boston", "United States", ""),
          ("Nowhere", "China", "RECRUITING"))


def site(city, country="China", status="RECRUITING", where=(None, None)):
    return SimpleNamespace(city=city, country=country, status=status, latitude=where[0], longitude=where[1],
                           facility=f"Hospital of {city}")


def provinces():
    root = ElementTree.parse(OUTLINES / "china.svg").getroot()
    return {path[0].text: path.get("d") for path in root.iter("{http://www.w3.org/2000/svg}path")}


def inside(point, outline):
    """Whether a point lies in one of the rings of an outline."""
    x, y = point
    odd = False
    for ring in outline.split("Z"):
        points = [tuple(map(float, pair.split())) for pair in re.split("[ML]", ring) if pair]
        for (a, b), (c, d) in zip(points, points[1:] + points[:1], strict=True):
            if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
                odd = not odd
    return odd


@pytest.mark.parametrize(("city", "province"), [
    ("成都", "四川"), ("拉萨", "西藏"), ("乌鲁木齐", "新疆"), ("哈尔滨", "黑龙江"), ("北京", "北京"), ("广州", "广东"),
    ("昆明", "云南"), ("合肥", "安徽")])
def test_cities_fall_into_their_provinces(city, province):
    assert inside(sites_map.in_china(gazetteer.cities()[city]), provinces()[province])


def test_china_is_drawn_whole():
    drawn = provinces()
    assert len(drawn) == 35 and {"台湾", "香港", "澳门", "西藏", "新疆", "南海诸岛"} <= drawn.keys()
    assert inside(sites_map.in_china((23.9, 121.0)), drawn["台湾"])


def test_the_world_has_its_continents_where_they_are():
    land = ElementTree.parse(OUTLINES / "world.svg").getroot()[0].get("d")
    for place in ((42.5, -72.0), (47.0, 3.0), (-25.0, 134.0), (-15.0, -55.0), (9.0, 20.0), (35.0, 105.0)):
        assert inside(sites_map.in_world(place), land), place
    assert not inside(sites_map.in_world((0.0, -140.0)), land)


@pytest.mark.parametrize(("country", "city", "expected"), [
    ("China", "Shanghai", "上海"), ("中国", "上海市", "上海"), ("China", "Xi'an", "西安"), ("China", "XIAN", "西安"),
    ("China", "Fuzhou", ""), ("China", "Suzhou", ""), ("China", "苏州", "苏州"), ("Japan", "上海", ""), ("China", "", "")])
def test_a_city_is_known_however_it_is_written_and_never_guessed(country, city, expected):
    assert gazetteer.chinese_city(country, city) == expected


def test_countries_in_chinese_are_those_in_english():
    assert [words.country(name) for name in ("中国", "美国", "China", "火星", "中国台湾")] == [
        "China", "United States", "China", "火星", "Taiwan"]


def test_sites_of_a_city_are_one_point_that_says_whether_it_takes_patients():
    china, world = sites_map.maps([
        site("Shanghai", status="COMPLETED"), site("上海市"), site("北京市", status=""), site("广州", status="TERMINATED"),
        site("Boston", "United States", where=(42.4, -71.1)), site("Nowhere")], {})
    assert {dot.city: (dot.many, dot.open) for dot in china.dots} == {
        "上海": (2, True), "北京": (1, None), "广州": (1, False)}
    assert china.dots[0].size > china.dots[1].size
    assert sum(dot.many for dot in world.dots) == 5 and world.name == "world"
    assert sites_map.maps([site("Nowhere")], {}) == ()


def test_the_nearest_site_comes_first():
    found = sites_map.nearest([site("北京"), site("Hangzhou"), site("Nowhere")], {}, gazetteer.cities()["上海"])
    assert [one.site.city for one in found] == ["Hangzhou", "北京"]
    assert 150 < found[0].kilometres < 180 and 1_000 < found[1].kilometres < 1_150


@pytest.fixture
def published(viewer, two_hospitals):
    import copy

    record = copy.deepcopy(V2)
    record["protocolSection"]["contactsLocationsModule"]["locations"] = [
        {"facility": f"{city} General", "city": city, "country": country, "status": status,
         **({"geoPoint": {"lat": 42.36, "lon": -71.06}} if city == "Boston" else {})}
        for city, country, status in PLACES]
    report = import_records([entry(record, "1")], viewer("trial_coordinator", two_hospitals[0]), "test")
    assert report.refused == 0


@pytest.mark.django_db
def test_the_page_shows_maps_key_and_nearest(signed_in, published):
    page = signed_in.get(f"/trials/{NUMBER}/", {"from": "上海"})
    shown = page.content.decode()
    assert shown.count("<figure class=\"site-map") == 2
    assert "site-dot-open" in shown and "site-dot-shut" in shown and "site-dot-unsaid" in shown
    assert "1 site is not on the map" in text(page)
    nearest = re.search(r'<ol class="site-nearest".*?</ol>', shown, re.DOTALL)[0]
    assert nearest.index("Shanghai General") < nearest.index("Guangzhou General")
    assert "http" not in "".join(re.findall(r'<use[^>]*href="([^"]*)"', shown)), "nobody else is asked for the map"
    zh = text(chinese(signed_in).get(f"/trials/{NUMBER}/", {"from": "上海"}))
    assert "距离起点" in zh and "公里" in zh
    assert signed_in.get(f"/trials/{NUMBER}/", {"from": "<x>"}).status_code == 200


@pytest.mark.django_db
def test_a_city_in_either_script_finds_the_trial(published):
    for city, km in (("上海市, China", ""), ("Shanghai, China", ""), ("Shanghai, China", "50")):
        found = filters.filtered(filters.chosen({"city": city, "km": km}))
        assert [card.slug for card in found] == [NUMBER], (city, km)
