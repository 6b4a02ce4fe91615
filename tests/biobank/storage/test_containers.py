"""Containers in one another: no circle, nothing lost by shrinking, out of use only when empty, rules from above."""

from decimal import Decimal

import pytest
from biobank.bankers import a_protocol, later
from biobank.storage.test_places import refused
from django.db import DatabaseError, transaction

from paeonia.modules.biobank.models import CustodyEvent
from paeonia.modules.biobank.storage import actions, queries
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.models import Container, Occurrence, Place, Stay
from paeonia.modules.biobank.storage.tree import ruled
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db


def test_three_by_three_is_nine(box, manager, tubes):
    assert box.capacity == 9
    actions.store(tubes[:1], box, later(40), manager)
    with acting(manager):
        found = {one.name: (one.taken, one.room, one.boxes) for one in queries.containers(boxes=True)}
    assert found["B1"] == found["F1"] == (1, 9, 1)


def test_no_container_lies_within_itself(manager, freezer, rack, box):
    refused("store-circle", containers.move, freezer, rack, later(1), manager)
    refused("store-circle", containers.move, rack, rack, later(1), manager)
    refused("store-holds-specimens", containers.move, freezer, box, later(1), manager)
    for wrong in ({"parent_id": rack.pk}, {"parent_id": freezer.pk}):
        with acting(manager), pytest.raises(DatabaseError, match="within itself"), transaction.atomic():
            Container.objects.filter(pk=freezer.pk).update(**wrong)


def test_a_box_does_not_shrink_over_a_tube(manager, box, tubes):
    actions.store(tubes[:1], box, later(40), manager, names=["C3"])
    for size in ({"rows": 2, "columns": 3}, {"rows": 3, "columns": 2}, {"rows": None, "columns": None}):
        assert "C3" in refused("store-too-small", containers.change, box, size, manager)
        with acting(manager), pytest.raises(DatabaseError, match="fall outside"), transaction.atomic():
            Container.objects.filter(pk=box.pk).update(**size)
    refused("store-holds-something", containers.change, box, {"holds": "containers"}, manager)
    actions.store(tubes[:1], box, later(41), manager, names=["A1"], moving=True)
    assert containers.change(box, {"rows": 1, "columns": 2}, manager).capacity == 2


def test_out_of_use_only_when_empty_and_back_with_those_it_took_along(manager, freezer, rack, box, other, tubes):
    actions.store(tubes[:1], box, later(40), manager)
    for one in (freezer, rack, box):
        assert "holds 1 things" in refused("store-holds-something", containers.archive, one, "old", manager)
    with acting(manager), pytest.raises(DatabaseError, match="stays in use"), transaction.atomic():
        Container.objects.filter(pk=box.pk).update(archived=True)
    containers.archive(other, "cracked", manager)
    actions.take_out(tubes[:1], "", later(50), manager)
    containers.archive(freezer, "sold", manager)
    with acting(manager):
        assert not Container.objects.filter(archived=False).exists()
    refused("store-archived", actions.store, tubes[:1], box, later(60), manager)
    refused("store-archived", containers.revive, rack, manager)
    containers.revive(freezer, manager)
    with acting(manager):
        assert [one.name for one in Container.objects.filter(archived=True)] == ["B2"]      # it had gone before
    actions.store(tubes[:1], box, later(60), manager)


def test_what_rests_takes_nothing_new_and_keeps_what_lies_there(manager, freezer, box, tubes):
    actions.store(tubes[:1], box, later(40), manager)
    containers.change(freezer, {"resting": True}, manager)
    assert "F1" in refused("store-resting", actions.store, tubes[1:2], box, later(41), manager)
    with acting(manager):
        assert Place.objects.filter(specimen=tubes[0], state="held").exists()
    containers.change(freezer, {"resting": False}, manager)
    actions.store(tubes[1:2], box, later(41), manager)


def test_rules_come_from_above_unless_a_box_has_its_own(manager, two_hospitals, freezer, rack, box, other, tubes):
    containers.change(freezer, {"kinds": ["plasma"]}, manager)
    assert "plasma" in refused("store-kind-refused", actions.store, tubes[:1], box, later(40), manager)
    containers.change(other, {"kinds": ["whole_blood"]}, manager)
    actions.store(tubes[:1], other, later(40), manager)
    strange = a_protocol(manager, two_hospitals[0], "OTHER")
    containers.change(rack, {"protocols": [strange.pk]}, manager)
    assert "OTHER" in refused("store-protocol-refused", actions.store, tubes[1:2], other, later(41), manager)
    containers.change(rack, {"protocols": [strange.pk, tubes[0].collection.registration.protocol_id]}, manager)
    actions.store(tubes[1:2], other, later(41), manager)


def test_a_group_of_types_admits_what_belongs_to_it(manager, protocol, box, tubes):
    from biobank.bankers import a_visit, planned

    from paeonia.modules.biobank.bench import actions as bench

    containers.change(box, {"kinds": ["tissue"]}, manager)
    core = planned(a_visit(protocol, manager), manager, "CN")[0]
    bench.collect(core, later(5), bench.Tube(), manager)
    actions.store([core], box, later(40), manager)
    refused("store-kind-refused", actions.store, tubes[:1], box, later(40), manager)


def test_names_and_codes_are_taken_once(manager, freezer, rack, box):
    again = {"kind": "box", "holds": "specimens", "rows": 1, "columns": 1}
    refused("store-name-taken", containers.set_up, {**again, "name": "B1"}, rack, rack.hospital_id, manager)
    code = {**again, "name": "B7", "barcode": "BOX1"}
    refused("store-name-taken", containers.set_up, code, rack, rack.hospital_id, manager)
    refused("store-name-taken", containers.change, rack, {"sensor": "bank/f1"}, manager)
    refused("store-place-taken", containers.set_up, {**again, "name": "B7"}, rack, rack.hospital_id, manager, place="A1")
    with acting(manager):
        assert not Container.objects.filter(name="B7").exists()


def test_many_alike_at_once(manager, rack):
    made = containers.set_up_many({"kind": "box", "name": "box", "holds": "specimens", "rows": 9, "columns": 9}, 12, rack,
                                  manager)
    assert [one.name for one in made[:2] + made[-1:]] == ["box 01", "box 02", "box 12"]


def test_a_rack_goes_to_another_freezer_with_its_tubes(manager, freezer, rack, box, tubes, two_hospitals):
    tank = containers.set_up({"kind": "tank", "name": "N1", "holds": "containers", "temperature": Decimal(-190)}, None,
                             two_hospitals[0].pk, manager)
    actions.store(tubes[:2], box, later(40), manager)
    containers.move(rack, tank, later(60), manager)
    with acting(manager):
        assert ruled([box.pk])[box.pk].path == "N1 › R1 › B1"
        assert list(Stay.objects.filter(specimen=tubes[0]).values_list("unit", "since", "until")) == [
            (freezer.pk, later(40), later(60)), (tank.pk, later(60), None)]
        assert CustodyEvent.objects.filter(specimen=tubes[0], deed="stored").last().fields["temperature_c"] == -190
        assert Occurrence.objects.get(what="moved").fields["from"] == "F1 › R1"


def test_a_box_moves_to_a_free_place_of_another_rack(manager, freezer, rack, box, other, tubes):
    second = containers.set_up({"kind": "rack", "name": "R2", "holds": "containers", "rows": 1, "columns": 1}, freezer,
                               freezer.hospital_id, manager)
    actions.store(tubes[:1], box, later(40), manager)
    containers.move(box, second, later(50), manager, place="A1")
    refused("store-place-taken", containers.move, other, second, later(50), manager, place="A1")
    with acting(manager):
        assert Place.objects.get(child=other).container_id == rack.pk
        assert Stay.objects.get(specimen=tubes[0]).since == later(40)       # the freezer is the same


def test_a_scan_finds_a_container_by_barcode_before_name(manager, rack, box, other):
    with acting(manager):
        assert queries.container_called([box.hospital_id], " BOX2 ") == other
        assert queries.container_called([box.hospital_id], "B1") == box
        refused("store-no-box", queries.container_called, [box.hospital_id], "nothing")
        refused("store-no-box", queries.container_called, [box.hospital_id], "")
