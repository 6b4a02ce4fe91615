"""Tubes in places: one tube, one place; what cannot be is refused in words, and by the database whoever writes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from biobank.bankers import later
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.models import CustodyEvent, Specimen
from paeonia.modules.biobank.storage import actions, queries
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.models import Container, Place, Stay
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def refused(code, do, *args, **more):
    with pytest.raises(Refused) as told:
        do(*args, **more)
    assert told.value.problems[0].code == code, told.value
    for language in ("en", "zh"):
        assert "{" not in told.value.problems[0].text(language)
    return str(told.value.problems[0])


def lying(viewer, box):
    with acting(viewer):
        return {cell.name: cell.label for row in queries.box_map(box).rows for cell in row if cell.label}


def taken(viewer, box):
    with acting(viewer):
        return Container.objects.get(pk=box.pk).taken


def test_tubes_go_into_the_next_free_places(technician, box, tubes):
    actions.store(tubes[:1], box, later(40), technician, names=["A2"])
    actions.store(tubes[1:4], box, later(40), technician)
    assert lying(technician, box) == {"A2": tubes[0].label, "A1": tubes[1].label, "A3": tubes[2].label, "B1": tubes[3].label}
    assert taken(technician, box) == 4
    with acting(technician):
        told = CustodyEvent.objects.get(specimen=tubes[0], deed="stored")
        assert told.fields == {"container": box.pk, "path": "F1 › R1 › B1", "place": "A2", "temperature_c": -80.0}
        assert queries.known_of([tubes[0].pk])[tubes[0].pk][0].text == "F1 › R1 › B1 A2"


def test_the_order_of_filling_is_the_boxes_own(manager, rack, tubes):
    box = containers.set_up({"kind": "box", "name": "B9", "holds": "specimens", "rows": 3, "columns": 3,
                             "order": "along_up_left"}, rack, rack.hospital_id, manager)
    actions.store(tubes[:4], box, later(40), manager)
    assert list(lying(manager, box)) == ["A3", "B3", "C2", "C3"]


@pytest.mark.parametrize(("code", "names", "which"), [
    ("store-place-taken", ["A1"], [1]), ("store-no-such-place", ["D1"], [1]), ("store-no-such-place", ["A4"], [1]),
    ("store-no-such-place", ["甲"], [1]), ("store-place-twice", ["B1", "b-1"], [1, 2]),
    ("store-tube-twice", ["B1", "B2"], [1, 1]),
    ("store-elsewhere", ["B1"], [0]), ("store-full", ["B1"], [1, 2]),
])
def test_what_cannot_be_is_refused_and_nothing_is_half_done(technician, box, tubes, code, names, which):
    actions.store(tubes[:1], box, later(40), technician, names=["A1"])
    refused(code, actions.store, [tubes[n] for n in which], box, later(41), technician, names=names)
    assert taken(technician, box) == 1
    with acting(technician):
        assert Stay.objects.count() == 1


def test_a_full_box_says_how_much_is_free(technician, protocol, manager, box):
    from biobank.storage.conftest import aliquots

    many = aliquots(protocol, manager, 10)
    assert "9 free places; 10" in refused("store-full", actions.store, many, box, later(40), technician)
    actions.store(many[:9], box, later(40), technician)
    refused("store-full", actions.store, many[9:], box, later(40), technician)


def test_a_tube_moves_only_when_that_is_said(technician, box, other, tubes):
    actions.store(tubes[:2], box, later(40), technician)
    actions.store(tubes[:2], other, later(50), technician, names=["C3", "C2"], moving=True)
    assert (taken(technician, box), taken(technician, other)) == (0, 2)
    with acting(technician):
        stays = list(Stay.objects.filter(specimen=tubes[0]).values_list("container", "place", "since", "until"))
        assert stays == [(box.pk, "A1", later(40), later(50)), (other.pk, "C3", later(50), None)]
        assert CustodyEvent.objects.filter(specimen=tubes[0], deed="stored").last().fields["from"] == "B1 A1"


def test_two_tubes_of_a_box_change_places(technician, box, tubes):
    actions.store(tubes[:2], box, later(40), technician)
    actions.store(tubes[:2], box, later(41), technician, names=["A2", "A1"], moving=True)
    assert lying(technician, box) == {"A1": tubes[1].label, "A2": tubes[0].label}


def test_times_are_in_order(technician, box, tubes):
    refused("store-before-made", actions.store, tubes[:1], box, later(10), technician)
    refused("bank-future", actions.store, tubes[:1], box, timezone.now() + timedelta(hours=1), technician)
    actions.store(tubes[:1], box, later(40), technician)
    refused("store-before-stored", actions.take_out, tubes[:1], "x", later(39), technician)


def test_what_is_planned_or_closed_has_no_place(technician, manager, protocol, box, tubes):
    from biobank.bankers import a_visit, planned

    core = planned(a_visit(protocol, manager), manager, "CN")
    refused("bank-not-collected", actions.store, core, box, later(40), technician)
    actions.store(tubes[:1], box, later(40), technician)
    bench.dispose(tubes[0], "spoilt", later(60), technician.user_id, manager)
    assert taken(manager, box) == 0
    refused("bank-not-collected", actions.store, tubes[:1], box, later(70), technician)


def test_the_last_drop_frees_the_place(technician, manager, box, tubes):
    actions.store(tubes[:2], box, later(40), technician)
    bench.aliquot(tubes[0], [bench.Tube(Decimal(100), "uL")], later(60), manager)
    assert lying(technician, box) == {"A2": tubes[1].label}
    with acting(technician):
        assert not Stay.objects.filter(specimen=tubes[0], until__isnull=True).exists()


def test_a_tube_that_is_out_keeps_its_place(technician, box, other, tubes):
    actions.store(tubes[:2], box, later(40), technician)
    actions.check_out(tubes[:1], later(90), "sections", later(50), technician)
    refused("store-place-taken", actions.store, tubes[2:3], box, later(55), technician, names=["A1"])
    refused("store-is-out", actions.store, tubes[:1], other, later(55), technician, moving=True)
    refused("store-is-out", actions.check_out, tubes[:1], later(90), "", later(56), technician)
    refused("store-not-out", actions.check_in, tubes[1:2], later(56), technician)
    with acting(technician):
        assert Specimen.objects.get(pk=tubes[0].pk).availability == "checked_out"
        assert [one.specimen.label for one in queries.checked_out([box.hospital_id])] == [tubes[0].label]
        assert queries.overdue([box.hospital_id]) == 1
    refused("store-before-stored", actions.check_in, tubes[:1], later(45), technician)
    actions.check_in(tubes[:1], later(120), technician)
    with acting(technician):
        assert Specimen.objects.get(pk=tubes[0].pk).availability == "available"
        assert list(CustodyEvent.objects.filter(specimen=tubes[0]).order_by("at", "id").values_list("deed", flat=True)) == [
            "aliquoted", "stored", "checked_out", "checked_in"]
        assert list(Stay.objects.filter(specimen=tubes[0]).values_list("since", "until")) == [
            (later(40), later(50)), (later(120), None)]
    assert lying(technician, box)["A1"] == tubes[0].label


def test_a_withdrawn_tube_does_not_leave(technician, box, tubes):
    actions.store(tubes[:1], box, later(40), technician)
    with acting(technician):
        Specimen.objects.filter(pk=tubes[0].pk).update(availability="consent_withdrawn")
    refused("store-withdrawn", actions.check_out, tubes[:1], later(90), "", later(50), technician)


def test_a_reserved_tube_stays_reserved_while_it_is_out(technician, box, tubes):
    actions.store(tubes[:1], box, later(40), technician)
    with acting(technician):
        Specimen.objects.filter(pk=tubes[0].pk).update(availability="reserved")
    actions.check_out(tubes[:1], later(90), "", later(50), technician)
    actions.check_in(tubes[:1], later(60), technician)
    with acting(technician):
        assert Specimen.objects.get(pk=tubes[0].pk).availability == "reserved"


def test_taking_out_frees_the_place(technician, box, tubes):
    actions.store(tubes[:1], box, later(40), technician)
    actions.take_out(tubes[:1], "to pathology", later(50), technician)
    assert taken(technician, box) == 0
    refused("store-nowhere", actions.take_out, tubes[:1], "", later(60), technician)
    with acting(technician):
        assert CustodyEvent.objects.get(specimen=tubes[0], deed="removed").fields["why"] == "to pathology"


def test_a_reservation_keeps_a_place_for_five_minutes(technician, manager, box, tubes):
    assert actions.reserve(box, 2, technician) == ["A1", "A2"]
    refused("store-place-kept", actions.store, tubes[:1], box, later(40), manager, names=["A1"])
    actions.store(tubes[:1], box, later(40), manager)
    assert list(lying(manager, box)) == ["A3"]
    actions.store(tubes[1:2], box, later(40), technician)
    assert "A1" in lying(manager, box)
    with acting(manager):
        kept = Place.objects.get(state="reserved")
        assert timedelta(minutes=4, seconds=50) < kept.until - timezone.now() <= timedelta(minutes=5)
        Place.objects.filter(pk=kept.pk).update(until=timezone.now() - timedelta(seconds=1))
    actions.store(tubes[2:3], box, later(40), manager, names=["A2"])
    assert taken(manager, box) == 3


def test_a_blocked_place_is_not_used_until_it_is_released(technician, box, tubes):
    refused("store-why", actions.block, box, "A1", " ", technician)
    actions.block(box, "A1", "dented", technician)
    assert "dented" in refused("store-place-blocked", actions.store, tubes[:1], box, later(40), technician, names=["A1"])
    actions.store(tubes[:1], box, later(40), technician)
    assert list(lying(technician, box)) == ["A2"]
    refused("store-place-taken", actions.block, box, "A2", "dented", technician)
    actions.release(box, "A1", technician)
    actions.store(tubes[1:2], box, later(40), technician, names=["A1"])


def test_without_fixed_places_only_the_room_counts(manager, freezer, tubes):
    drawer = containers.set_up({"kind": "drawer", "name": "D", "holds": "specimens", "room_for": 2}, freezer,
                               freezer.hospital_id, manager)
    actions.store(tubes[:2], drawer, later(40), manager)
    refused("store-full", actions.store, tubes[2:3], drawer, later(41), manager)
    refused("store-no-grid", actions.store, tubes[2:3], drawer, later(41), manager, names=["A1"])
    actions.store(tubes[:1], drawer, later(42), manager, moving=True)
    with acting(manager):
        assert [cell.label for cell in queries.box_map(drawer).loose] == [tubes[1].label, tubes[0].label]


def raw(box, specimen, row=1, column=1, **more):
    return Place.objects.bulk_create([Place(hospital_id=box.hospital_id, container=box, specimen=specimen, row=row,
                                            column=column, **more)])


def test_the_database_itself_keeps_one_tube_in_one_place(technician, manager, box, other, tubes, freezer):
    stray = containers.set_up({"kind": "rack", "name": "R2", "holds": "containers"}, freezer, freezer.hospital_id, manager)
    actions.store(tubes[:1], box, later(40), technician)
    for wrong in (lambda: raw(box, tubes[1]), lambda: raw(other, tubes[0])):
        with acting(technician), pytest.raises(IntegrityError), transaction.atomic():
            wrong()
    for wrong, why in ((lambda: raw(box, tubes[1], 4, 1), "no such place"),
                       (lambda: raw(box, tubes[1], None, None), "no such"),
                       (lambda: raw(freezer, tubes[1], None, None), "holds no specimens"),
                       (lambda: Place.objects.filter(container=box).update(row=9), "no such place"),
                       (lambda: raw(box, None, 2, 2, child=stray), "not the parent")):
        with acting(technician), pytest.raises(DatabaseError, match=why), transaction.atomic():
            wrong()
    with acting(technician), pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(hospital_id=box.hospital_id, container=box, row=2, column=2)
    with acting(technician):
        Container.objects.filter(pk=box.pk).update(taken=77)
    assert taken(technician, box) == 1


def test_the_other_hospital_sees_no_box_and_stores_nothing(viewer, two_hospitals, box, tubes, technician):
    stranger = viewer("biobank_technician", two_hospitals[1])
    with acting(stranger):
        assert not Container.objects.exists()
    with pytest.raises(PermissionDenied):
        actions.store(tubes[:1], box, later(40), stranger)
    with pytest.raises(PermissionDenied):
        actions.store(tubes[:1], box, later(40), viewer("nurse", two_hospitals[0]))
    with pytest.raises(PermissionDenied):
        containers.set_up({"kind": "box", "name": "X", "holds": "specimens"}, None, box.hospital_id, technician)
