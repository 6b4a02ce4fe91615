"""Files of rack scanners: what each row would do, and that nothing is half done."""

import pytest
from biobank.bankers import later
from biobank.storage.test_places import lying, refused, taken

from paeonia.modules.biobank.storage import actions, files
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.scans import actions as scans
from paeonia.modules.biobank.storage.scans import reading
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def looked(viewer, text, **more):
    data = text if isinstance(text, bytes) else text.encode()
    with acting(viewer):
        return reading.looked_at(reading.lines(data), viewer, later(60), **more)


def codes(report):
    return [(one.place, one.code) for one in report.wrong]


@pytest.mark.parametrize("data", [
    b"Rack ID,Well,Tube Barcode\nBOX1,A01,T1\nBOX1,B3,T2\n", "盒号,孔位,管码\nBOX1,A1,T1\nBOX1,B3,T2\n".encode("gbk"),
    "\ufeff位置;条码;盒条码\r\nA1;T1;BOX1\r\n\r\nB3;T2;BOX1\r\n".encode(), b"BOX1\tA1\tT1\nBOX1\tB3\tT2\n",
    "rack,position,code\nB1,1,T1\nB1,6,T2\n".encode("utf-16"),
])
def test_a_file_in_any_usual_form_is_read(technician, box, tubes, data):
    report = looked(technician, data)
    assert [(one.specimen.barcode, one.place) for one in report.going] == [("T1", "A1"), ("T2", "B3")]
    assert not report.wrong


def test_every_fault_is_told_with_its_row(technician, manager, box, other, tubes):
    actions.store(tubes[:1], box, later(40), technician, names=["A1"])
    actions.store(tubes[1:2], other, later(40), technician, names=["A1"])
    text = """rack,position,code
BOX1,A1,T1
BOX1,A2,NOBODY
BOX1,A3,T2
BOX1,A1,T3
BOX1,D9,T3
NOBOX,A1,T3
BOX1,,T3
BOX1,B1,T4
BOX1,B2,T4
BOX1,B1,T5
BOX1,C1,NO TUBE
R1,A1,T6
BOX1,C3,T6
"""
    report = looked(technician, text)
    assert codes(report) == [
        ("row 3", "bank-unknown-code"), ("row 4", "store-elsewhere"), ("row 5", "store-place-taken"),
        ("row 6", "store-no-such-place"), ("row 7", "store-no-box"), ("row 8", "store-no-place-said"),
        ("row 10", "store-tube-twice"), ("row 11", "store-place-twice"), ("row 13", "store-holds-containers")]
    assert (report.already, report.empty, report.total, len(report.going)) == (1, 1, 13, 2)
    assert report.wrong[0].text("zh").startswith("第 3 行")
    with pytest.raises(Refused) as told:
        scans.put(reading.lines(text.encode()), later(60), technician)
    assert len(told.value.problems) == 9
    assert (taken(technician, box), taken(technician, other)) == (1, 1)
    scans.put(reading.lines(text.encode()), later(60), technician, keep_good=True)
    assert lying(technician, box) == {"A1": tubes[0].label, "B1": tubes[3].label, "C3": tubes[5].label}


def test_reading_a_file_twice_changes_nothing(technician, box, tubes):
    rows = reading.lines(b"BOX1,A1,T1\nBOX1,A2,T2\n")
    scans.put(rows, later(60), technician)
    report = scans.put(rows, later(70), technician)
    assert (report.already, report.going) == (2, ())


def test_a_box_given_stands_for_the_rack(technician, box, tubes):
    scans.put(reading.lines(b"A1,T1\nA2,T2\n"), later(60), technician, box=box)
    assert list(lying(technician, box)) == ["A1", "A2"]


def test_a_rescan_may_move_tubes_round_in_a_circle(technician, box, other, tubes):
    actions.store(tubes[:2], box, later(40), technician)
    actions.store(tubes[2:3], other, later(40), technician)
    rows = reading.lines(b"BOX1,A1,T2\nBOX2,A1,T1\nBOX1,A2,T3\n")
    with pytest.raises(Refused):
        scans.put(rows, later(60), technician)
    scans.put(rows, later(60), technician, moving=True)
    assert lying(technician, box) == {"A1": tubes[1].label, "A2": tubes[2].label}
    assert lying(technician, other) == {"A1": tubes[0].label}


def test_a_tube_whose_row_is_wrong_keeps_its_place(technician, box, other, tubes):
    actions.store(tubes[:2], box, later(40), technician)
    report = looked(technician, "BOX1,Z9,T1\nBOX1,A1,T2\nBOX1,A2,T3\n", moving=True)
    assert codes(report) == [
        ("row 1", "store-no-such-place"), ("row 2", "store-place-taken"), ("row 3", "store-place-taken")]


def test_restrictions_count_for_files_too(technician, manager, box, tubes):
    containers.change(box, {"kinds": ["plasma"]}, manager)
    assert codes(looked(technician, "BOX1,A1,T1\n")) == [("row 1", "store-kind-refused")]
    containers.change(box, {"kinds": [], "resting": True}, manager)
    assert codes(looked(technician, "BOX1,A1,T1\n")) == [("row 1", "store-resting")]


@pytest.mark.parametrize(("data", "code"), [
    (b"", "store-file-empty"), (b"\n\n", "store-file-empty"), (b"rack,position,code\n", "store-file-empty"),
    (b"\x81\xff\x00\x01", "store-file-encoding"), (b"one\ntwo\n", "store-file-columns"),
    (b"rack,position\nBOX1,A1\n", "store-file-columns"), (b"a,b,c,d,e\n1,2,3,4,5\n", "store-file-columns"),
])
def test_what_is_no_scan_is_refused(data, code):
    refused(code, reading.lines, data)


def test_a_very_long_file_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(files, "MOST", 3)
    refused("store-file-large", reading.lines, b"A1,T\n" * 4)


def test_the_other_hospital_knows_no_box_and_no_tube(viewer, two_hospitals, box, tubes):
    assert codes(looked(viewer("biobank_technician", two_hospitals[1]), "BOX1,A1,T1\n")) == [("row 1", "store-no-box")]


def test_the_questions_asked_do_not_grow_with_the_file(technician, protocol, manager, box, other,
                                                       django_assert_max_num_queries):
    from biobank.storage.conftest import aliquots

    aliquots(protocol, manager, 18, "Q")
    with django_assert_max_num_queries(55):
        scans.put(reading.lines("".join(
            f"BOX{1 + n // 9},{n % 9 + 1},Q{n + 1}\n" for n in range(18)).encode()), later(60), technician)
    assert (taken(technician, box), taken(technician, other)) == (9, 9)
