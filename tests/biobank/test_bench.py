"""Work at the bench: quantities add up, nothing is half done, and what cannot be is refused in words."""

from decimal import Decimal

import pytest
from biobank.bankers import THEN, a_protocol, a_visit, blood, later, planned
from django.db import DatabaseError, transaction

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.models import CustodyEvent, Specimen
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(viewer, two_hospitals):
    return viewer("biobank_manager", two_hospitals[0])


@pytest.fixture
def visit(manager, two_hospitals):
    return a_visit(a_protocol(manager, two_hospitals[0]), manager)


@pytest.fixture
def tube(visit, manager):
    return blood(visit, manager)






def now(one, viewer):
    with acting(viewer):
        return Specimen.objects.get(pk=one.pk)


def test_a_visit_makes_ready_its_tubes_with_their_labels(visit, manager):
    with acting(manager):
        labels = list(Specimen.objects.filter(collection=visit).values_list("label", flat=True).order_by("id"))
    assert labels == ["PBC-0001.WB1", "PBC-0001.WB1.PL1", "PBC-0001.WB1.PL1.1", "PBC-0001.WB1.PL1.2", "PBC-0001.CN2"]


def test_collecting_an_aliquot_collects_what_it_comes_from(visit, manager):
    last = planned(visit, manager, "PLA")[-1]
    bench.collect(last, later(5), Tube(), manager)
    with acting(manager):
        assert {one.label: one.status for one in Specimen.objects.filter(collection=visit)} == {
            "PBC-0001.WB1": "collected", "PBC-0001.WB1.PL1": "collected", "PBC-0001.WB1.PL1.1": "planned",
            "PBC-0001.WB1.PL1.2": "collected", "PBC-0001.CN2": "planned"}


def test_aliquots_leave_the_parent_in_its_own_unit(tube, manager):
    made = bench.aliquot(tube, [Tube(Decimal(500), "uL")] * 4, later(30), manager)
    assert [one.unit for one in made] == ["uL"] * 4
    assert now(tube, manager).available == Decimal("8.0000")
    with acting(manager):
        told = CustodyEvent.objects.get(specimen=tube, deed="aliquoted")
    assert told.fields["children"] == [one.label for one in made]


@pytest.mark.parametrize(("quantity", "unit", "says"), [
    (Decimal(11), "mL", "10 mL left"), (Decimal(10001), "uL", "10 mL left"), (Decimal(-1), "mL", "cannot be taken"),
    (Decimal(0), "mL", "cannot be taken"), (Decimal(1), "mg", "cannot be counted"),
    (Decimal("NaN"), "mL", "cannot be taken"),
])
def test_a_quantity_that_cannot_be_is_refused_and_nothing_is_half_done(tube, manager, quantity, unit, says):
    with pytest.raises(Refused) as told:
        bench.aliquot(tube, [Tube(Decimal(1), "mL"), Tube(quantity, unit)], later(30), manager)
    assert says in str(told.value.problems[0])
    assert now(tube, manager).available == Decimal(10)
    with acting(manager):
        assert not Specimen.objects.filter(parent=tube, status="collected").exists()


def test_the_last_drop_closes_the_tube(tube, manager):
    bench.aliquot(tube, [Tube(Decimal(5), "mL")] * 2, later(30), manager)
    assert (now(tube, manager).status, now(tube, manager).closed_because) == ("closed", "divided")


def test_a_pool_remembers_its_members_and_keeps_to_one_protocol(visit, tube, manager, two_hospitals):
    other = blood(a_visit(visit.registration.protocol, manager), manager)
    mixed = bench.pool([tube, other], Tube(Decimal(18), "mL"), later(60), manager)
    with acting(manager):
        assert CustodyEvent.objects.get(specimen=mixed, deed="pooled").fields["members"] == [tube.label, other.label]
    assert now(other, manager).status == "closed"
    strange = blood(a_visit(a_protocol(manager, two_hospitals[0], "OTHER"), manager), manager)
    again = blood(a_visit(visit.registration.protocol, manager), manager)
    with pytest.raises(Refused) as told:
        bench.pool([again, strange], Tube(), later(60), manager)
    assert "different protocols" in str(told.value.problems[0])


def test_one_barcode_is_on_one_tube(visit, tube, manager):
    bench.aliquot(tube, [Tube(Decimal(1), "mL", "B1")], later(30), manager)
    for tubes in ([Tube(Decimal(1), "mL", "B1")], [Tube(Decimal(1), "mL", "B2")] * 2):
        with pytest.raises(Refused):
            bench.aliquot(tube, tubes, later(31), manager)
    assert now(tube, manager).available == Decimal(9)


def test_a_child_is_never_older_than_its_parent_whoever_writes(tube, manager):
    with pytest.raises(Refused):
        bench.derive(tube, [Tube(Decimal(1), "mL", kind="plasma")], later(-1), manager)
    made, = bench.derive(tube, [Tube(Decimal(1), "mL", kind="plasma")], later(40), manager)
    with acting(manager), pytest.raises(DatabaseError, match="older than its parent"), transaction.atomic():
        Specimen.objects.filter(pk=made.pk).update(made_at=later(-10))


def test_nothing_happened_tomorrow(tube, manager):
    with pytest.raises(Refused) as told:
        bench.happened([tube], "spun", later(10**6), manager)
    assert "has not come yet" in str(told.value.problems[0])
    assert "尚未到来" in told.value.problems[0].text("zh")


def test_custody_is_only_added(tube, manager):
    with acting(manager), pytest.raises(DatabaseError, match="never changed|permission denied"), transaction.atomic():
        CustodyEvent.objects.filter(specimen=tube).update(at=THEN)


def test_a_disposal_needs_two_people(tube, manager, viewer, two_hospitals):
    with pytest.raises(Refused):
        bench.dispose(tube, "spoilt", later(50), manager.user_id, manager)
    gone = bench.dispose(tube, "spoilt", later(50), viewer("biobank_technician", two_hospitals[0]).user_id, manager)
    assert (gone.status, gone.available) == ("closed", 0)


@pytest.mark.parametrize("fields", [{}, {"first_id": None}, {"first_id": 0}, {"first_id": "own"}])
def test_the_database_refuses_a_disposal_of_one_person(fields, tube, manager):
    said = {name: manager.user_id if value == "own" else value for name, value in fields.items()}
    with acting(manager), pytest.raises(DatabaseError, match="two people"), transaction.atomic():
        CustodyEvent.objects.create(hospital_id=tube.hospital_id, specimen=tube, deed="disposed", at=later(50),
                                    by_id=manager.user_id, fields=said)


def test_where_a_specimen_comes_from_is_said_once(visit, tube, manager):
    made, = bench.aliquot(tube, [Tube(Decimal(1), "mL")], later(30), manager)
    for change in ({"lineage": "derived"}, {"parent_id": None}, {"collection_id": a_visit(
            visit.registration.protocol, manager).pk}):
        with acting(manager), pytest.raises(DatabaseError), transaction.atomic():
            Specimen.objects.filter(pk=made.pk).update(**change)


def test_the_other_hospital_sees_nothing_and_a_technician_no_names(tube, manager, viewer, two_hospitals):
    from paeonia.modules.biobank.models import DonorIdentity

    with acting(viewer("biobank_manager", two_hospitals[1])):
        assert not Specimen.objects.exists()
    with acting(viewer("biobank_technician", two_hospitals[0])):
        assert Specimen.objects.filter(pk=tube.pk).exists()
        assert not DonorIdentity.objects.exists()
    with acting(viewer("educator", two_hospitals[0])):
        assert not Specimen.objects.exists()


def test_a_step_cannot_have_come_before_its_tube(tube, visit, manager):
    for deed in ("spun", "received"):
        with pytest.raises(Refused, match="cannot have come before") as told:
            bench.happened([tube], deed, later(-1), manager)
        assert "生成于 2026-03-02 16:00" in told.value.problems[0].text("zh")
    bench.happened([tube], "supply_cut", later(-30), manager)
    core = bench.add(visit, later(20), Tube(Decimal(1), "{block}", kind="ffpe_block", label="BLOCK"), manager)
    bench.happened([core], "fixed", later(5), manager)       # embedded later than fixed
    with acting(manager):
        assert CustodyEvent.objects.filter(deed__in=("supply_cut", "fixed", "spun", "received")).count() == 2


def test_who_divides_too_early_reads_of_a_new_tube(tube, manager):
    with pytest.raises(Refused, match="the new tube would be older") as told:
        bench.aliquot(tube, [Tube(Decimal(1), "mL")], later(-1), manager)
    assert told.value.problems[0].text("zh").startswith("新样本管")
