"""Answers are kept fresh, each change is one row, and nobody is told twice."""

from datetime import timedelta

import pytest
from background import do_all_work
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from trials_pages.clinic import ago, someone, value
from watch.conftest import TRIAL, answer_all

from paeonia.chart import door
from paeonia.modules.trials.watch import fresh
from paeonia.modules.trials.watch.models import Change, News, Round, Standing
from paeonia.people.context import acting
from paeonia.record.facts import Fact, Identity, Statement

pytestmark = pytest.mark.django_db


def changes(viewer, **which):
    with acting(viewer):
        return list(Change.objects.filter(**which).order_by("id"))


def news(viewer, **which):
    with acting(viewer):
        return list(News.objects.filter(recipient_id=viewer.user_id, **which).order_by("id"))


def test_the_first_round_learns_how_things_stand_and_tells_nobody(women, doctor, coordinator):
    assert changes(doctor) == []
    assert not [one for one in news(coordinator) if one.kind != "opens"]
    with acting(doctor):
        assert Standing.objects.count() == len(women)


def test_a_new_fact_is_one_change_and_one_item_of_news_for_each(women, doctor, coordinator, east):
    answer_all(women[0], doctor)
    assert fresh.reask(east.pk, [women[0]]) > 0
    (turned,) = changes(doctor, question=TRIAL)
    assert (turned.before, turned.after, turned.cause, turned.patient_id) == (1, 2, "fact", women[0])
    (told,) = news(coordinator, question=TRIAL, kind="fit")
    assert told.patient_id == women[0]
    for _ in range(3):
        assert fresh.reask(east.pk, [women[0]]) == 0
        fresh.whole_round(east.pk)
    assert len(news(coordinator, question=TRIAL, kind="fit")) == 1


def test_a_rulebook_is_read_once_for_all_who_stand_under_it(women, doctor):
    """It names every question of a day: read anew with each of thousands of patients it would fill the memory."""
    with acting(doctor):
        rows = fresh._standing(women)
        assert len(rows) == len(women) > 1 and len({id(row.rulebook) for row in rows.values()}) == 1


def test_a_fit_that_is_lost_is_told(women, doctor, coordinator, east):
    answer_all(women[0], doctor)
    fresh.reask(east.pk, women)
    door.record(women[0], [value("ecog", 3, 0)], doctor)
    fresh.reask(east.pk, women)
    (lost,) = news(coordinator, question=TRIAL, kind="lost")
    assert lost.after == 0


def test_the_clinician_of_her_next_appointment_is_told_and_no_other(women, doctor, viewer, coordinator, east):
    other = viewer("oncologist", east)
    door.expect(women[0], timezone.localdate(), doctor, clinic="breast", clinician_id=doctor.user_id)
    answer_all(women[0], doctor)
    fresh.reask(east.pk, [women[0]])
    assert news(doctor, question=TRIAL) and not news(other)


def test_a_birthday_changes_an_answer_without_a_write(women, doctor, coordinator, east, monkeypatch):
    born = timezone.localdate().replace(year=timezone.localdate().year - 18) + timedelta(days=3)
    said = [Statement("Y1", Identity("Y1", "Young"))]
    said += [Statement("Y1", fact) for fact in someone(born.isoformat(), 0, "0", 0)]
    door.accept(said, doctor, hospital_id=east.pk)
    her = door.find(doctor, mrn="Y1").id
    fresh.reask(east.pk, [her])
    later(monkeypatch, 4)
    fresh.whole_round(east.pk)
    assert {one.cause for one in changes(doctor, patient_id=her)} == {"birthday"}


def test_an_expired_window_is_named_as_the_cause(women, doctor, east, monkeypatch):
    answer_all(women[0], doctor)
    fresh.reask(east.pk, women)
    later(monkeypatch, 60)
    fresh.whole_round(east.pk)
    (turned,) = changes(doctor, patient_id=women[0], question=TRIAL, before=2)
    assert turned.cause == "window"


def test_a_washout_that_ends_within_a_week_is_told_once(women, doctor, coordinator, east, monkeypatch):
    drugged = {"drug": "capecitabine", "setting": "advanced", "start": ago(60), "stop": ago(1), "line": 3}
    door.record(women[0], [Fact("therapy", drugged, ago(60), "orders")], doctor)
    fresh.reask(east.pk, women)
    for days in range(25):
        later(monkeypatch, days)
        fresh.whole_round(east.pk)
        fresh.whole_round(east.pk)
    opened = news(coordinator, kind="opens")
    assert opened
    assert len({(one.patient_id, one.question, one.day) for one in opened}) == len(opened)


def test_a_round_killed_anywhere_goes_on_and_tells_nothing_twice(women, doctor, coordinator, east, monkeypatch):
    answer_all(women[0], doctor)
    for woman in women[1:5]:
        door.record(woman, [value("ecog", 4, 0)], doctor)
    monkeypatch.setattr(fresh, "TOGETHER", 1)
    whole = fresh.actions.keep
    for fatal in (1, 2):     # the first patient is lost with the process; then she is kept and the second is lost
        calls = []

        def killed(*args, calls=calls, fatal=fatal):
            whole(*args)
            calls.append(1)
            if len(calls) == fatal:
                raise KeyboardInterrupt

        monkeypatch.setattr(fresh.actions, "keep", killed)
        with pytest.raises(KeyboardInterrupt):
            fresh.whole_round(east.pk)
    monkeypatch.setattr(fresh.actions, "keep", whole)
    fresh.whole_round(east.pk)
    fresh.whole_round(east.pk)
    told = news(coordinator, kind="fit")
    assert len({(one.patient_id, one.question) for one in told}) == len(told) >= 1
    pairs = [(one.patient_id, one.question) for one in changes(doctor)]
    assert len(set(pairs)) == len(pairs)


def test_changes_are_never_changed(women, doctor, east):
    answer_all(women[0], doctor)
    fresh.reask(east.pk, women)
    for sql in ("UPDATE watch_change SET after = 0", "DELETE FROM watch_change"):
        with pytest.raises(DatabaseError), acting(doctor), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_another_hospital_sees_none_of_it(women, doctor, coordinator, viewer, east, two_hospitals):
    answer_all(women[0], doctor)
    fresh.reask(east.pk, women)
    stranger = viewer("trial_coordinator", two_hospitals[1])
    with acting(stranger):
        assert not any(table.objects.exists() for table in (Change, News, Standing, Round))
    fresh.whole_round(two_hospitals[1].pk)
    assert not news(stranger)


@pytest.mark.django_db(transaction=True)
def test_what_is_written_is_asked_again_by_the_worker(women, doctor, coordinator):
    do_all_work()
    answer_all(women[0], doctor)
    assert not news(coordinator, question=TRIAL, kind="fit")
    do_all_work()
    assert len(news(coordinator, question=TRIAL, kind="fit")) == 1


def test_work_asked_for_falls_with_what_was_written(women, doctor):
    from procrastinate.contrib.django.models import ProcrastinateJob

    before = ProcrastinateJob.objects.filter(task_name="watch.reask").count()
    with pytest.raises(KeyError), transaction.atomic():
        answer_all(women[0], doctor)
        assert ProcrastinateJob.objects.filter(task_name="watch.reask").count() == before + 1
        raise KeyError
    assert ProcrastinateJob.objects.filter(task_name="watch.reask").count() == before


def test_a_broken_listener_costs_no_fact(women, doctor, monkeypatch):
    from paeonia.chart import announcing

    def broken(hospital_id, patients):
        raise ZeroDivisionError

    monkeypatch.setattr(announcing, "_LISTENERS", [broken])
    assert door.record(women[0], [value("ecog", 2, 0)], doctor).kept == 1


def later(monkeypatch, days):
    """Let the calendar stand some days ahead."""
    from datetime import date

    day = date.today() + timedelta(days=days)  # noqa: DTZ011
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_more: day)
