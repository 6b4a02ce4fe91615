"""Files of samples brought in: looked at whole, kept in batches, never half; what cannot be taken is said row by row."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from paeonia.modules.biobank.exchange import actions, queries, tasks
from paeonia.modules.biobank.exchange.models import Import
from paeonia.modules.biobank.exchange.reading import rows
from paeonia.modules.biobank.exchange.reading.rows import template
from paeonia.modules.biobank.models import Collection, CustodyEvent, Donor, Registration, Specimen
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).parents[4] / "shared" / "data" / "biobank"
HEAD = "Donor,Visit,Label,Type,Parent label,Lineage,Quantity,Unit,Collected or made\n"


def codes(run, viewer):
    return {row.number: [one["en"] for one in row.why] for row in queries.bad_rows(run, viewer)}


def test_a_small_family_comes_in_whole(handed, manager):
    run = handed(HEAD + "P1,BASE,A.P1,plasma,A,derived,4,mL,2026-03-02 09:00\n"
                 "P1,BASE,A,whole_blood,,,10,mL,2026-03-02 08:00\n"
                 ",,A.P1.1,plasma,A.P1,aliquot,500,uL,2026-03-02 09:10\n", keep=True)
    assert (run.state, run.made, run.bad) == ("done", 3, 0)
    with acting(manager):
        tubes = {one.label: one for one in Specimen.objects.select_related("parent")}
        assert tubes["A.P1.1"].parent.label == "A.P1" and tubes["A.P1"].parent.label == "A"
        assert (tubes["A.P1"].available, tubes["A"].available) == (Decimal("3.5"), Decimal("10"))
        assert (Registration.objects.get().code, Collection.objects.get().name) == ("P1", "P1-BASE")
        assert Donor.objects.count() == 1
        assert CustodyEvent.objects.filter(specimen=tubes["A"]).count() == 2       # collected, and made plasma of


def test_the_same_file_twice_adds_nothing(handed, manager):
    text = HEAD + "P1,BASE,A,whole_blood,,,10,mL,2026-03-02 08:00\n"
    handed(text, keep=True)
    again = handed(text, keep=True)
    assert (again.made, again.already, again.good) == (0, 1, 0)
    with acting(manager):
        assert Specimen.objects.count() == 1


@pytest.mark.parametrize(("row", "said"), [
    ("P1,B,,plasma,,,,,2026-03-02", "“Label” is empty"),
    ("P1,B,X,plasmo,,,,,2026-03-02", "is not in the list"),
    ("P1,B,X,plasma,NOPE,,,,2026-03-02", "neither in the file nor in the bank"),
    ("P1,B,X,plasma,,,-3,mL,2026-03-02", "no quantity above 0"),
    ("P1,B,X,plasma,,,3,mL,03/04/2026", "may be two days"),
    ("P1,B,X,plasma,,,3,mL,2099-01-01", "still to come"),
    ("P1,B,X,plasma,,,3,mL,yesterday", "is no date"),
    ("P1,B,X,plasma,,aliquot,3,mL,2026-03-02", "with a parent is derived"),
    (",,X,plasma,,,3,mL,2026-03-02", "needs her code"),
    ("P1,B,OK,plasma,,,3,mL,2026-03-02", "stands in row"),
    ("P1,B,X,plasma,X,,3,mL,2026-03-02", "comes from itself"),
    ("P1,B,X,plasma,OK,aliquot,99,mL,2026-03-02", "aliquots take"),
    ("P1,B,X,plasma,OK,aliquot,1,{slide},2026-03-02", "does not fit"),
    ("P1,B,X,plasma,OK,derived,1,mL,2026-03-01", "before its parent"),
])
def test_a_bad_row_is_told_and_the_good_ones_are_kept(row, said, handed, manager):
    first = "" if row.startswith(",") else "P1,B,OK,plasma,,,3,mL,2026-03-02\n"
    rest = "" if first else "P2,B,OK,plasma,,,3,mL,2026-03-02\n"
    run = handed(HEAD + first + row + "\n" + rest, keep=True)
    why = codes(run, manager)
    assert any(said in one for told in why.values() for one in told), why
    assert run.bad == len(why) == 1 and run.made == 1
    assert all("{" not in one["zh"] or "{slide}" in one["zh"] for held in queries.bad_rows(run, manager) for one in held.why)


def test_below_a_bad_row_nothing_is_kept(handed, manager):
    run = handed(HEAD + "P1,B,A,bloood,,,3,mL,2026-03-02\n,,A.1,plasma,A,derived,1,mL,2026-03-02\n"
                 ",,A.1.1,plasma,A.1,aliquot,1,mL,2026-03-02\n", keep=True)
    assert (run.made, run.bad) == (0, 3)


def test_chinese_headings_in_gbk_and_the_template_itself_are_understood(handed, manager):
    text = "供者编号,访视,样本编号,样本类型,数量,单位,采集或制备时间\nP1,基线,甲-1,全血,10,mL,2026-03-02 08:00\n"
    run = handed(text.encode("gbk"), keep=True)
    assert run.made == 1
    lines = ["\t".join(cells) for cells in template()]
    run = handed("\n".join(lines), name="template.txt", of="")
    assert run.total == 1 and "no collection protocol “PEONY”" in codes(run, manager)[2][0]


def test_names_are_never_read(handed, manager):
    run = handed("First Name,MRN," + HEAD.strip() + "\n秋,H1,P1,B,A,plasmo,,,3,mL,2026-03-02\n")
    assert run.left_out == ["First Name", "MRN"]
    kept = str(queries.bad_rows(run, manager)[0].cells)
    assert "plasmo" in kept and "秋" not in kept and "H1" not in kept


@pytest.mark.parametrize("text", ["Name,Age\nx,1\n", "", '{"resourceType": "Patient"}', '{"resourceType": "Specimen"'])
def test_what_is_no_file_of_samples_is_refused_whole(text, handed, manager):
    with pytest.raises(Refused) as told:
        handed(text)
    assert told.value.problems[0].text("zh")
    with acting(manager):
        assert not Import.objects.exists()


@pytest.mark.parametrize("name", ["many.csv", "many.json"])
def test_a_file_that_is_too_long_says_how_many_rows_and_nothing_of_it_is_kept(name, handed, manager, monkeypatch, tmp_path):
    monkeypatch.setattr(rows, "MOST", 2)
    many = [f"T{n}" for n in range(3)]
    text = HEAD + "".join(f"P1,B,{one},plasma,,,1,mL,2026-03-02\n" for one in many)
    if name.endswith("json"):
        text = json.dumps({"resourceType": "Bundle", "entry": [{"resource": {
            "resourceType": "Specimen", "id": one, "identifier": [{"value": one}]}} for one in many]})
    with pytest.raises(Refused) as told:
        handed(text, name=name)
    assert "files of 2 rows at most" in told.value.problems[0].text("en") and "2 行" in told.value.problems[0].text("zh")
    with acting(manager):
        assert not Import.objects.exists()
    assert not list((tmp_path / "uploads").iterdir())


def test_a_file_is_forgotten_whatever_stops_the_look(handed, manager, monkeypatch, tmp_path):
    monkeypatch.setattr(actions, "planned", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        handed(HEAD + "P1,B,A,plasma,,,1,mL,2026-03-02\n")
    assert not list((tmp_path / "uploads").iterdir())


def test_many_changes_are_planned_once(handed, manager, monkeypatch):
    handed(HEAD + "".join(f"P1,B,T{n},whole_blood,,,10,mL,2026-03-02\n" for n in range(5)), keep=True)
    monkeypatch.setattr(actions, "BATCH", 2)
    run = handed("Label,Remark\n" + "".join(f"T{n},x{n}\n" for n in range(5)), mode="update")
    looks, plan = [], actions.planned
    monkeypatch.setattr(actions, "planned", lambda *args: looks.append(1) or plan(*args))
    actions.begin(run, manager)
    tasks.carry_out(run, manager)
    with acting(manager):
        assert set(Specimen.objects.values_list("note", flat=True)) == {f"x{n}" for n in range(5)}
    assert len(looks) == 1


def test_an_import_that_broke_goes_on_behind_what_is_kept(handed, manager, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    text = "".join(f"P{n},B,T{n},whole_blood,,,10,mL,2026-03-02\n,,T{n}.1,plasma,T{n},aliquot,1,mL,2026-03-02\n"
                   for n in range(4))
    run = handed(HEAD + text)
    assert actions.begin(run, manager) and not actions.begin(run, manager)
    told, calls = actions._tell, []

    def breaks(*args):
        calls.append(1)
        if len(calls) == 3:
            raise OSError("the disk is full")
        told(*args)

    monkeypatch.setattr(actions, "_tell", breaks)
    with pytest.raises(OSError, match="full"):
        tasks.carry_out(run, manager)
    broken = queries.run(run.pk, manager)
    assert (broken.state, broken.done, broken.made) == ("failed", 4, 4)
    actions._PLANS.clear()      # another process takes it up
    assert actions.begin(broken, manager)
    tasks.carry_out(broken, manager)
    done = queries.run(run.pk, manager)
    assert (done.state, done.done, done.made, done.good) == ("done", 8, 8, 8)
    with acting(manager):
        assert set(Specimen.objects.filter(lineage="primary").values_list("available", flat=True)) == {Decimal(9)}


def test_samples_that_are_there_can_be_changed(handed, manager):
    handed(HEAD + "P1,BASE,A,whole_blood,,,10,mL,2026-03-02 08:00\n", keep=True)
    run = handed("Label,Barcode,Remark,Quantity,Visit\nA,B17,第一管,10,BASE\nNOPE,B18,,,\n", mode="update",
                 keep=True)
    assert (run.changed, run.bad, run.left_out) == (1, 1, ["Visit 访视"])
    with acting(manager):
        one = Specimen.objects.get()
    assert (one.barcode, one.note, one.available) == ("B17", "第一管", 10)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared records are not beside this checkout")
def test_openspecimens_master_file_comes_in_as_it_is(handed, manager):
    data = (SHARED / "openspecimen_import_template" / "master_specimen_upload.csv").read_bytes()
    run = handed(data.replace(b"Demo CP", b"PBC"), days="month", keep=True)
    assert (run.bad, run.made) == (0, 6), codes(run, manager)
    with acting(manager):
        assert (Donor.objects.count(), Collection.objects.count()) == (1, 1)
        tubes = {one.label: one for one in Specimen.objects.select_related("parent")}
    assert tubes["DEMO001.Pl"].parent.label == "DEMO001.WB1" and tubes["DEMO001.Pl"].lineage == "derived"
    assert {one.parent.label for one in tubes.values() if one.lineage == "aliquot"} == {"DEMO001.Pl"}
    assert (tubes["DEMO001.Pl"].available, tubes["DEMO001.WB1"].available) == (1, 5)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared records are not beside this checkout")
def test_fhir_specimens_come_in_with_their_parents(handed, manager):
    held = [json.loads(path.read_text()) for path in sorted((SHARED / "mii_biobank_fhir").glob("Specimen-*.json"))]
    text = json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in held]})
    run = handed(text, name="mii.json", keep=True)
    assert run.total == 7 and run.made + run.bad == 7 and run.made >= 5, codes(run, manager)
    with acting(manager):
        assert Specimen.objects.filter(parent__isnull=False, lineage="aliquot").exists()


@pytest.mark.skipif(not SHARED.exists(), reason="the shared records are not beside this checkout")
def test_a_real_table_of_1918_samples_is_accounted_for(handed, manager):
    path = SHARED / "breast_msk_2018_cbioportal" / "breast_msk_2018_clinical_data.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    spot = {name: head.index(name) for name in ("Patient ID", "Sample ID")}
    rows = [line.split("\t") for line in lines[1:]]
    text = "Donor,Visit,Label,Type,Collected or made\n" + "".join(
        f"{row[spot['Patient ID']]},seq,{row[spot['Sample ID']]},tissue,2018-01-01\n" for row in rows)
    run = handed(text, keep=True)
    assert run.total == len(rows) == run.made + run.bad and run.bad == 0
    with acting(manager):
        assert Donor.objects.count() == 1756
