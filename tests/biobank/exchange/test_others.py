"""Containers, signed consents and steps of processing from files: looked at whole, kept by the rooms, never half."""

import html

import pytest
from biobank.bankers import a_visit, blood
from biobank.consent.consenting import a_form

from paeonia.modules.biobank.consent.models import ConsentGiven
from paeonia.modules.biobank.exchange import actions, queries, tasks
from paeonia.modules.biobank.incoming import sorts
from paeonia.modules.biobank.models import CustodyEvent
from paeonia.modules.biobank.storage.models import Container
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
BOXES = """容器名称,Kind of container,所在容器,Place there,Barcode,Rows,Columns,Set point (°C),仅限样本类型
F9,低温冰箱,,,,,,-80,
F9-R1,rack,F9,,,2,4,,
F9-R1-B1,box,F9-R1,A2,BX1,9,9,,plasma; 血清
F9-R1-B2,box,F9-R1,A2,BX2,9,9,,
F9-R1-B3,box,NOWHERE,,,9,9,,
F9-R1-B4,bucket,F9-R1,,,9,9,,
F9-R1-B5,box,F9-R1,,,9,,,
"""


def test_containers_are_looked_at_without_being_set_up_and_then_kept(brought, manager, why):
    looked = brought("boxes", BOXES)
    assert (looked.good, looked.bad) == (3, 4)
    said = why(looked, manager)
    assert "A2" in said[5] and "NOWHERE" in said[6] and "bucket" in said[7] and "both rows and columns" in said[8]
    with acting(manager):
        assert not Container.objects.exists()
    done = brought("boxes", BOXES.encode("gbk"), keep=True)
    assert (done.state, done.made, done.bad) == ("done", 3, 4)
    with acting(manager):
        box = Container.objects.get(barcode="BX1")
        assert (box.parent.name, box.parent.parent.name, box.holds, box.kinds) == ("F9-R1", "F9", "specimens",
                                                                                 ["plasma", "serum"])
    again = brought("boxes", BOXES, keep=True)
    assert (again.made, again.already) == (0, 3)


def test_consents_are_entered_by_code_and_form(brought, manager, protocol, two_hospitals, why):
    a_form(manager, two_hospitals[0])
    donor = a_visit(protocol, manager).registration
    text = ("供者编号,同意书编号,版本,签署时间,原件存放处,知情告知人,医学研究,商业用途\n"
            f"{donor.code},BANK,1,2026-02-01 10:00,A-12,李医生,是,不同意\n"
            "NOBODY-1,BANK,1,2026-02-01 10:00,A-12,李医生,是,否\n"
            f"{donor.code},BANK,7,2026-02-01 10:00,A-12,李医生,是,否\n"
            f"{donor.code},BANK,1,2025-02-01 10:00,A-12,李医生,是,否\n"
            f"{donor.code},BANK,1,2026-02-03 10:00,A-12,李医生,maybe,否\n")
    run = brought("consents", text, keep=True)
    assert (run.made, run.bad) == (1, 4)
    said = why(run, manager)
    assert "NOBODY-1" in said[3] and "version “7”" in said[4] and "maybe" in said[6]
    with acting(manager):
        assert ConsentGiven.objects.get().answers == {"research": "yes", "commercial": "no", "genetic": "not_asked",
                                                      "foreign_cooperation": "not_asked", "recontact": "not_asked"}
    assert brought("consents", text, keep=True).already == 1


def test_steps_are_written_and_go_on_behind_what_is_kept(brought, manager, protocol, monkeypatch, why):
    tube = blood(a_visit(protocol, manager), manager, barcode="B-1")
    head = "Label,Step,Time it happened,Until,Device,Spin (g)\n"
    rows = [f"{tube.label},离心,2026-03-02 {17 + n // 60}:{n % 60:02d},,C{n},1900\n" for n in range(5)]
    text = head + "".join(rows) + "B-1,冷冻,2026-03-01 08:00,2026-03-01 07:00,,\nNOPE,spun,2026-03-02 17:00,,,\n"
    monkeypatch.setattr(actions, "BATCH", 2)
    run = brought("events", text)
    assert (run.good, run.bad) == (5, 2) and "NOPE" in why(run, manager)[8] and "ends" in why(run, manager)[7]
    actions.begin(run, manager)
    assert actions.carry_on(run, manager)               # two rows, and then the worker is killed
    with acting(manager):
        assert CustodyEvent.objects.filter(specimen=tube, deed="spun").count() == 2
    tasks.carry_out(run, manager)
    done = queries.run(run.pk, manager)
    assert (done.state, done.made, done.done) == ("done", 5, 5)
    with acting(manager):
        assert CustodyEvent.objects.filter(specimen=tube, deed="spun").count() == 5
    assert brought("events", text, keep=True).already == 5


def test_what_cannot_be_kept_any_more_is_told_and_the_rest_goes_on(brought, manager, why):
    run = brought("boxes", "Name,Kind,Parent,Place there,Rows,Columns\nR,rack,,,1,2\nA,box,R,A1,2,2\nB,box,R,A2,2,2\n")
    brought("boxes", "Name,Kind,Parent,Place there,Rows,Columns\nR,rack,,,1,2\nX,box,R,A1,2,2\n", keep=True)
    actions.begin(run, manager)
    tasks.carry_out(run, manager)
    done = queries.run(run.pk, manager)
    assert (done.state, done.made, done.done, done.bad) == ("done", 1, 3, 1)
    assert "A1" in why(done, manager)[3]


def test_a_file_without_its_columns_and_one_too_long_are_refused(brought, monkeypatch):
    with pytest.raises(Refused) as told:
        brought("boxes", "Label,Type\nx,y\n")
    assert "Name of the container" in told.value.problems[0].text("en")
    monkeypatch.setattr("paeonia.modules.biobank.exchange.reading.others.MOST", 2)
    with pytest.raises(Refused) as told:
        brought("boxes", "Name,Kind\n" + "a,box\n" * 3)
    assert "more than 2 rows" in told.value.problems[0].text("en")


@pytest.mark.parametrize("of", ["boxes", "boxedit", "consents", "events", "permits", "permfix", "plans", "results",
                                "withdraw"])
def test_each_template_is_read_back_by_its_own_sort(of, client, manager, protocol, brought):
    client.force_login(User.objects.get(pk=manager.user_id))
    sent = client.get(f"/biobank/exchange/template.csv?of={of}")
    assert sent.status_code == 200
    rule, headings = sent.content.decode("utf-8-sig").splitlines()[:2]
    assert sorts()[of].rule["en"][:40] in rule and sorts()[of].rule["zh"][:10] in rule
    assert len(headings.split(",")) == len(sorts()[of].columns)
    run = brought(of, sent.content, as_=manager)
    assert (run.total, run.left_out) == (1, [])
    assert client.get("/biobank/exchange/template.csv?of=moons").status_code == 404
    page = html.unescape(client.get("/biobank/exchange/").content.decode())
    assert "100,000" in page and "5,000" in page and sorts()[of].rule["zh"] in page
    assert f"of={of}" in page and f'value="{of}"' in page
