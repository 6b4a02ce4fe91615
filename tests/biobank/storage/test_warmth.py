"""Temperatures outside the limits: found in the readings alone, who was exposed and for how long, where tubes could go."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from biobank.bankers import later
from biobank.storage.test_places import refused
from hypothesis import given
from hypothesis import strategies as st

from paeonia.modules.biobank.excursions import Limits, Outside, excursions
from paeonia.modules.biobank.models import CustodyEvent
from paeonia.modules.biobank.storage import actions
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.models import Excursion, Occurrence, Place, TemperatureReading
from paeonia.modules.biobank.storage.warmth import actions as warmth
from paeonia.modules.biobank.storage.warmth import queries
from paeonia.modules.biobank.storage.warmth.feeds import readings
from paeonia.modules.biobank.storage.warmth.relocating import NO_ROOM, NO_TEMPERATURE, plan, suiting
from paeonia.people.context import acting

ZERO = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FREEZER = Limits(Decimal(-90), Decimal(-60))


def at(minutes):
    return ZERO + timedelta(minutes=minutes)


def series(*values, step=10):
    return [(at(n * step), Decimal(value)) for n, value in enumerate(values)]


def test_from_the_first_reading_outside_to_the_first_inside():
    assert excursions(series(-80, -60, -59, -40, -61, -80), FREEZER) == [
        Outside("warm", at(20), at(40), Decimal(-40), Decimal(-60))]


def test_an_excursion_without_an_end_is_open():
    assert excursions(series(-80, -50), FREEZER) == [Outside("warm", at(10), None, Decimal(-50), Decimal(-60))]
    assert excursions(series(-50), FREEZER)[0].ended is None


def test_too_cold_counts_too_and_one_may_follow_the_other():
    assert [(one.beyond, one.began, one.ended) for one in excursions(series(-50, -95, -80), FREEZER)] == [
        ("warm", at(0), at(10)), ("cold", at(10), at(20))]


def test_what_is_tolerated_is_left_out():
    limits = Limits(None, Decimal(-60), tolerated=15)
    assert excursions(series(-80, -50, -80), limits) == []
    assert len(excursions(series(-80, -50, -50, -80), limits)) == 1


def test_a_silence_within_is_said():
    silent = [(at(0), Decimal(-50)), (at(30), Decimal(-50)), (at(200), Decimal(-50)), (at(210), Decimal(-80))]
    assert excursions(silent, FREEZER)[0].silent == 170


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(-100, -40)), unique_by=lambda one: one[0]), st.randoms())
def test_every_reading_outside_lies_in_an_excursion_and_none_inside_does(rows, chance):
    told = [(at(minute), Decimal(value)) for minute, value in rows]
    found = excursions(told, FREEZER)
    chance.shuffle(told)
    assert excursions(told, FREEZER) == found
    for moment, value in told:
        within = [one for one in found if one.began <= moment and (one.ended is None or moment < one.ended)]
        assert bool(within) == bool(FREEZER.beyond(value))
        assert all(one.beyond == FREEZER.beyond(value) for one in within)


@pytest.mark.parametrize("data", [
    b"time,sensor,value\n2026-03-02T09:00:00Z,bank/f1,-80.2\n",
    "时间,传感器,温度\n2026-03-02 17:00,bank/f1,-80.2℃\n".encode("gbk"),
    b'{"topic": "bank/f1", "ts": 1772442000, "value": -80.2}\n',
    b'\n{"topic": "bank/f1", "payload": {"timestamp": "2026-03-02T17:00:00+08:00", "temperature": "-80.2"}}\n',
    b'{"topic": "bank/f1", "payload": "{\\"ts\\": 1772442000000, \\"t\\": 1, \\"temp\\": -80.2}"}',
])
def test_feeds_in_their_forms(data):
    (one,), wrong = readings(data)
    assert (one.sensor, one.at, one.celsius, wrong) == ("bank/f1", ZERO, Decimal("-80.2"), [])


def test_faults_of_a_feed_are_told_by_row():
    _, wrong = readings(b'{"topic": "x", "ts": 1772442000, "value": "warm"}\n'
                        b'{"topic": "x", "ts": "soon", "value": 1}\nnothing\n'
                        b'{"ts": 1772442000, "value": 1}\n[1]\n{"topic": "x", "ts": "2090-01-01T00:00:00Z", "value": 1}\n'
                        b'{"topic": "x", "ts": 1772442000, "value": -400}\n{"topic": "x", "ts": 1772442000, "value": "NaN"}')
    assert [(one.place, one.code) for one in wrong] == [
        ("row 1", "store-no-number"), ("row 2", "store-no-time"), ("row 3", "store-no-json"), ("row 4", "store-no-sensor"),
        ("row 5", "store-no-json"), ("row 6", "bank-future"), ("row 7", "store-no-number"), ("row 8", "store-no-number")]


def feed(*values, sensor="bank/f1", start=0, step=10):
    return b"time,sensor,value\n" + "".join(
        f"{at(start + n * step).isoformat()},{sensor},{value}\n" for n, value in enumerate(values)).encode()


pytest_db = pytest.mark.django_db


@pytest_db
def test_a_failing_freezer_from_readings_to_custody(technician, manager, freezer, box, other, tubes):
    actions.store(tubes[:3], box, later(40), technician)                        # 08:40, an hour before it fails
    actions.check_out(tubes[1:2], at(600), "", at(25), technician)
    actions.take_out(tubes[2:3], "", at(15), technician)
    said = warmth.take_in(feed(-80, -55, -50, -45, -80) + b"2026-03-02T09:00:00Z,nobody,1\n", technician)
    assert (said.new, said.again, [one.code for one in said.wrong]) == (5, 0, ["store-no-sensor"])
    said_of = warmth.take_in(b"time,sensor,value\n2026-03-02T09:00:00Z,nobody,1\n2026-03-02T09:00:00Z,F1,warm\n", technician)
    assert [one.place for one in said_of.wrong] == ["row 2", "row 3"]
    (one,) = said.excursions
    with acting(technician):
        assert (one.began, one.ended, one.extreme) == (at(10), at(40), Decimal(-45))
        assert [(each.label, each.minutes, each.still) for each in queries.affected(one)] == [
            (tubes[0].label, 30, True), (tubes[1].label, 15, False), (tubes[2].label, 5, False)]
    assert warmth.take_in(feed(-80, -55, -50, -45, -80), technician).new == 0
    refused("store-why", warmth.judge, one, " ", at(60), manager)
    assert warmth.judge(one, "short; plasma stays usable", at(60), manager) == 3
    refused("store-judged", warmth.judge, one, "again", at(61), manager)
    with acting(technician):
        told = CustodyEvent.objects.get(specimen=tubes[0], deed="quality").fields
        assert (told["test"], told["value"], told["unit"], told["extreme_c"]) == ("temperature_exposure", 30, "min", -45.0)
        assert set(Occurrence.objects.values_list("what", flat=True)) == {"excursion", "judged"}


@pytest_db
def test_late_readings_lengthen_end_and_join(technician, freezer, box):
    warmth.take_in(feed(-80, -50), technician)
    warmth.take_in(feed(-80, -40, -80, start=100), technician)
    with acting(technician):
        assert list(Excursion.objects.order_by("began").values_list("began", "ended")) == [
            (at(10), at(100)), (at(110), at(120))]
    warmth.take_in(feed(-45, start=95), technician)
    with acting(technician):
        assert Excursion.objects.order_by("began").first().extreme == Decimal(-45)
        assert TemperatureReading.objects.count() == 6
    warmth.take_in(feed(-45, -44, start=130), technician)
    with acting(technician):
        assert Excursion.objects.filter(ended__isnull=True).count() == 1


@pytest_db
def test_without_limits_nothing_is_judged_and_that_is_said(technician, manager, freezer, two_hospitals):
    containers.set_up({"kind": "fridge", "name": "K1", "holds": "containers", "temperature": Decimal(4)}, None,
                      two_hospitals[0].pk, manager)
    said = warmth.take_in(feed(30, 30, sensor="K1"), technician)
    assert (said.new, said.excursions, said.without_limits) == (2, (), ("K1",))


@pytest.mark.parametrize(("temperature", "between"), [(-80, (-274, -60)), (-190, (-274, -135)), (4, (2, 10)), (20, (15, 30)),
                                                      (-50, (-52, -48))])
def test_what_is_frozen_may_lie_colder_and_what_is_cool_may_not_freeze(temperature, between):
    assert suiting(Decimal(temperature)) == tuple(map(Decimal, between))


@pytest.fixture
def second(manager, two_hospitals):
    """Another freezer with a box of six."""
    cold = containers.set_up({"kind": "freezer", "name": "F2", "holds": "containers", "temperature": Decimal(-80)}, None,
                             two_hospitals[0].pk, manager)
    return containers.set_up({"kind": "box", "name": "E1", "holds": "specimens", "rows": 2, "columns": 2}, cold,
                             cold.hospital_id, manager)


@pytest_db
def test_a_plan_moves_what_finds_room_elsewhere_as_cold(technician, manager, freezer, box, other, second, tubes,
                                                        two_hospitals):
    fridge = containers.set_up({"kind": "fridge", "name": "K1", "holds": "containers", "temperature": Decimal(4)}, None,
                               two_hospitals[0].pk, manager)
    containers.set_up({"kind": "box", "name": "W1", "holds": "specimens", "rows": 9, "columns": 9}, fridge,
                      fridge.hospital_id, manager)
    actions.store(tubes[:4], box, later(40), technician)
    actions.store(tubes[4:], other, later(40), technician)
    with acting(technician):
        made = plan(freezer)
    assert [(one.path, [(move.label, move.to) for move in one.moves]) for one in made.destinations] == [
        ("F2 › E1", [(tube.label, place) for tube, place in zip(tubes, ("A1", "A2", "B1", "B2"), strict=False)])]
    assert [(move.label, why) for move, why in made.left] == [(tube.label, NO_ROOM) for tube in tubes[4:]]
    assert warmth.relocate(freezer, at(60), technician).moves == 4
    with acting(technician):
        assert Place.objects.filter(container=second).count() == 4
        assert Occurrence.objects.get(what="relocated").fields == {"moved": 4, "boxes": [], "left": 2}
        assert CustodyEvent.objects.filter(specimen=tubes[0], deed="stored").count() == 2


@pytest_db
def test_a_box_goes_whole_where_a_rack_as_cold_has_a_place(technician, manager, freezer, box, other, tubes, two_hospitals):
    cold = containers.set_up({"kind": "freezer", "name": "F3", "holds": "containers", "temperature": Decimal(-80)}, None,
                             two_hospitals[0].pk, manager)
    fridge = containers.set_up({"kind": "fridge", "name": "K1", "holds": "containers", "temperature": Decimal(4)}, None,
                               two_hospitals[0].pk, manager)
    said = {"kind": "rack", "holds": "containers", "rows": 1, "columns": 1}
    rack = containers.set_up({**said, "name": "F3-R1"}, cold, cold.hospital_id, manager)
    containers.set_up({**said, "name": "K1-R1", "rows": 5}, fridge, fridge.hospital_id, manager)     # too warm for it
    containers.set_up({**said, "name": "F3-R2", "kinds": ["serum"]}, cold, cold.hospital_id, manager)       # not for these
    actions.store(tubes[:4], box, later(40), technician)
    actions.store(tubes[4:], other, later(40), technician)
    with acting(technician):
        made = plan(freezer)
    assert [(one.name, one.tubes, one.path, one.to) for one in made.boxes] == [("B1", 4, "F3 › F3-R1", "A1")]
    assert not made.destinations and [why for _, why in made.left] == [NO_ROOM, NO_ROOM] and made.moves == 4
    refused("store-plan-changed", warmth.relocate, freezer, at(60), technician, "another plan")
    actions.take_out(tubes[3:4], "", at(50), technician)
    refused("store-plan-changed", warmth.relocate, freezer, at(60), technician, made.mark)
    (hot,) = warmth.take_in(feed(-80, -55, -80), technician).excursions
    with acting(technician):
        mark = plan(freezer).mark
    warmth.relocate(freezer, at(60), technician, mark)
    with acting(technician):
        assert {each.where for each in queries.affected(hot) if each.label == tubes[0].label} == {"F1 … B1 A1"}
        box.refresh_from_db()
        assert box.parent_id == rack.pk and Place.objects.get(child=box).container_id == rack.pk
        assert CustodyEvent.objects.filter(specimen=tubes[0], deed="stored").last().fields["path"].startswith("F3")


@pytest_db
def test_two_groups_are_never_promised_one_place(technician, manager, protocol, freezer, box, second, tubes):
    from biobank.storage.conftest import aliquots

    from paeonia.modules.biobank.bench import actions as bench

    (more,) = aliquots(protocol, manager, 1, "M")
    (plasma,) = bench.derive(more, [bench.Tube(kind="plasma")], later(35), manager)
    actions.store([tubes[0], plasma, tubes[1]], box, later(40), technician)
    with acting(technician):
        (one,) = plan(freezer).destinations
    assert sorted(move.to for move in one.moves) == ["A1", "A2", "B1"]


@pytest_db
def test_a_tube_of_which_nobody_said_how_cold_stays_in_the_plan_as_such(technician, manager, two_hospitals, second, tubes):
    shelf = containers.set_up({"kind": "shelf", "name": "S", "holds": "specimens"}, None, two_hospitals[0].pk, manager)
    actions.store(tubes[:1], shelf, later(40), technician)
    with acting(technician):
        assert [why for _, why in plan(shelf).left] == [NO_TEMPERATURE]
