"""Workbooks and XML from outside: opened where they can do no harm."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from paeonia.chart.intake import xml
from paeonia.chart.intake.propose import propose
from paeonia.chart.intake.register import statements
from paeonia.chart.intake.sandbox import Confines, workbook_rows
from paeonia.chart.intake.tables import open_table
from paeonia.record.facts import Unread
from paeonia.record.problems import Refused


@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["病历号", "出生日期", "Ki-67", "ALT(U/L)", "公式"])
    sheet.append(["B1", date(1968, 3, 2), 0.3, 40, "=1+1"])
    sheet.append([])
    sheet.append([12345.0, "1970年1月", None, 40.5, None])
    sheet["C2"].number_format = "0%"
    book.create_sheet("second").append(["x", "y"])
    path = tmp_path / "register.xlsx"
    book.save(path)
    return path


def refusal(path, **confines):
    with pytest.raises(Refused) as refused:
        list(workbook_rows(path, confines=Confines(**confines)))
    return refused.value.problems[0]


def test_cells_as_a_person_sees_them(workbook):
    opened = open_table(workbook)
    assert opened.headings == ("病历号", "出生日期", "Ki-67", "ALT(U/L)", "公式")
    assert list(opened.rows()) == [(2, ["B1", "1968-03-02", "30%", "40", "=1+1"]), (4, ["12345", "1970年1月", "", "40.5"])]
    assert list(workbook_rows(workbook, "second")) == [(1, ["x", "y"])]


def test_a_formula_without_its_result_is_said(workbook, dictionary):
    """Programs write formulas without results; an empty cell in its place would be a lie."""
    opened = open_table(workbook)
    mapping = propose(opened.headings, opened.sample(), dictionary).changed(4, target="ast")
    said = [s.problem for s in statements(mapping, opened.rows(), dictionary, "r.xlsx") if isinstance(s, Unread)]
    assert [p.code for p in said] == ["cell-formula"] and "row 2" in said[0].place


def test_what_is_no_workbook(tmp_path, workbook):
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 not really")
    assert refusal(tmp_path / "x.xlsx").code == "register-bad-workbook"
    (tmp_path / "cut.xlsx").write_bytes(workbook.read_bytes()[:-300])
    assert refusal(tmp_path / "cut.xlsx").code == "register-bad-workbook"
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as other:
        other.writestr("readme.txt", "nothing")
    assert refusal(tmp_path / "other.xlsx").code == "register-bad-workbook"
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    with pytest.raises(Refused):
        open_table(tmp_path / "old.xls")


def test_a_zip_bomb_is_not_opened(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    problem = refusal(tmp_path / "bomb.xlsx")
    assert problem.code == "register-bomb" and "CSV" in problem.text("zh")


def test_memory_is_limited_in_the_child(workbook):
    assert refusal(workbook, memory=20).code == "register-bad-workbook"


def test_entities_in_a_workbook_are_refused(tmp_path, workbook):
    source, target = zipfile.ZipFile(workbook), tmp_path / "entities.xlsx"
    with zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            text = source.read(name)
            if name.endswith("workbook.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + text.split(b"?>", 1)[-1]
            changed.writestr(name, text)
    assert refusal(target).code == "register-bad-workbook"


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, b"<!DOCTYPE x><x/>"])
def test_xml_without_tricks(data):
    for read in (lambda: xml.parse(data), lambda: list(xml.elements(io.BytesIO(data), "x"))):
        with pytest.raises(Refused) as refused:
            read()
        assert refused.value.problems[0].code == "xml-forbidden"


def test_xml_broken_large_and_good():
    for data, code in ((b"<x><y>", "xml-broken"), (b"", "xml-broken"), (b"<x/>" + b" " * 1_000_001, "xml-too-large")):
        with pytest.raises(Refused) as refused:
            xml.parse(data, "f.xml", limit=1)
        assert refused.value.problems[0].code == code
    assert xml.parse("<研究><题目>试验</题目></研究>".encode())[0].text == "试验"
    met = []
    with pytest.raises(Refused):
        for element in xml.elements(io.BytesIO(b"<all><one>1</one><one>2</one><on"), "one"):
            met.append(element.text)
    assert met == ["1", "2"]
