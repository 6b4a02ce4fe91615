"""Free places under all restrictions, and that the one statement says what the pure grid says."""

from decimal import Decimal

import pytest
from biobank.bankers import a_protocol, later

from paeonia.modules.biobank.storage import actions
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.finding import free_places
from paeonia.modules.biobank.storage.grid import ORDERS, Grid
from paeonia.modules.biobank.storage.models import Place
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db


def found(viewer, box, wanted=9, kind="whole_blood", protocol=None, **more):
    with acting(viewer):
        return [(one.path.split(" › ")[-1], one.row, one.column)
                for one in free_places(box.hospital_id, wanted, kind, protocol, **more)]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_of_filling_is_the_grids(manager, rack, tubes, order):
    said = {"kind": "box", "name": "O", "holds": "specimens", "rows": 2, "columns": 3, "order": order}
    box = containers.set_up(said, rack, rack.hospital_id, manager)
    actions.store(tubes[:2], box, later(40), manager, names=["A2", "B3"])
    assert found(manager, box) == [("O", *spot) for spot in Grid(2, 3, order=order).free([(1, 2), (2, 3)])]


def test_begun_boxes_come_before_empty_ones_and_the_roomy_on_request(manager, box, other, tubes):
    actions.store(tubes[:3], other, later(40), manager)
    assert [name for name, *_ in found(manager, box, 8)] == ["B2"] * 6 + ["B1"] * 2
    assert [name for name, *_ in found(manager, box, 8, roomy=True)] == ["B1"] * 8
    assert len(found(manager, box, 500)) == 15


def test_restrictions_temperature_and_what_is_spoken_for(manager, two_hospitals, freezer, rack, box, other):
    strange = a_protocol(manager, two_hospitals[0], "OTHER")
    containers.change(box, {"kinds": ["plasma"]}, manager)
    containers.change(other, {"protocols": [strange.pk]}, manager)
    assert found(manager, box) == []
    assert {name for name, *_ in found(manager, box, 99, "plasma")} == {"B1"}
    assert {name for name, *_ in found(manager, box, 99, "plasma_double")} == {"B1"}    # it lies under plasma
    assert {name for name, *_ in found(manager, box, 99, protocol=strange.pk)} == {"B2"}
    assert found(manager, box, kind="plasma", between=(Decimal(-20), Decimal(8))) == []
    assert len(found(manager, box, kind="plasma", between=(Decimal(-90), Decimal(-60)))) == 9
    assert found(manager, box, kind="plasma", without=[freezer.pk]) == []
    assert len(found(manager, box, 99, "plasma", within=rack.pk)) == 9
    assert found(manager, box, 2, "plasma", spoken=[(box.pk, 1, 1), (box.pk, 1, 2)]) == [("B1", 1, 3), ("B1", 2, 1)]
    containers.change(rack, {"resting": True}, manager)
    assert found(manager, box, kind="plasma") == []


def test_a_reservation_that_ran_out_is_free_again(manager, box):
    from datetime import timedelta

    from django.utils import timezone

    actions.reserve(box, 9, manager)
    assert found(manager, box) == []
    with acting(manager):
        Place.objects.filter(container=box, row=2).update(until=timezone.now() - timedelta(seconds=1))
    assert found(manager, box) == [("B1", 2, 1), ("B1", 2, 2), ("B1", 2, 3)]


def test_the_other_hospital_finds_nothing(viewer, two_hospitals, box):
    assert found(viewer("biobank_manager", two_hospitals[1]), box) == []
