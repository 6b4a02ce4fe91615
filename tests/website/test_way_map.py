"""The small map of the way: every place with its sign and name inside the sheet, the line through those one passes."""

import re
from xml.etree import ElementTree

import pytest
from django.utils.translation import override
from wagtail.blocks.struct_block import StructBlockValidationError

from paeonia.modules.website import way_map
from paeonia.modules.website.blocks import Body, WayBlock

SVG = "{*}"
SIGNS = {kind: kind[0] for kind in ("hospital", "gate", "metro", "bus", "parking", "lift")}


def drawn(*places):
    return ElementTree.fromstring(str(way_map.draw([way_map.Place(*one) for one in places], "从 <地铁> 来", SIGNS)))


def test_the_line_passes_what_is_walked_and_bends_have_no_sign():
    beside = ("parking", "停车场", 50, 50, False)
    svg = drawn(("metro", "站", 0, 0), ("corner", "", 0, 50), ("hospital", "楼", 100, 100), beside)
    path = svg.find(f"{SVG}path").get("d")
    assert path == "M36 284 L36 160 L444 36", "north is above, and the car park is not passed"
    assert [one.text for one in svg.findall(f"{SVG}text")] == ["m", "站", "h", "楼", "p", "停车场"]
    assert svg.find(f"{SVG}title").text == "从 <地铁> 来"
    assert drawn(("metro", "站", 0, 0), ("gate", "门", 9, 9, False)).find(f"{SVG}path") is None


@pytest.mark.parametrize("across", [0, 50, 100])
@pytest.mark.parametrize("up", [0, 100])
def test_the_longest_name_stays_on_the_sheet(across, up):
    name = "芍药大学附属肿瘤医院门诊楼三层乳腺内科 B 区"
    label = drawn(("hospital", name, across, up), ("metro", "站", 1, 1)).findall(f"{SVG}text")[1]
    x, wide = float(label.get("x")), way_map.text_width(name, way_map.NAME)
    left = x - wide / 2 if label.get("text-anchor") == "middle" else x
    assert left >= 0 and left + wide <= way_map.WIDE and 0 < float(label.get("y")) < way_map.HIGH


def test_a_name_stands_clear_of_the_line():
    road = [("bus", "站", 10, 50), ("gate", "门", 60, 50), ("hospital", "楼", 60, 90)]
    anchors = [one.get("text-anchor") for one in drawn(*road).findall(f"{SVG}text")][1::2]
    assert anchors == ["middle", "start", "start"], "above where the line goes east, else beside the sign"


def test_no_other_service_is_asked_and_nothing_is_inline():
    said = str(way_map.draw([way_map.Place("gate", '"><script>', 5, 5), way_map.Place("bus", "b", 9, 9)], "t", SIGNS))
    assert not re.search(r"https?:|style=|<script", said)


def test_an_editor_says_where_within_the_sheet_and_the_way_in_words():
    block = WayBlock()

    def said(up, steps):
        gate = {"kind": "gate", "name": "", "across": 5, "up": up, "walked": True}
        return block.to_python({"title": "t", "places": [gate] * 2, "steps": steps})

    with pytest.raises(StructBlockValidationError) as wrong:
        block.clean(said(101, []))
    assert {"places", "steps"} <= set(wrong.value.block_errors)
    with override("en"):
        assert ">Gate</text>" in block.drawn(block.clean(said(9, ["s"]))), "a place without a name is told by its kind"
    assert "way" in Body().child_blocks
