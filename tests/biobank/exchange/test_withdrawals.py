"""Withdrawals of consent from files: each freezes and lists at once, as on the page, and only once."""

import pytest
from biobank.bankers import a_protocol, a_visit, blood
from biobank.consent.consenting import consenting

from paeonia.modules.biobank.consent import actions
from paeonia.modules.biobank.consent.models import Withdrawal, WorkItem
from paeonia.modules.biobank.models import Specimen
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db
HEAD = "供者编号,撤回范围,撤回时间,供者意愿,撤回声明存放处,受理人,撤回原因\n"


@pytest.fixture
def tube(protocol, manager, here):
    visit = a_visit(protocol, manager)
    consenting(visit.registration.donor, manager, here)
    return blood(visit, manager, barcode="B-1")


@pytest.fixture
def code(tube):
    return tube.collection.registration.code


def test_a_withdrawal_is_only_tried_when_looked_at_and_freezes_when_kept(brought, manager, tube, code):
    text = HEAD + f"{code},全部,2026-04-02 09:00,destroy,信 7,李医生,不愿继续参与\n"
    looked = brought("withdraw", text)
    with acting(manager):
        assert looked.good == 1 and not Withdrawal.objects.exists()
        assert Specimen.objects.get(pk=tube.pk).availability == "available"
    done = brought("withdraw", text, keep=True)
    assert (done.made, done.bad) == (1, 0)
    with acting(manager):
        made = Withdrawal.objects.get()
        assert made.whole and made.why == "不愿继续参与"
        assert Specimen.objects.get(pk=tube.pk).availability == "consent_withdrawn"
        assert [item.specimen_id for item in WorkItem.objects.filter(withdrawal=made)] == [tube.pk]
    again = brought("withdraw", text, keep=True)
    assert (again.made, again.already) == (0, 1)


def test_some_purposes_freeze_nothing(brought, manager, tube, code, why):
    run = brought("withdraw", HEAD + f"{code},商业用途；genetic,2026-04-02,destroy,信 7,李医生,\n", keep=True)
    assert run.made == 1, why(run, manager)
    with acting(manager):
        assert Withdrawal.objects.get().purposes == ["commercial", "genetic"]
        assert Specimen.objects.get(pk=tube.pk).availability == "available"


@pytest.mark.parametrize(("cells", "said"), [
    ("NOBODY,all,2026-04-02,destroy,x,y", "NOBODY"), ("{code},,2026-04-02,destroy,x,y", "“What is withdrawn” is empty"),
    ("{code},;,2026-04-02,destroy,x,y", "is no purpose"), ("{code},all;moon,2026-04-02,destroy,x,y", "moon"),
    ("{code},all,2099-04-02,destroy,x,y", "still to come"), ("{code},all,2026-04-02,burn,x,y", "burn"),
    ("{code},all,2026-04-02,destroy,,y", "“Where the statement is filed” is empty"),
])
def test_a_row_that_cannot_be_taken_freezes_nothing(cells, said, brought, manager, tube, code, why):
    run = brought("withdraw", HEAD + cells.format(code=code) + ",\n", keep=True)
    assert run.bad == 1 and said in why(run, manager)[2]
    with acting(manager):
        assert not Withdrawal.objects.exists() and Specimen.objects.get(pk=tube.pk).availability == "available"


def test_one_that_was_cancelled_does_not_come_back_by_the_same_file(brought, manager, tube, code, why):
    text = HEAD + f"{code},all,2026-04-02,destroy,x,y,\n"
    brought("withdraw", text, keep=True)
    with acting(manager):
        made = Withdrawal.objects.get()
    actions.cancel(made, "another donor", manager)
    run = brought("withdraw", text, keep=True)
    assert run.bad == 1 and "cancelled as a mistake" in why(run, manager)[2]
    with acting(manager):
        assert Specimen.objects.get(pk=tube.pk).availability == "available"


def test_a_code_that_two_donors_have_withdraws_for_neither(brought, handed, manager, protocol, here, why):
    a_protocol(manager, here, code="TWO")
    handed("Protocol,Donor,Visit,Label,Type,Collected or made\nPBC,P1,B,A,serum,2026-03-02\nTWO,P1,B,C,serum,2026-03-02\n",
           keep=True)
    run = brought("withdraw", HEAD + "P1,all,2026-04-02,destroy,x,y,\n", keep=True)
    assert run.bad == 1 and "several donors" in why(run, manager)[2]
    with acting(manager):
        assert set(Specimen.objects.values_list("availability", flat=True)) == {"available"}
