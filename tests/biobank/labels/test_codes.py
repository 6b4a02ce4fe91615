"""Codes written by one library are read back by another, exactly."""

import re
import xml.etree.ElementTree as ET

import pytest
from biobank.labels.pictures import drawn, scanned
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from paeonia.modules.biobank.labels.codes import MOST, code, svg
from paeonia.record.problems import Refused

PRINTABLE = "".join(chr(number) for number in range(32, 127))
LABELS = st.one_of(
    st.text(PRINTABLE, min_size=1, max_size=40), st.text("0123456789", min_size=1, max_size=40),
    st.from_regex(r"[A-Z]{2,4}-[0-9]{4}\.[A-Z]{2}[0-9]{1,3}(\.[0-9]{1,3}){0,2}", fullmatch=True))


@settings(max_examples=250, deadline=None)
@given(LABELS)
def test_a_datamatrix_gives_back_its_label(text):
    assert scanned(drawn(code("datamatrix", text))) == [text]


@settings(max_examples=100, deadline=None)
@given(LABELS)
def test_a_qr_code_gives_back_its_label(text):
    assert scanned(drawn(code("qr", text))) == [text]


@pytest.mark.parametrize("text", ["乳腺癌·右乳穿刺 PBC-0001", "血浆（EDTA）500 µL", "骞㐂 王", "丁偀"])
def test_a_qr_code_gives_back_chinese(text):
    assert scanned(drawn(code("qr", text))) == [text]


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=30))
def test_a_qr_code_gives_back_any_chinese(text):
    assert scanned(drawn(code("qr", text))) == [text]


@pytest.mark.parametrize(("kind", "text", "problem"), [
    ("datamatrix", "血浆1", "code-not-ascii"), ("datamatrix", "", "code-empty"), ("qr", "", "code-empty"),
    ("datamatrix", "A\n1", "label-control"), ("datamatrix", "A" * (MOST["datamatrix"] + 1), "code-long"),
    ("qr", "A" * (MOST["qr"] + 1), "code-long")])
def test_what_cannot_be_in_a_code_is_refused_in_words(kind, text, problem):
    with pytest.raises(Refused) as caught:
        code(kind, text)
    found, = caught.value.problems
    assert found.code == problem
    assert "{" not in found.text("en") + found.text("zh")


@pytest.mark.parametrize("kind", ["datamatrix", "qr"])
def test_the_longest_text_still_is_a_code(kind):
    text = ("Ab.9~" * 100)[:MOST[kind]]
    assert scanned(drawn(code(kind, text))) == [text]


@pytest.mark.parametrize(("kind", "text"), [("datamatrix", "PBC-0001.WB1"), ("qr", "血浆 <1> & \"2\"")])
def test_the_svg_shows_the_same_dots_and_names_the_text(kind, text):
    made = code(kind, text)
    root = ET.fromstring(svg(made))
    assert root.find("{*}title").text == text
    side = int(root.get("viewBox").split()[-1])
    picture = Image.new("L", (side * 4, side * 4), 255)
    pen = ImageDraw.Draw(picture)
    strokes = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", root.findall("{*}path")[1].get("d"))
    for x, y, many in (tuple(map(int, stroke)) for stroke in strokes):
        pen.rectangle((x * 4, y * 4, (x + many) * 4 - 1, y * 4 + 3), fill=0)
    assert scanned(picture) == [text]
