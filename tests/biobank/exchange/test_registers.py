"""Quality results and approvals from files: kept by their rooms, and changed only by a file of changes."""

from datetime import date

import pytest
from biobank.bankers import a_visit, blood, later, planned
from django.core.exceptions import PermissionDenied

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.hgr.models import Approval
from paeonia.modules.biobank.models import CustodyEvent
from paeonia.modules.biobank.quality.models import Nonconformity
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db
PERMITS = ("文件类别,批准或备案编号,事项名称,办理状态,生效日期,截止日期,覆盖的采集方案,累计人数上限,Sample types,Partners\n"
           "采集批件,CJ-1,样本采集,已批准,2026-01-01,2028-12-31,PBC,3000,plasma; 血清,\n")


def results(manager):
    with acting(manager):
        found = CustodyEvent.objects.filter(deed="quality").order_by("id")
        return {event.fields["kind"]: event.fields["value"] for event in found}


@pytest.fixture
def plasma(manager, protocol):
    """Plasma of one tube of blood."""
    tube = blood(a_visit(protocol, manager), manager)
    one, = planned(tube.collection, manager, "PL")
    return bench.collect(one, later(40), bench.Tube(barcode="B-1"), manager)


def test_results_of_a_plate_are_entered_and_each_that_cannot_be_is_told(brought, manager, plasma, why):
    text = ("Label,What was measured,Value,Time it happened,Device\n"
            f"{plasma.label},溶血程度（目测）,轻度,2026-03-02 18:00,D1\n"
            "B-1,blood_volume_of_nothing,3,2026-03-02 18:00,\n"
            "B-1,rin,8.1,2026-03-02 18:00,\n"
            "B-1,haemolysis,much,2026-03-02 18:05,\n"
            "B-1,haemolysis_index,-4,2026-03-02 18:05,\n"
            "B-1,haemolysis,none,2099-01-01 08:00,\n")
    run = brought("results", text, keep=True)
    said = why(run, manager)
    assert (run.made, run.bad) == (1, 5), said
    assert "blood_volume" in said[3] and "not measured" in said[4] and "much" in said[5] and "-4" in said[6]
    assert results(manager) == {"haemolysis": "slight"}
    assert brought("results", text, keep=True).already == 1
    again = brought("results", "Label,Test,Result,At\nB-1,haemolysis,none,2026-03-02 18:00\n")
    assert (again.good, again.bad) == (0, 1) and "another result" in why(again, manager)[2]
    later_on = brought("results", "Label,Test,Result,At\nB-1,haemolysis,none,2026-03-02 19:00\n", keep=True)
    assert (later_on.made, results(manager)) == (1, {"haemolysis": "none"})


def test_approvals_are_entered_and_changed_only_by_a_file_of_changes(brought, manager, protocol, why):
    done = brought("permits", PERMITS, keep=True)
    assert (done.made, done.bad) == (1, 0), why(done, manager)
    with acting(manager):
        held = Approval.objects.get()
        assert (held.headcount, held.kinds, held.status, held.valid_until) == (
            3000, ["plasma", "serum"], "approved", date(2028, 12, 31))
        assert [one.protocol.code for one in held.covered.all()] == ["PBC"]
    assert brought("permits", PERMITS, keep=True).already == 1
    longer = "Kind,Number,Expires,Headcount\ncollection,CJ-1,2030-12-31,\ncollection,CJ-9,2030-12-31,\n"
    run = brought("permits", PERMITS.replace("2028-12-31", "2030-12-31"))
    assert (run.good, run.bad) == (0, 1) and "file of changes" in why(run, manager)[2]
    run = brought("permfix", longer, keep=True)
    assert (run.changed, run.bad) == (1, 1) and "CJ-9" in why(run, manager)[3]
    with acting(manager):
        held = Approval.objects.get()
        assert (held.valid_until, held.headcount) == (date(2030, 12, 31), 3000)     # what is empty stays
        assert held.covered.count() == 1
    assert brought("permfix", longer, keep=True).changed == 0


@pytest.mark.parametrize(("changed", "says"), [
    ((",PBC,", ",,"), "choose the protocols"), (("2028-12-31", "2025-12-31"), "before it begins"),
    ((",PBC,", ",NOPE,"), "NOPE"), (("plasma; 血清", "moon dust"), "moon dust"), (("采集批件", "fishing"), "fishing")])
def test_an_approval_that_cannot_be_is_refused_with_the_reason(changed, says, brought, manager, protocol, why):
    run = brought("permits", PERMITS.replace(*changed))
    assert (run.good, run.bad) == (0, 1) and says in why(run, manager)[2]


def test_a_technician_enters_no_approval(brought, viewer, protocol, here, manager):
    with pytest.raises(PermissionDenied):
        brought("permits", PERMITS, as_=viewer("biobank_technician", here))
    with acting(manager):
        assert not Approval.objects.exists()


LOG = ("Found,Description,Severity,Cause,Specimens,Due,Containment,Correction\n"
       "2026-03-02 18:00,The label came off,轻微,label or identity,{tube},2026-04-02,printed again,checked by two\n"
       "2026-03-03 08:00,Door left open,major,,,,,\n")


def test_a_log_of_nonconformities_is_entered_and_no_file_closes_one(brought, manager, plasma, why):
    text = LOG.format(tube="B-1")
    run = brought("wrong", text, keep=True)
    assert (run.made, run.bad) == (2, 0), why(run, manager)
    with acting(manager):
        first, second = Nonconformity.objects.order_by("id")
    assert (first.number, first.state, first.severity, first.specimens) == ("NC-2026-001", "corrected", "minor", [plasma.pk])
    assert (second.number, second.state, second.cause) == ("NC-2026-002", "open", "")
    assert brought("wrong", text, keep=True).already == 2
    for changed, says in ((("major", "critical"), "NC-2026-002"), ((",B-1,", ",NOPE-1,"), "NOPE-1"),
                          (("printed again", ""), "done at once"), (("major", "dire"), "dire"),
                          (("2026-03-03", "2099-03-03"), "to come")):
        other = text.replace("came off", "fell off") if says in ("NOPE-1", "done at once") else text
        run = brought("wrong", other.replace(*changed))
        assert run.bad == 1 and any(says in said for said in why(run, manager).values()), (says, why(run, manager))
    with acting(manager):
        assert Nonconformity.objects.count() == 2
