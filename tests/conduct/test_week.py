"""My week over all studies: what is late, what each day holds, what I am delegated for, what expires; never a name."""

from datetime import timedelta

import pytest
from conduct.conftest import day
from conduct.test_safety import told
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from paeonia.modules.trials.conduct import actions
from paeonia.modules.trials.conduct.models import DataQuery, DrugLot, Finding, SiteDocument
from paeonia.modules.trials.conduct.safety import actions as safety
from paeonia.modules.trials.conduct.week.queries import week
from paeonia.people.models import User

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def seen(items):
    return [(one.kind, one.code or str(one.title)) for one in items]


def on(found, days):
    return seen(dict(found.days)[TODAY() + timedelta(days=days)])


def test_visits_stand_on_their_day_until_it_is_past_then_until_the_window_closes(study, enrolled, doctor):
    to_come, past, late = enrolled(0, day_one=18), enrolled(1, day_one=22), enrolled(2, day_one=40)
    found = week(doctor, TODAY())
    assert ("visit", to_come.code) in on(found, 3), "cycle 2 is planned for day 22"
    assert ("window", past.code) in seen(found.any_day), "planned yesterday, the window is open for two days more"
    assert found.any_day[0].on == TODAY() + timedelta(days=2)
    assert ("visit", late.code) in seen(found.late)
    closing = enrolled(3, day_one=24)
    found = week(doctor, TODAY())
    assert ("visit", closing.code) in on(found, 0), "her window closes today"
    nothing = [(one.kind, one.code) for _, rows in found.days for one in rows if one.code == past.code]
    assert nothing == [], "nobody is told twice of one visit"


def test_everything_else_that_waits(study, enrolled, doctor, signed_in, women):
    one = enrolled(day_one=2)
    safety.record_event(one, day(1), told(serious=True, seriousness=["hospital"], aware_at=timezone.now()), doctor)
    Finding.objects.create(study=study, hospital_id=study.hospital_id, severity="minor", what="Date missing", due_on=day(3))
    DataQuery.objects.create(study=study, hospital_id=study.hospital_id, number=4, subject=one, raised_on=day(1),
                             due_on=day(-2))
    for version, until in (("old", day(5)), ("new", day(-20))):
        SiteDocument.objects.create(study=study, hospital_id=study.hospital_id, kind="laboratory", version=version,
                                    on_day=day(300 if version == "old" else 30), expires_on=until, place="A")
    DrugLot.objects.create(study=study, hospital_id=study.hospital_id, name="X", lot="L9", unit="vials", expires_on=day(-60))
    actions.add_consent_form(study, {"version": "2.0", "approved_on": day(1), "valid_from": day(1), "reconsent": True,
                                     "changes": "more"}, doctor)
    found = week(doctor, TODAY())
    assert ("finding", "Date missing") in seen(found.late) and ("query", one.code) in on(found, 2)
    assert ("consent", one.code) in seen(found.any_day)
    reports = [item for _, rows in found.days for item in rows if item.kind == "report"]
    assert len(reports) >= 2 and {item.code for item in reports} == {one.code}
    assert [item.remark for item in found.soon if item.kind == "document"] == ["new"], "the older edition is past caring"
    assert not [item for item in found.soon if item.kind == "lot"], "sixty days are not soon"
    said = signed_in.get("/trials/conduct/week/").content.decode()
    assert "Date missing" in said and "Consent again: version 2.0" in said and "Document expires" in said
    assert not [mrn for mrn in women if mrn in said], "by code alone"


def test_mine_is_what_i_am_delegated_for_today(study, enrolled, doctor, viewer, two_hospitals):
    nurse = viewer("nurse", two_hospitals[0])
    late = enrolled(2, day_one=40)
    Finding.objects.create(study=study, hospital_id=study.hospital_id, severity="minor", what="Date missing", due_on=day(3))
    assert seen(week(nurse, TODAY(), mine=True).late) == []
    actions.delegate(study, nurse.user_id, ["visits"], day(3), None, doctor)
    mine = week(nurse, TODAY(), mine=True)
    assert {one.kind for one in mine.late} == {"visit"} and {one.code for one in mine.late} == {late.code}
    assert mine.mine < mine.everything
    assert ("finding", "Date missing") in seen(week(nurse, TODAY()).late), "the team's is seen too"


def test_another_hospital_sees_nothing_and_a_closed_study_waits_for_nobody(study, enrolled, doctor, viewer, two_hospitals):
    enrolled(day_one=40)
    assert week(viewer("oncologist", two_hospitals[1]), TODAY()).everything == 0
    assert week(doctor, TODAY()).everything
    assert week(doctor, TODAY(), study=study.pk + 1).everything == 0
    study.closed_on = day(0)
    study.save()
    assert week(doctor, TODAY()).everything == 0


def test_the_page_asks_a_fixed_number_of_questions(study, enrolled, signed_in):
    def asked():
        with CaptureQueriesContext(connection) as held:
            assert signed_in.get("/trials/conduct/week/?show=mine&study=%00").status_code == 200
        return len([one for one in held if one["sql"].lstrip('("').startswith("SELECT")])

    enrolled(0)
    asked()
    few = asked()
    for place in (1, 2, 3):
        enrolled(place, day_one=40)
    assert asked() == few


def test_who_has_nothing_to_do_at_the_site_does_not_see_it(client, person, two_hospitals):
    client.force_login(person("educator", two_hospitals[0]))
    assert client.get("/trials/conduct/week/").status_code == 403
    assert User.objects.count() == 1
