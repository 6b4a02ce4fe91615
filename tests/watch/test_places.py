"""Places of a trial: said by the coordinator, shown beside the verdict, and told once when they open."""

from datetime import timedelta

import pytest
from background import do_all_work
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from watch.conftest import TRIAL, answer_all
from watch.test_fresh import changes, later, news

from paeonia.modules.trials.asides import of_trial
from paeonia.modules.trials.candidates import worklist
from paeonia.modules.trials.models_slots import Slot
from paeonia.modules.trials.slots import actions as slots
from paeonia.modules.trials.slots import queries, states
from paeonia.modules.trials.watch import actions, fresh, placing
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def fits(women, doctor, east):
    """One of the women fits the trial, and that has been told."""
    answer_all(women[0], doctor)
    fresh.reask(east.pk, [women[0]])
    return women[0]


@pytest.fixture
def client_of(client):
    from django.contrib.auth import get_user_model

    def enter(viewer):
        client.force_login(get_user_model().objects.get(pk=viewer.user_id))
        return client

    return enter


def say(viewer, hospital, recruiting=True, places=None, ahead=0, slug=TRIAL):
    return slots.say(viewer, hospital.pk, slug, "", recruiting, places, timezone.localdate() + timedelta(days=ahead))


def places_of(viewer, slug=TRIAL):
    return news(viewer, question=slug, kind="place")


def test_a_place_that_opens_is_told_once_to_those_who_fit(fits, women, coordinator, doctor, east):
    say(coordinator, east, recruiting=False)
    assert placing.look(east.pk) == 0       # nothing had been said of places: none is lost
    assert places_of(coordinator) == []
    say(coordinator, east, places=2)
    assert placing.look(east.pk) == 1
    assert placing.look(east.pk) == 0
    (told,) = places_of(coordinator)
    assert (told.patient_id, told.cause, told.after) == (fits, "slot", 2)
    for places in (0, 1, 0, 5):             # a busy day
        say(coordinator, east, places=places)
        placing.look(east.pk)
        fresh.whole_round(east.pk)
    assert len(places_of(coordinator)) == 1


def test_each_turn_is_kept_beside_the_answer(fits, coordinator, doctor, east):
    for places in (3, 0):
        say(coordinator, east, places=places)
        placing.look(east.pk)
    kept = [(one.patient_id, one.before, one.after, one.place) for one in changes(doctor, cause="slot")]
    assert kept == [(fits, 2, 2, True), (fits, 2, 2, False)]


def test_only_who_fits_is_asked_again(fits, women, coordinator, east, monkeypatch):
    from paeonia.chart import door

    read, whole = [], door.timelines
    monkeypatch.setattr(placing.door, "timelines", lambda ids, *a, **k: read.extend(ids) or whole(ids, *a, **k))
    say(coordinator, east, places=1)
    placing.look(east.pk)
    assert read == [fits]


def test_a_day_to_come_is_told_when_it_has_come(fits, coordinator, east, monkeypatch):
    say(coordinator, east, places=0)
    say(coordinator, east, places=4, ahead=3)
    placing.look(east.pk)
    assert places_of(coordinator) == []
    later(monkeypatch, 3)
    fresh.whole_round(east.pk)
    assert [one.patient_id for one in places_of(coordinator)] == [fits]


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_asked_in_the_transaction_that_wrote(fits, coordinator, east):
    do_all_work()
    say(coordinator, east, places=1)
    assert places_of(coordinator) == []
    do_all_work()
    assert len(places_of(coordinator)) == 1


def test_the_first_round_learns_places_and_tells_nobody(doctor, coordinator, east):
    from trials_pages.clinic import WOMEN, fill

    say(coordinator, east, places=3)
    ids = fill(doctor, east.pk, WOMEN)
    answer_all(ids[0], doctor)
    fresh.whole_round(east.pk)
    assert places_of(coordinator) == []
    assert placing.look(east.pk) == 0


def test_places_belong_to_a_hospital(fits, coordinator, viewer, east, two_hospitals):
    stranger = viewer("trial_coordinator", two_hospitals[1])
    say(coordinator, east, places=3)
    with acting(stranger):
        assert not Slot.objects.exists()
    with pytest.raises(PermissionDenied):
        slots.say(stranger, east.pk, TRIAL, "", True, 1, timezone.localdate())
    with pytest.raises(PermissionDenied):
        say(viewer("nurse", east), east, places=1)
    assert queries.of_trials(stranger) == {}
    assert queries.of_trials(coordinator) == {TRIAL: "open"}


@pytest.mark.parametrize(("said", "hers", "state"), [
    ({}, (), ""), ({"": "open"}, (), "open"), ({"": "full"}, (), "full"),
    ({"A": "full"}, ("A",), "full"), ({"A": "full"}, ("A", "B"), ""), ({"A": "full", "": "open"}, ("A", "B"), "open"),
    ({"A": "full", "B": "open"}, ("A",), "full"), ({"A": "full", "B": "open"}, ("A", "B"), "open"),
    ({"": "stopped", "A": "open"}, ("A",), "stopped"), ({"": "full", "A": "open"}, ("A",), "full"),
    ({"A": "full", "": "open"}, (), "open"),
])
def test_the_word_for_one_patient(said, hers, state):
    assert states.of_patient(said, hers) == state


def test_an_empty_number_is_not_zero():
    assert (states.state(True, None), states.state(True, 0), states.state(False, 5)) == ("open", "full", "stopped")


def test_a_trial_and_a_cohort_that_are_not_there_and_numbers_that_cannot_be(coordinator, east):
    today = timezone.localdate()
    for slug, cohort in (("no-such-trial", ""), (TRIAL, "Z")):
        with pytest.raises(KeyError):
            slots.say(coordinator, east.pk, slug, cohort, True, None, today)
    for places in (-1, 10_000):
        with pytest.raises(ValueError):
            slots.say(coordinator, east.pk, TRIAL, "", True, places, today)
    assert slots.say(coordinator, east.pk, "bylieve", "A", True, 0, today).places == 0


def test_the_panel_takes_two_clicks_and_names_what_is_wrong(fits, client_of, coordinator, east):
    client = client_of(coordinator)
    address = f"/trials/{TRIAL}/places/"
    form = {"hospital": east.pk, "cohort": "", "state": "yes", "places": "2", "valid_from": "", "note": "周三筛选"}
    page = client.post(address, form, follow=True).content.decode()
    assert "周三筛选" in page
    assert queries.of_trials(coordinator) == {TRIAL: "open"}
    for wrong in ({"places": "two"}, {"places": "-1"}, {"places": "12345"}, {"valid_from": "31.01.2026"}):
        page = client.post(address, form | wrong, follow=True).content.decode()
        assert 'role="alert"' in page
    for wrong in ({"state": "maybe"}, {"hospital": "x"}, {"cohort": "Z"}, {"hospital": "999999"}):
        assert client.post(address, form | wrong).status_code == 404
    assert queries.of_trials(coordinator) == {TRIAL: "open"}


def test_who_fits_without_a_place_is_shown_and_not_hidden(fits, client_of, coordinator, doctor, east):
    say(coordinator, east, places=0)
    client = client_of(doctor)
    for address in (f"/trials/{TRIAL}/", f"/trials/why/{fits}/{TRIAL}/", f"/patients/{fits}/", "/trials/?q=breast04"):
        page = client.get(address).content.decode()
        assert "目前无名额" in page or "目前没有适合该患者的名额" in page, address
    found = worklist(TRIAL, doctor)
    assert [(one.answer, one.no_place) for one in found.candidates if one.person.id == fits] == [("yes", True)]


def test_pairs_set_aside_leave_the_candidates_and_can_be_looked_at(fits, client_of, doctor, coordinator, east):
    before = worklist(TRIAL, doctor)
    actions.dismiss(fits, TRIAL, "other", "家住外地", doctor)
    after = worklist(TRIAL, doctor)
    assert (after.total, after.fits, after.aside) == (before.total - 1, before.fits - 1, 1)
    assert fits not in {one.person.id for one in after.candidates}
    (hidden,) = worklist(TRIAL, doctor, "aside").candidates
    assert (hidden.person.id, hidden.aside.remark) == (fits, "家住外地")
    page = client_of(doctor).get(f"/trials/{TRIAL}/?show=aside").content.decode()
    assert "家住外地" in page
    assert list(of_trial(TRIAL, coordinator)) == [fits]


def test_set_aside_elsewhere_is_nobodys_business(fits, doctor, viewer, two_hospitals):
    actions.dismiss(fits, TRIAL, "declined", "", doctor)
    assert of_trial(TRIAL, viewer("oncologist", two_hospitals[1])) == {}


def test_each_cohort_says_its_own_answer(women, client_of, doctor):
    page = client_of(doctor).get("/trials/bylieve/").content.decode()
    assert 'id="cohorts"' in page
    page = client_of(doctor).get(f"/trials/why/{women[0]}/bylieve/").content.decode()
    assert all(f"<strong>{code} · " in page for code in "ABC")
