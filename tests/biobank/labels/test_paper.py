"""Paper: labels as PDF and the inventory of a box; what was drawn is rendered and scanned again."""

import base64
import re
import zlib

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from paeonia.modules.biobank.boxes import Box, Tube
from paeonia.modules.biobank.labels.design import filled
from paeonia.modules.biobank.labels.design_reading import shipped
from paeonia.modules.biobank.labels.inventory import inventory_pdf
from paeonia.modules.biobank.labels.picture import picture
from paeonia.modules.biobank.labels.sheet import labels_pdf

KNOWN = {"TYPE": "血浆", "SP_TYPE": "PL", "PPI": "PBC-0001", "EVENT_CODE": "C1D1", "QUANTITY": "500 uL",
         "COLLECTED_ON": "2026-03-02", "BOX": "F1-R2-B07", "POSITION": "3/2/7", "HOSPITAL": "示范医院"}


def labels(code, many):
    design = shipped()[code]
    return design, [filled(design, KNOWN | {"LABEL": f"PBC-{number:04d}.WB1"}) for number in range(1, many + 1)]


def pages(pdf):
    return len(re.findall(rb"/Type /Page\b", pdf))


def sizes(pdf):
    return {tuple(round(float(side) * 25.4 / 72, 1) for side in found)
            for found in re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", pdf)}


def drawn(stream, wide, high, dpi):
    """The filled rectangles of a page's content as a picture: codes are made of these alone."""
    scale, waiting = dpi / 72, []
    picture = Image.new("L", (round(wide * scale), round(high * scale)), 255)
    pen, found = ImageDraw.Draw(picture), re.findall(rb"([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re|\b(f\*?|S|n)\b", stream)
    for *sides, deed in found:
        if not deed:
            waiting.append(tuple(map(float, sides)))
            continue
        for x, y, w, h in waiting if deed.startswith(b"f") else ():
            pen.rectangle((round(x * scale), round((high - y - h) * scale), round((x + w) * scale) - 1,
                           round((high - y) * scale) - 1), fill=0)
        waiting = []
    return picture


def scanned(pdf, dpi=400):
    """Texts of all codes of a PDF, page by page, as a scanner sees the paper."""
    found = []
    for packed in re.findall(rb"/Filter \[ /ASCII85Decode /FlateDecode \][^>]*>>\s*stream\s(.*?)endstream", pdf, re.S):
        stream = zlib.decompress(base64.a85decode(b"<~" + packed.strip(), adobe=True))
        if b" re" in stream:
            wide, high = (side * 72 / 25.4 for side in max(sizes(pdf)))
            picture = drawn(stream, wide, high, dpi)
            found.append({one.text for one in zxingcpp.read_barcodes(picture, text_mode=zxingcpp.TextMode.Plain)})
    return found


def test_on_a_roll_each_label_is_a_page_of_its_size():
    pdf = labels_pdf(*labels("cryotube", 7), "标签")
    assert pages(pdf) == 7
    assert sizes(pdf) == {(25.4, 12.7)}
    assert b"NotoSansSC" in pdf and b"FontFile2" in pdf


@pytest.mark.parametrize("code", ["cryotube", "cap_dot", "slide", "cassette"])
def test_labels_on_paper_are_scanned_again(code):
    found = scanned(labels_pdf(*labels(code, 3), "标签", "a4"))
    assert found == [{f"PBC-{number:04d}.WB1" for number in (1, 2, 3)}]


def test_a_sheet_of_paper_holds_as_many_as_fit():
    assert pages(labels_pdf(*labels("cryotube", 126), "x", "a4")) == 1
    assert pages(labels_pdf(*labels("cryotube", 127), "x", "a4")) == 2
    assert sizes(labels_pdf(*labels("cryotube", 1), "x", "a4")) == {(210.0, 297.0)}


def a_box(side=10, name="F1-R2-B07", label="PBC-{:04d}.WB1.PL1.{}"):
    tubes = {(row, column): Tube(label.format(row + 1, column + 1), label.format(row + 1, column + 1), "血浆 500 uL")
             for row in range(side) for column in range(side) if (row + column) % 7}
    letters = "ABCDEFGHIJKLMNOPQRST"
    return Box(name, "−80 ℃ 冰箱 1 · 架 2", letters[:side], [str(one + 1) for one in range(side)], tubes)


@pytest.mark.parametrize("side", [5, 9, 10])
def test_every_tube_of_a_box_is_scanned_from_its_map(side):
    box = a_box(side)
    first, *rest = scanned(inventory_pdf(box, "王芳 2026-03-02 08:10"))
    wanted = {tube.code for tube in box.tubes.values()}
    assert first >= wanted | {box.name}
    assert set().union(*rest) >= wanted


def test_an_empty_box_and_one_with_a_chinese_name_have_their_page():
    empty = Box("冻存盒 7", "液氮罐 2", "AB", ["1", "2"], {})
    assert pages(inventory_pdf(empty, "x")) == 1


def test_the_preview_names_itself_and_escapes_what_it_says():
    design = shipped()["box"]
    made = picture(design, filled(design, KNOWN | {"HOSPITAL": "<script> & \"x\""}), "A & \"B\"")
    assert "<script>" not in made
    assert "&lt;script&gt; &amp;" in made
    assert "style=" not in made
