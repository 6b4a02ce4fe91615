"""Several people at one box, each on a connection of her own: exactly one wins, the others are told."""

import threading
from datetime import timedelta

import pytest
from biobank.bankers import later
from biobank.storage.conftest import aliquots
from django.db import connection
from django.db.models import F

from paeonia.modules.biobank.storage import actions
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.models import Container, Place
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """What became of each deed, all begun at the same moment."""
    ready, said = threading.Barrier(len(deeds)), [None] * len(deeds)

    def go(number, deed):
        try:
            ready.wait(30)
            deed()
            said[number] = "won"
        except Refused as refused:
            said[number] = refused.problems[0].code
        except Exception as fault:
            said[number] = type(fault).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(number, deed)) for number, deed in enumerate(deeds)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    return said


def counted(viewer, box):
    with acting(viewer):
        return Container.objects.get(pk=box.pk).taken, Place.objects.filter(container=box).count()


def test_one_place_is_won_once(technician, manager, box, tubes):
    said = at_once(*(lambda one=one, who=who: actions.store([one], box, later(40), who, names=["B2"])
                     for one, who in zip(tubes[:4], (technician, manager) * 2, strict=True)))
    assert sorted(said) == ["store-place-taken"] * 3 + ["won"]
    assert counted(manager, box) == (1, 1)


def test_one_tube_is_in_one_of_two_boxes(technician, manager, box, other, tubes):
    said = at_once(*(lambda where=where: actions.store(tubes[:1], where, later(40), technician)
                     for where in (box, other, box, other)))
    assert sorted(said) == ["store-elsewhere"] * 3 + ["won"]
    assert sorted((counted(manager, box), counted(manager, other))) == [(0, 0), (1, 1)]


def test_the_next_free_place_is_never_given_twice(technician, protocol, manager, box):
    many = aliquots(protocol, manager, 12)
    said = at_once(*(lambda n=n: actions.store(many[n * 2:n * 2 + 2], box, later(40), technician) for n in range(6)))
    assert sorted(said) == ["store-full"] * 2 + ["won"] * 4
    assert counted(manager, box) == (8, 8)


def test_two_swaps_between_two_boxes_do_not_wait_for_ever(technician, manager, box, other, tubes):
    actions.store(tubes[:2], box, later(40), technician)
    actions.store(tubes[2:4], other, later(40), technician)
    said = at_once(lambda: actions.store(tubes[:2], other, later(50), technician, moving=True),
                   lambda: actions.store(tubes[2:4], box, later(50), manager, moving=True))
    assert set(said) <= {"won", "store-busy"}
    assert "won" in said
    taken, there = counted(manager, box)
    assert taken == there


def test_a_box_is_not_shrunk_under_a_tube_nor_closed_over_it(technician, manager, box, tubes):
    said = at_once(lambda: actions.store(tubes[:1], box, later(40), technician, names=["C3"]),
                   lambda: containers.change(box, {"rows": 1, "columns": 1}, manager),
                   lambda: containers.archive(box, "x", manager))
    assert "won" in said
    with acting(manager):
        assert not Place.objects.filter(container__rows__lt=F("row")).exists()
        assert not Place.objects.filter(container__archived=True).exists()


def test_a_place_is_reserved_for_one(technician, manager, box):
    won = []
    at_once(*(lambda who=who: won.extend(actions.reserve(box, 3, who)) for who in (technician, manager, technician)))
    assert sorted(won) == ["A1", "A2", "A3", "B1", "B2", "B3", "C1", "C2", "C3"]
    with acting(manager):
        assert Place.objects.filter(container=box, until__isnull=False).count() == 9


def test_a_tube_is_checked_out_once(technician, manager, box, tubes):
    actions.store(tubes[:1], box, later(40), technician)
    said = at_once(*(lambda who=who: actions.check_out(tubes[:1], later(50) + timedelta(days=1), "", later(50), who)
                     for who in (technician, manager)))
    assert sorted(said) == ["store-is-out", "won"]


def test_two_moves_never_close_a_circle(manager, freezer, two_hospitals):
    second = containers.set_up({"kind": "shelf", "name": "S", "holds": "containers"}, None, two_hospitals[0].pk, manager)
    said = at_once(lambda: containers.move(freezer, second, later(1), manager),
                   lambda: containers.move(second, freezer, later(1), manager))
    assert "won" in said
    with acting(manager):
        assert Container.objects.filter(parent__isnull=True).count() == 1
