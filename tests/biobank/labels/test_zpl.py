"""ZPL: nothing that a label says can become a command, and what a printer would decode is what was meant."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paeonia.modules.biobank.labels.design import Filled, Square, filled, text_field
from paeonia.modules.biobank.labels.design_reading import shipped
from paeonia.modules.biobank.labels.tokens import parse
from paeonia.modules.biobank.labels.zpl import Printer, hexed, zpl

COMMANDS = re.compile(r"[\^~]([A-Z@][A-Z0-9@])([^^~]*)")
SAYS = parse("%LABEL%", "print")


def unhexed(data):
    """Field data as a printer reads it after ^FH under ^CI28."""
    return re.sub(rb"_([0-9A-F]{2})", lambda hit: bytes([int(hit[1], 16)]), data.encode()).decode()


def data_of(written):
    return [unhexed(data) for command, data in COMMANDS.findall(written) if command == "FD"]


@given(st.text(max_size=60))
def test_any_text_comes_back_and_holds_no_command(text):
    written = hexed(text)
    assert unhexed(written) == text
    assert not set("^~\n\r\\") & set(written)


@settings(max_examples=60, deadline=None)
@given(st.text("".join(chr(number) for number in range(32, 127)) + "血浆乳腺", min_size=1, max_size=30))
def test_a_label_of_any_text_has_the_commands_of_its_fields_and_no_more(text):
    design = shipped()["cryotube"]
    kind = "datamatrix" if text.isascii() else "qr"
    fields = [Filled(Square(kind, SAYS, 1, 1, 9), text), Filled(text_field("%TYPE%", 11, 1, 14), text)]
    written = zpl(design, [fields], Printer())
    names = [command for command, _ in COMMANDS.findall(written)]
    code = ["BX"] if kind == "datamatrix" else ["BQ"]
    face = ["A0"] if text.isascii() else ["A@"]
    assert names == ["XA", "CI", "PW", "LL", "LH", "FO", *code, "FH", "FD", "FS", "FO", *face, "FH", "FD", "FS", "PQ", "XZ"]
    first, second = data_of(written)
    assert first.removeprefix("MA,") == text if kind == "qr" else first == text
    assert second == text
    if kind == "datamatrix":
        control = re.search(r"\^BXN,\d+,200,\d+,\d+,6,(.)\^FH", written)
        assert control and control[1] not in text


def test_every_label_stands_on_its_place():
    design = shipped()["cryotube"]
    known = {"LABEL": "PBC-0001.WB1", "TYPE": "全血", "QUANTITY": "10 mL", "COLLECTED_ON": "2026-03-02"}
    written = zpl(design, [filled(design, known), filled(design, known | {"LABEL": "PBC-0001.WB2"})], Printer(203))
    assert written.count("^XA") == written.count("^XZ") == 2
    assert "^PW203\n" in written and "^LL102\n" in written
    assert data_of(written)[0] == "PBC-0001.WB1"
    assert "E:SIMSUN.TTF^FH^FD_E5_85_A8_E8_A1_80^FS" in written
    for x, y in re.findall(r"\^FO(\d+),(\d+)", written):
        assert int(x) < 203 and int(y) < 102


def test_labels_side_by_side_share_a_row():
    import dataclasses

    design = shipped()["cap_dot"]
    row = dataclasses.replace(design, medium=dataclasses.replace(design.medium, across=3))
    labels = [filled(row, {"LABEL": f"A{number}", "SP_TYPE": "PL"}) for number in range(4)]
    written = zpl(row, labels, Printer(300))
    assert written.count("^XA") == 2
    places = [int(x) for x in re.findall(r"\^FO(\d+),\d+\^BX", written)]
    assert places[0] < places[1] < places[2] and places[3] == places[0]


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_code_stays_within_its_square(dpi):
    design = shipped()["cryotube"]
    written = zpl(design, [filled(design, {"LABEL": "PBC-0001.WB1"})], Printer(dpi))
    dot, side = map(int, re.search(r"\^BXN,(\d+),200,(\d+)", written).groups())
    assert dot * (side + 2) <= 9.4 * Printer(dpi).per_mm
    assert dot >= 2
