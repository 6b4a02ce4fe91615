"""A page does not wait for everybody to be read: it says so, can be left, and finds the answer when it comes back."""

import threading

import pytest

from paeonia.guidance import preparing as preparings
from paeonia.guidance import survey as surveys
from paeonia.guidance.preparing import preparing

pytestmark = pytest.mark.django_db(transaction=True)
FAMILY = "trial"


@pytest.fixture
def doctor(viewer, two_hospitals, monkeypatch, settings):
    settings.SURVEY_IN_BACKGROUND = True
    surveys._HELD.clear()
    monkeypatch.setattr(preparings, "PATIENCE", 0.05)
    return viewer("oncologist", two_hospitals[0])


@pytest.fixture
def held_up(monkeypatch):
    """Reading takes until somebody lets it go on."""
    go, read = threading.Event(), surveys.door.columns
    calls = []

    def slow(viewer, *rest):
        calls.append(viewer)
        assert go.wait(60)
        return read(viewer, *rest)

    monkeypatch.setattr(surveys.door, "columns", slow)
    yield go, calls
    go.set()
    for one in list(preparings._RUNNING.values()):      # the tables are emptied next: nobody may be reading them
        if one.thread is not None:
            one.thread.join(60)


def test_it_is_begun_once_and_found_again(doctor, held_up):
    go, calls = held_up
    first = preparing(doctor, FAMILY)
    assert first is not None and preparing(doctor, FAMILY) is first
    go.set()
    first.thread.join(60)
    assert preparing(doctor, FAMILY) is None
    assert len(calls) == 1 and len(surveys.survey(doctor, FAMILY).columns) == 0
    assert not preparings._RUNNING


def test_another_hospital_does_not_wait(doctor, viewer, two_hospitals, held_up, monkeypatch):
    go, _ = held_up
    assert preparing(doctor, FAMILY) is not None
    monkeypatch.setattr(surveys.door, "columns", lambda *_: surveys.Columns([], 0))
    west = viewer("oncologist", two_hospitals[1])
    assert len(surveys.survey(west, FAMILY).columns) == 0
    assert preparings._RUNNING, "the first is still being read"


def test_what_went_wrong_is_said_once_and_then_tried_again(doctor, monkeypatch):
    read = surveys.door.columns

    def broken(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(surveys.door, "columns", broken)
    with pytest.raises(OSError, match="disk is full"):
        while preparing(doctor, FAMILY) is not None:
            pass
    monkeypatch.setattr(surveys.door, "columns", read)
    while preparing(doctor, FAMILY) is not None:
        pass
    assert surveys.at_hand(surveys.key_of(doctor, FAMILY))


def test_the_page_says_so_and_shows_the_worklist_later(doctor, client, held_up):
    from paeonia.people.models import User

    go, _ = held_up
    client.force_login(User.objects.get(pk=doctor.user_id))
    page = client.get("/trials/destiny-breast04/").content.decode()
    assert 'hx-get="/trials/destiny-breast04/candidates/"' in page and "candidates-table" not in page
    part = client.get("/trials/destiny-breast04/candidates/").content.decode()
    assert "<progress" in part and "<html" not in part
    go.set()
    while "<progress" in part:
        part = client.get("/trials/destiny-breast04/candidates/").content.decode()
    assert 'id="candidates"' in part and 'id="funnel"' in part
