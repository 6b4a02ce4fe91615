"""A study's life: amendments that rewrite nothing, other hospitals, other hands, and an end that can be undone."""

from datetime import datetime

import pytest
from conduct.conftest import PLAN, day
from django.db import IntegrityError, transaction
from django.utils import timezone

from paeonia.modules.trials.conduct import actions, queries
from paeonia.modules.trials.conduct.binder import actions as binder
from paeonia.modules.trials.conduct.drug import actions as drug
from paeonia.modules.trials.conduct.life import actions as life
from paeonia.modules.trials.conduct.life import queries as lives
from paeonia.modules.trials.conduct.models import (
    Delegation,
    Finding,
    PlannedVisit,
    Study,
    Subject,
    Turn,
    VisitEntry,
)
from paeonia.modules.trials.conduct.subjects import actions as subjects
from paeonia.people.context import acting
from paeonia.people.models import Membership, User
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
AMENDED = PLAN.replace("第2周期第1天 | 22 | 3 | 3", "第2周期第1天 | 29 | 2 | 2") + """
C2D15 | Cycle 2 day 15 | 第2周期第15天 | 36 | 2 | 2 | vitals | serum
C1D8 | Day 8 | 第8天 | 8 | 1 | 1 | vitals
"""
DONE = {"state": "done", "done": [], "why_off": "", "note": ""}
CONFIRMED = ("told", "report", "archive")


def amended(study, doctor, back=10, version="3.0"):
    return life.amend(study, {"protocol_version": version, "from_day": day(back), "changes": "x"}, AMENDED, doctor)


def codes(subject):
    return {one.visit_code: one for one in queries.calendar([Subject.objects.get(pk=subject.pk)], day(0))}


def test_subjects_keep_their_schedule_until_they_are_moved_and_visits_done_stay(study, enrolled, doctor):
    one = enrolled(day_one=25)
    plans = {plan.code: plan for plan in PlannedVisit.objects.filter(study=study)}
    made = [subjects.visit(one, plans[code], day(back), DONE, doctor) for code, back in (("C1D1", 25), ("C2D1", 4))]
    before = {code: (seen.window, seen.stand, seen.done_on) for code, seen in codes(one).items()}
    edition = amended(study, doctor)
    assert {code: (seen.window, seen.stand, seen.done_on) for code, seen in codes(one).items()} == before
    (mover,) = lives.movers(study, day(0))
    assert (mover.added, mover.gone, mover.changed) == (("C1D8", "C2D15"), (), ("C2D1",))
    assert life.move(study, [one.pk], day(2), edition.edition, doctor) == 1
    after = codes(one)
    assert set(after) == {*before, "C2D15", "C1D8"} and lives.movers(study, day(0)) == ()
    assert all((after[code].window, after[code].stand, after[code].done_on) == before[code] for code in ("C1D1", "C2D1"))
    assert after["C1D8"].stand == "dropped", "its window had passed before she was moved"
    assert after["C2D15"].window.due == day(25 - 35)
    assert [entry.planned.edition for entry in VisitEntry.objects.filter(pk__in=[row.pk for row in made])] == [1, 1]
    with pytest.raises(Refused, match="already recorded"):
        subjects.visit(Subject.objects.get(pk=one.pk), PlannedVisit.objects.get(study=study, edition=2, code="C2D1"), day(1),
                       DONE, doctor)
    with pytest.raises(Refused, match="another version of the schedule"):
        subjects.visit(one, plans["C3D1"], day(0), DONE, doctor)


def test_who_consents_after_an_amendment_follows_it(study, enrolled, doctor):
    amended(study, doctor, back=60)
    assert enrolled(day_one=20).edition == 2
    assert Study.objects.get(pk=study.pk).protocol_version == "3.0"


def test_consent_again_comes_before_the_move(study, enrolled, doctor, form):
    one = enrolled(day_one=20)
    edition = amended(study, doctor)
    actions.add_consent_form(study, {"version": "2.0", "approved_on": day(5), "valid_from": day(5), "reconsent": True,
                                     "changes": ""}, doctor)
    with pytest.raises(Refused, match="has not consented to version 2.0"):
        life.move(study, [one.pk], day(1), edition.edition, doctor)
    at = timezone.make_aware(datetime.combine(day(1), datetime.min.time().replace(hour=9)))
    subjects.consent(one, form("2.0"), at, {"copy_given": True, "witness": ""}, doctor)
    moved = life.transfer(one, day(1), edition.edition, doctor)
    assert Subject.objects.get(pk=one.pk).edition == 2
    subjects.withdraw_entry(one, moved, subjects.Task.VISITS, "wrong subject", doctor)
    assert Subject.objects.get(pk=one.pk).edition == 1


def test_an_amendment_is_newer_and_named_anew(study, doctor):
    with pytest.raises(Refused, match="in use already"):
        amended(study, doctor, version="2.0")
    with pytest.raises(Refused, match="choose a later day|Choose a later day"):
        amended(study, doctor, back=200)


def another(doctor, hospitals, person, name="weiss"):
    """A second oncologist of the first hospital."""
    user = person("oncologist", hospitals[0], name=name)
    return user, Viewer(user.pk, user.username, "oncologist", (hospitals[0].pk,))


def test_another_principal_signs_the_delegations_anew(study, enrolled, doctor, person, two_hospitals, viewer):
    nurse = viewer("nurse", two_hospitals[0])
    actions.delegate(study, nurse.user_id, ["visits", "drug"], day(50), None, doctor)
    one = enrolled(day_one=20)
    user, new = another(doctor, two_hospitals, person)
    with pytest.raises(Refused, match="hands the study over"):
        life.change_principal(study, user.pk, day(0), "x", new)
    with pytest.raises(Refused, match="say why"):
        life.change_principal(study, user.pk, day(0), " ", doctor)
    with pytest.raises(Refused, match="not an oncologist"):
        life.change_principal(study, nurse.user_id, day(0), "x", doctor)
    ended = life.change_principal(study, user.pk, day(3), "moved to another hospital; EC approval of today", doctor)
    study = Study.objects.get(pk=study.pk)
    assert set(ended) == {doctor.user_id, nurse.user_id} and study.principal_id == user.pk
    with pytest.raises(Refused, match="not delegated"):
        subjects.visit(one, None, day(1), DONE, nurse)
    waiting = {again.user.pk: again.tasks for again in lives.to_delegate_again(study, day(0))}
    assert waiting[nurse.user_id] == ("visits", "drug")
    assert life.sign_again(study, [(nurse.user_id, waiting[nurse.user_id])], day(3), new) == 1
    subjects.visit(one, None, day(1), DONE, nurse)
    assert nurse.user_id not in {again.user.pk for again in lives.to_delegate_again(study, day(0))}
    days = Delegation.objects.filter(study=study, user_id=nurse.user_id).values_list("from_day", "until_day", "given_by_id")
    assert list(days) == [(day(50), day(4), doctor.user_id), (day(3), None, user.pk)]


def test_when_the_principal_has_left_another_physician_takes_over(study, doctor, person, two_hospitals):
    user, new = another(doctor, two_hospitals, person)
    Membership.objects.filter(user_id=doctor.user_id).delete()
    life.change_principal(study, user.pk, day(0), "left the hospital", new)
    assert Study.objects.get(pk=study.pk).principal_id == user.pk


def test_each_hospital_has_its_own_team_and_counts(study, enrolled, doctor, person, two_hospitals):
    enrolled()
    west = person("oncologist", two_hospitals[1], name="west-principal")
    both = Viewer(doctor.user_id, doctor.name, "oncologist", tuple(one.pk for one in two_hospitals))
    assert [pk for pk, _words in lives.hospitals_left(study, both)] == [two_hospitals[1].pk]
    made = life.open_at(study, two_hospitals[1].pk, {
        "principal": west, "site_number": "07", "ethics_committee": "West EC", "opened_on": day(5), "enrol_until": day(-90),
        "planned": 4}, both)
    with acting(both):
        assert queries.editions(made)[0].protocol_version == "2.0"
        assert PlannedVisit.objects.filter(study=made).count() == PlannedVisit.objects.filter(study=study).count() == 4
        assert set(Delegation.objects.filter(study=made).values_list("user_id", flat=True)) == {west.pk}
    east, other = lives.sites(study, both)
    assert (east.entered, other.entered, other.study.planned, other.study.principal_id) == (1, 0, 4, west.pk)
    assert len(lives.sites(study, doctor)) == 1, "who works at one hospital sees one"


def test_a_study_is_closed_once_nothing_is_open_and_then_takes_nothing(study, enrolled, doctor, viewer, two_hospitals):
    one = enrolled()
    lot = drug.add_lot(study, {"name": "X", "lot": "1", "unit": "vials", "expires_on": day(-90), "storage": ""}, doctor)
    drug.move(lot, None, day(20), {"kind": "received", "quantity": 2}, doctor)
    found = binder.enter(Finding, study, {"severity": "minor", "what": "x", "due_on": day(1)}, doctor)
    with pytest.raises(Refused, match="subjects still in the log"):
        life.close(study, day(0), CONFIRMED, "", doctor)
    subjects.end(one, day(1), {"kind": "completed", "reason": "x"}, doctor)
    with pytest.raises(Refused, match=r"findings of monitors not closed \(1\)"):
        life.close(study, day(0), CONFIRMED, "", doctor)
    binder.answer(study, found.pk, "done", doctor)
    with pytest.raises(Refused, match=r"units of study drug .* \(2\)"):
        life.close(study, day(0), CONFIRMED, "", doctor)
    drug.move(lot, None, day(0), {"kind": "destroyed_unused", "quantity": 2}, doctor)
    with pytest.raises(Refused, match="not confirmed yet"):
        life.close(study, day(0), CONFIRMED[:2], "", doctor)
    with pytest.raises(Refused, match="closes or reopens"):
        life.close(study, day(0), CONFIRMED, "", viewer("oncologist", two_hospitals[0]))
    life.close(study, day(0), CONFIRMED, "all done", doctor)
    study = Study.objects.get(pk=study.pk)
    with pytest.raises(Refused, match="was closed on"):
        subjects.end(one, day(0), {"kind": "death", "reason": "x"}, doctor)
    with pytest.raises(Refused, match="was closed on"):
        binder.enter(Finding, study, {"severity": "minor", "what": "x", "due_on": day(1)}, doctor)
    with pytest.raises(IntegrityError, match="the study is closed"), transaction.atomic():
        Subject.objects.filter(pk=one.pk).update(reason="other")
    with pytest.raises(Refused, match="say why"):
        life.reopen(study, "", doctor)
    life.reopen(study, "death learnt of later", doctor)
    subjects.end(one, day(0), {"kind": "death", "reason": "progression"}, doctor)
    assert [(one.kind, one.reason) for one in Turn.objects.filter(study=study)] == [
        ("closed", "all done"), ("reopened", "death learnt of later")]


def test_pages_of_the_life_work_from_end_to_end(study, enrolled, signed_in, doctor, person, two_hospitals):
    one = enrolled(day_one=20)
    base = f"/trials/conduct/{study.pk}/"
    answer = signed_in.post(f"{base}amend/", {
        "protocol_version": "3.0", "from_day": day(5), "changes": "x", "schedule": AMENDED})
    assert answer.status_code == 302 and "changed: C2D1" in signed_in.get(f"{base}move/").content.decode()
    assert signed_in.post(f"{base}move/", {"on_day": day(1)}).status_code == 422
    assert signed_in.post(f"{base}move/", {"on_day": day(1), "subject": [one.pk]}).status_code == 302
    assert "protocol 3.0" in signed_in.get(f"/trials/conduct/subjects/{one.pk}/").content.decode()
    assert "All together: 1 of 12 entered" in signed_in.get(f"{base}sites/").content.decode()
    assert signed_in.post(f"{base}closing/", {"on_day": day(0), "confirmed": CONFIRMED}).status_code == 422
    subjects.end(one, day(0), {"kind": "completed", "reason": "x"}, doctor)
    assert signed_in.post(f"{base}closing/", {"on_day": day(0), "confirmed": CONFIRMED}).status_code == 302
    closed = signed_in.get(base).content.decode()
    assert "The study takes no entries" in closed and f"{base}prescreen/" not in closed
    assert signed_in.post(f"{base}closing/", {"reason": "a late event"}).status_code == 302
    user, _new = another(doctor, two_hospitals, person)
    assert signed_in.post(f"{base}principal/", {"user": user.pk, "on_day": day(0), "reason": "x"}).status_code == 302
    signed_in.force_login(User.objects.get(pk=user.pk))
    assert "Sign the log anew" in signed_in.get(f"{base}team/").content.decode()
    again = signed_in.post(f"{base}again/", {"user": [doctor.user_id], "from_day": day(0)})
    assert again.status_code == 302 and "Sign the log anew" not in signed_in.get(f"{base}team/").content.decode()
