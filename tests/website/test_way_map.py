"""The small map of the way: every place with its sign and name inside the sheet, the line through those one passes."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from paeonia.modules.website import way_map
from paeonia.modules.website.blocks import Body, WayBlock

SVG = "{*}"
SIGNS = {kind: kind[0] for kind in ("hospital", "gate", "metro", "bus", "parking", "lift")}


def drawn(*places):
    return ElementTree.fromstring(str(way_map.draw([way_map.Place(*one) for one in places], "从 <地铁> 来", SIGNS)))


def test_the_line_passes_what_is_walked_and_bends_have_no_sign():
    svg = drawn(("metro", "站", 0, 0), ("corner", "", 0, 50), ("hospital", "楼", 100, 100), ("parking", "停车场", 50, 50, False))
    path = svg.find(f"{SVG}path").get("d")
    assert path == "M36 364 L36 200 L604 36", "north is above, and the car park is not passed"
    assert [one.text for one in svg.findall(f"{SVG}text")] == ["m", "站", "h", "楼", "p", "停车场"]
    assert svg.find(f"{SVG}title").text == "从 <地铁> 来"
    assert drawn(("metro", "站", 0, 0), ("gate", "门", 9, 9, False)).find(f"{SVG}path") is None


@pytest.mark.parametrize("across", [0, 50, 100])
@pytest.mark.parametrize("up", [0, 100])
def test_the_longest_name_stays_on_the_sheet(across, up):
    name = "芍药大学附属肿瘤医院门诊楼三层乳腺肿瘤内科 B 区"
    label = drawn(("hospital", name, across, up), ("metro", "站", 1, 1)).findall(f"{SVG}text")[1]
    x, wide = float(label.get("x")), way_map.text_width(name, 16)
    left = x - wide / 2 if label.get("text-anchor") == "middle" else x
    assert 0 <= left and left + wide <= way_map.WIDE and 0 < float(label.get("y")) < way_map.HIGH


def test_no_other_service_is_asked_and_nothing_is_inline():
    said = str(way_map.draw([way_map.Place("gate", '"><script>', 5, 5), way_map.Place("bus", "b", 9, 9)], "t", SIGNS))
    assert not re.search(r"https?:|style=|<script", said)


def test_an_editor_says_where_within_the_sheet_and_the_way_in_words():
    block = WayBlock()
    value = block.to_python({"title": "t", "places": [{"kind": "gate", "name": "", "across": 5, "up": 101, "walked": True}] * 2,
                             "steps": []})
    with pytest.raises(Exception, match="Validation error") as wrong:
        block.clean(value)
    assert {"places", "steps"} <= set(wrong.value.block_errors)
    good = block.to_python({"title": "t", "places": [{"kind": "gate", "name": "", "across": 5, "up": 9, "walked": True}] * 2,
                            "steps": ["s"]})
    assert "大门" in block.drawn(block.clean(good)) or "Gate" in block.drawn(good), "a place without a name is told by its kind"
    assert "way" in Body().child_blocks
