"""Collection protocols from files: a row a requirement, into a draft that nobody but a person publishes."""

from decimal import Decimal

import pytest

from paeonia.modules.biobank.models import Edition, Protocol, Requirement, TimePoint
from paeonia.modules.biobank.protocols import actions as protocols
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db
HEAD = ("采集方案,Title in Chinese,方案英文名称,Collects from,采集时间点,时间点中文名称,Time point in English,Day,"
        "采集要求编号,取自,样本类型,Container type,Quantity,Unit,How many,处理时限（分钟）\n")
NEW = HEAD + """NEO,新辅助采集,Neoadjuvant samples,2099-01-05,BASE,治疗前,Before,1,WB,,全血,edta_k2,10,mL,1,120
NEO,,,,BASE,,,,PL,WB,plasma,,4,mL,,
NEO,,,,BASE,,,,PLA,PL,plasma,,500,uL,2,
NEO,,,,PD,进展时,At progression,,CN,,粗针穿刺,,2,{piece},,30
"""


@pytest.fixture
def wanted(manager):
    def look(code, number):
        with acting(manager):
            rows = Requirement.objects.filter(time_point__edition__protocol__code=code, time_point__edition__number=number)
            return {one.code: one for one in rows.select_related("parent", "time_point")}
    return look


def test_a_new_protocol_comes_as_a_draft_and_twice_adds_nothing(brought, manager, why, wanted):
    looked = brought("plans", NEW)
    with acting(manager):
        assert not Protocol.objects.filter(code="NEO").exists()
    run = brought("plans", NEW, keep=True)
    assert (looked.good, run.made, run.bad) == (4, 4, 0), why(run, manager)
    with acting(manager):
        edition = Edition.objects.get(protocol__code="NEO")
        assert (edition.stage, edition.number, str(edition.protocol.opened_on)) == ("draft", 1, "2099-01-05")
    held = wanted("NEO", 1)
    assert (held["WB"].quantity, held["WB"].process_within, held["WB"].container) == (Decimal(10), 120, "edta_k2")
    assert (held["PL"].lineage, held["PLA"].lineage, held["PLA"].pieces) == ("derived", "aliquot", 2)
    assert held["CN"].time_point.day is None
    again = brought("plans", NEW, keep=True)
    assert (again.made, again.already) == (0, 4)


def test_what_differs_goes_into_the_next_edition_and_the_published_one_stays(brought, manager, protocol, why, wanted):
    head = "Protocol,Time point,Code,Made of,Type,Quantity,Unit,Deadline\n"
    same = brought("plans", head + "PBC,C1D1,WB,,whole_blood,10,mL,\n", keep=True)
    assert same.already == 1
    with acting(manager):
        assert Edition.objects.filter(protocol=protocol).count() == 1       # nothing differs, so no draft is begun
    run = brought("plans", head + "PBC,C1D1,WB,,whole_blood,12,mL,60\nPBC,C1D1,SE,WB,serum,2,mL,\n", keep=True)
    assert (run.made, run.bad) == (2, 0), why(run, manager)
    with acting(manager):
        editions = list(Edition.objects.filter(protocol=protocol).values_list("number", "stage"))
    assert editions == [(1, "published"), (2, "draft")]
    old, new = wanted("PBC", 1), wanted("PBC", 2)
    assert (old["WB"].quantity, old["WB"].process_within, "SE" in old) == (10, None, False)
    assert (new["WB"].quantity, new["WB"].process_within, new["SE"].parent.code) == (12, 60, "WB")
    assert new["PLA"].parent.code == "PL" and "CN" in new                   # what the file does not name stays


@pytest.mark.parametrize(("row", "said"), [
    ("PBC,乳腺癌,,,C1D1,,,,X,,serum,,2,mL,,", "乳腺癌样本采集"),
    ("NO,,,,C1D1,,,,X,,serum,,2,mL,,", "give its title"),
    ("PBC,,,,C9,,,,X,,serum,,2,mL,,", "no time point C9"),
    ("PBC,,,,C1D1,,,,X,NOPE,serum,,2,mL,,", "NOPE"),
    ("PBC,,,,C1D1,,,,X,,sermon,,2,mL,,", "sermon"),
    ("PBC,,,,C1D1,,,,X,,serum,bucket,2,mL,,", "bucket"),
    ("PBC,,,,C1D1,,,,X,,serum,,2,,,", "needs its unit"),
    ("PBC,,,,C1D1,,,,WB,,serum,,2,mL,,", "another type"),
    ("PBC,,,,C1D1,,,,PL,,plasma,,0.5,mL,,", "PL"),
    ("PBC,,,,C1D1,,,,X,,serum,,2,mL,0,", "between 1 and 200"),
    ("PBC,,,,C1D1,,,,ABCDEFGHIJKLMNOPQRSTU,,serum,,2,mL,,", "21 characters"),
])
def test_a_row_that_cannot_be_planned_is_told_and_leaves_no_draft(row, said, brought, manager, protocol, why):
    run = brought("plans", HEAD + row + "\n", keep=True)
    assert run.bad == 1 and said in why(run, manager)[2]
    with acting(manager):
        assert Edition.objects.count() == 1 and not Protocol.objects.filter(code="NO").exists()


def test_two_rows_that_contradict_one_another_are_told(brought, manager, protocol, why):
    run = brought("plans", "Protocol,Time point,Code,Type,Quantity,Unit\nPBC,C1D1,SE,serum,2,mL\nPBC,C1D1,SE,serum,3,mL\n")
    assert (run.good, run.bad) == (1, 1) and "row 2 says “2”" in why(run, manager)[3]


def test_an_open_draft_is_gone_on_with(brought, manager, protocol, wanted):
    draft = protocols.next_edition(protocol, manager)
    with acting(manager):
        point = TimePoint.objects.select_related("edition__protocol").get(edition=draft)
    protocols.requirement(point, None, {"code": "UR", "lineage": "primary", "kind": "urine"}, manager)
    brought("plans", "Protocol,Time point,Time point in English,Code,Type\nPBC,C1D1,First visit,SE,serum\n", keep=True)
    held = wanted("PBC", 2)
    assert {"UR", "SE", "WB"} <= held.keys() and held["UR"].time_point.name_en == "First visit"
