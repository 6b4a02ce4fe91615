"""A box counted: every difference is told once, and nothing in the box is changed."""

import pytest
from biobank.bankers import later
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.storage import actions
from paeonia.modules.biobank.storage.inventory import actions as inventory
from paeonia.modules.biobank.storage.inventory import queries
from paeonia.modules.biobank.storage.inventory.comparing import Lies, Scanned, compared
from paeonia.modules.biobank.storage.models import Place
from paeonia.modules.biobank.storage.models_inventory import InventoryCheck
from paeonia.people.context import acting
from paeonia.record.problems import Refused

spots = st.tuples(st.integers(1, 3), st.integers(1, 3))


@given(st.lists(st.tuples(st.integers(1, 12), spots, st.booleans()), unique_by=(lambda one: one[0], lambda one: one[1])),
       st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 14)), st.one_of(st.none(), spots))))
def test_every_tube_and_every_reading_is_told_once(lies, read):
    box = [Lies(pk, f"L{pk}", "", spot, out) for pk, spot, out in lies]
    found = compared(box, [Scanned(f"C{at}", spot, known) for at, (known, spot) in enumerate(read)])
    told = [one for one in found.differences if one.kind != "missing"]
    assert len(found.right) + len(told) == len(read)
    there = {pk for pk, _spot in read if pk}
    missing = {one.specimen for one in found.differences if one.kind == "missing"}
    assert missing == {one.id for one in box if not one.out} - there
    assert not set(found.right) & missing


def test_what_is_scanned_as_recorded_makes_no_difference():
    box = [Lies(1, "A", "", (1, 1)), Lies(2, "B", "", (1, 2), out=True)]
    assert compared(box, [Scanned("A", (1, 1), 1)]).differences == ()


@pytest.fixture
def filled(technician, box, tubes):
    actions.store(tubes[:3], box, later(40), technician, names=["A1", "A2", "A3"])
    return tubes


@pytest.mark.django_db
def test_a_box_is_counted(filled, box, technician, manager):
    a, b, c, other, *_ = filled
    text = f"A1,{a.label}\nA3,{b.label}\nB1,{other.label}\nB2,NOBODY\nC1,no tube\n"
    row = inventory.check(box, inventory.lines(text.encode("gbk")), technician)
    kinds = {one["code"]: one["kind"] for one in row.differences}
    assert kinds == {b.label: "misplaced", c.label: "missing", other.label: "strange", "NOBODY": "unknown"}
    assert (row.expected, row.right, row.scanned) == (3, 1, 4)
    misplaced = next(one for one in row.differences if one["kind"] == "misplaced")
    assert (misplaced["spot_name"], misplaced["at_name"]) == ("A3", "A2")
    with acting(manager):
        assert Place.objects.filter(container=box, specimen__isnull=False).count() == 3
        with pytest.raises(DatabaseError), transaction.atomic():
            InventoryCheck.objects.update(right=3)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Z99,X\n", "", "a,b,c,d,e\n"])
def test_what_cannot_be_read_is_said_and_nothing_is_kept(text, filled, box, technician):
    with pytest.raises(Refused) as told:
        inventory.check(box, inventory.lines(text.encode()), technician)
    assert told.value.problems[0].text("zh")
    with acting(technician):
        assert not InventoryCheck.objects.exists()


@pytest.mark.django_db
def test_codes_alone_are_enough(filled, box, technician):
    row = inventory.check(box, inventory.lines("\n".join(one.label for one in filled[:3]).encode()), technician)
    assert (row.right, row.differences) == (3, [])


@pytest.mark.django_db
@pytest.mark.parametrize("order", [1, -1])
def test_codes_alone_among_places_and_codes_are_not_lost(order, filled, box, technician):
    a, b, _, *_ = filled
    rows = [f"A1\t{a.label}", b.label, "NOBODY"][::order]
    row = inventory.check(box, inventory.lines("\n".join(rows).encode()), technician)
    assert (row.scanned, row.right) == (3, 2)
    assert [one["code"] for one in row.differences if one["kind"] == "unknown"] == ["NOBODY"]


@pytest.mark.django_db
def test_what_changed_in_a_box_since_it_was_counted_is_not_said_to_be_right(filled, box, technician):
    a, b, c, late, *_ = filled
    row = inventory.check(box, inventory.lines("\n".join(one.label for one in (a, b, c)).encode()), technician)
    with acting(technician):
        assert not queries.shown(box, row).since
    now = timezone.now()
    actions.store([late], box, now, technician, names=["C3"])
    actions.take_out([b], "", now, technician)
    with acting(technician):
        assert queries.shown(box, row).since == {(3, 3), (1, 2)}


@pytest.mark.django_db
def test_a_tube_recorded_as_destroyed_that_lies_there_is_said_so(filled, box, technician, manager):
    *_, gone = filled
    bench.dispose(gone, "spoilt", timezone.now(), manager.user_id, technician)
    row = inventory.check(box, inventory.lines(f"C3,{gone.label}".encode()), technician)
    assert [(one["kind"], one["spot_name"]) for one in row.differences if one["specimen"] == gone.pk] == [("closed", "C3")]
