"""The demo programme in the database: whole, once, with a clinic today and an account for one patient."""

import pytest
from told import TODAY

from paeonia.chart import demo, door
from paeonia.chart.population import bulk
from paeonia.people import demo as demo_people
from paeonia.people.models import User
from paeonia.people.viewer import system_viewer


@pytest.fixture
def viewer(db, monkeypatch):
    monkeypatch.setattr(demo, "PATIENTS", {"main": 27, "riverside": 5, "hillview": 5})
    demo_people.load(lambda text: None)
    return system_viewer("test")


def test_loading_twice_adds_nothing(viewer):
    said: list[str] = []
    demo.load(said.append)
    before = door.stamp(viewer)
    demo.load(said.append)
    assert door.stamp(viewer) == before
    assert len(door.runs(viewer).items) == len(demo.IMPORTED)
    _look(viewer)


def _look(viewer):
    from django.utils import timezone

    visits = door.visits(viewer, timezone.localdate())
    assert len(visits) >= 18
    assert len({visit.clinician_id for visit in visits}) == 3
    bai = door.find(viewer, mrn="S000001")
    assert bai.user_id == User.objects.get(username="bai").pk
    assert bai.name["zh"] == "白兰"
    shared = door.find(viewer, mrn=bulk.number(demo.SEEDS["riverside"], 0))
    assert len(shared.shared_with) == 1
    for _, _, mrn in demo.IMPORTED:
        assert door.find(viewer, mrn=mrn).birth_date
    assert {item.refused for item in door.queue(viewer).items} == {True, False}


def test_a_stopped_load_is_finished_by_the_next(viewer):
    from paeonia.people.models import Hospital

    place = Hospital.objects.get(code="main").pk
    assert bulk.load(4, 50, TODAY, viewer, place) == 4
    later = bulk.load(4, 50, TODAY + 30, viewer, place)
    assert later == 0, "patients on record stay as they were"
