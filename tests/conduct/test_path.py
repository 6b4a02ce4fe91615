"""The thinnest path from an opened study to the first visit, and what may not happen on it."""

import pytest
from conduct.conftest import NUMBER, PLAN, day
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from paeonia.chart import door
from paeonia.modules.trials.conduct import actions, queries
from paeonia.modules.trials.conduct.choices import Task
from paeonia.modules.trials.conduct.models import (
    Consent,
    Enrolment,
    PlannedVisit,
    Study,
    Subject,
    SubjectIdentity,
    VisitEntry,
)
from paeonia.modules.trials.conduct.subjects import actions as subjects
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def said(refused):
    return [problem.code for problem in refused.value.problems]


def test_from_the_log_to_the_first_visit(study, enrolled, doctor):
    one = enrolled(day_one=20)
    assert (one.status, one.code, one.screening_number) == ("enrolled", "0301", "S-001")
    plan = PlannedVisit.objects.get(study=study, code="C1D1")
    subjects.visit(one, plan, day(20), {"state": "done", "done": ["vitals"], "why_off": "", "note": ""}, doctor)
    stands = {v.visit_code: v.stand for v in queries.calendar(queries.subjects_of([study]), timezone.localdate())}
    assert stands == {"SCR": "overdue", "C1D1": "done", "C2D1": "open", "C3D1": "to_come"}


def test_a_visit_outside_its_window_needs_its_reason(study, enrolled, doctor):
    one = enrolled(day_one=40)
    plan = PlannedVisit.objects.get(study=study, code="C2D1")
    told = {"state": "done", "done": [], "why_off": "", "note": ""}
    with pytest.raises(Refused) as refused:
        subjects.visit(one, plan, day(10), told, doctor)
    assert said(refused) == ["visit-out-of-window"]
    assert str(day(16)) in str(refused.value)
    subjects.visit(one, plan, day(10), {**told, "why_off": "holiday"}, doctor)
    with pytest.raises(Refused) as refused:
        subjects.visit(one, plan, day(18), told, doctor)
    assert said(refused) == ["visit-twice"]
    (found,) = [v for v in queries.calendar([one], timezone.localdate()) if v.visit_code == "C2D1"]
    assert found.stand == "out_of_window"


def test_steps_keep_their_order(study, enrolled, doctor):
    one = enrolled(until="log")
    for step in (lambda: subjects.failure(one, day(3), {"reason": "other"}, doctor),
                 lambda: subjects.enrol(one, day(3), {"number": "1", "day_one": day(3)}, doctor)):
        with pytest.raises(Refused) as refused:
            step()
        assert said(refused) == ["step-too-early"]
        assert "Next step: informed consent" in str(refused.value)
    two = enrolled(1, until="consent")
    with pytest.raises(Refused) as refused:
        subjects.screening(two, day(100), [], {"eligible": True, "source": "x"}, doctor)
    assert said(refused) == ["step-before"]
    subjects.screening(two, day(3), [], {"eligible": False, "source": "x"}, doctor)
    with pytest.raises(Refused) as refused:
        subjects.enrol(two, day(2), {"number": "1", "day_one": day(2)}, doctor)
    assert said(refused) == ["enrol-not-eligible"]
    subjects.failure(two, day(2), {"reason": "laboratory"}, doctor)
    two.refresh_from_db()
    assert (two.status, two.reason) == ("failed", "laboratory")


def test_nobody_is_in_the_log_twice_and_nobody_from_elsewhere(study, women, doctor, viewer, two_hospitals):
    subjects.prescreen(study, women[0], day(1), doctor)
    for mrn, code in ((women[0], "subject-twice"), ("NOBODY", "subject-no-patient")):
        with pytest.raises(Refused) as refused:
            subjects.prescreen(study, mrn, day(1), doctor)
        assert said(refused) == [code]
    with pytest.raises(Refused) as refused:
        subjects.prescreen(study, women[1], day(-2), doctor)
    assert said(refused) == ["day-to-come"]


def test_a_patient_of_another_hospital_is_refused_like_nobody(study, doctor, viewer, two_hospitals):
    from trials_pages.clinic import WOMEN, fill

    stranger = viewer("oncologist", two_hospitals[1])
    (first, second) = fill(stranger, two_hospitals[1].pk, WOMEN[:2])
    door.share(second, two_hospitals[0].pk, stranger, from_day=day(3), purpose="second opinion")
    told = set()
    for mrn in ("P001", "P002", "P999"):
        with pytest.raises(Refused) as refused:
            subjects.prescreen(study, mrn, day(1), doctor)
        told.add(str(refused.value).replace(mrn, "N"))
    assert len(told) == 1


def test_consent_again_after_an_amendment(study, enrolled, doctor, form):
    one, waiting = enrolled(day_one=40), enrolled(1, day_one=5, until="screening")
    actions.add_consent_form(study, {"version": "2.0", "approved_on": day(9), "valid_from": day(9), "reconsent": True,
                                     "changes": "new risk"}, doctor)
    due = queries.reconsent_due(queries.subjects_of([study]), timezone.localdate())
    assert set(due) == {one.pk, waiting.pk}
    with pytest.raises(Refused) as refused:
        subjects.enrol(waiting, day(5), {"number": "9", "day_one": day(5)}, doctor)
    assert said(refused) == ["enrol-old-consent"]
    with pytest.raises(Refused) as refused:
        subjects.consent(one, form("1.0"), timezone.now(), {"copy_given": True}, doctor)
    assert said(refused) == ["consent-old-form"]
    subjects.consent(one, form("2.0"), timezone.now(), {"copy_given": True}, doctor)
    assert one.pk not in queries.reconsent_due(queries.subjects_of([study]), timezone.localdate())


def test_a_correction_stands_beside_what_it_corrects(study, enrolled, doctor):
    one = enrolled(day_one=20)
    first = Enrolment.objects.get(subject=one)
    told = {"number": "0399", "randomisation_number": "R1", "arm": "", "day_one": day(19)}
    with pytest.raises(Refused) as refused:
        subjects.enrol(one, first.on_day, told, doctor, instead_of=first, why=" ")
    assert said(refused) == ["correction-why"]
    subjects.enrol(one, first.on_day, told, doctor, instead_of=first, why="misread")
    one.refresh_from_db()
    assert (one.number, one.day_one, Enrolment.objects.filter(subject=one).count()) == ("0399", day(19), 2)
    with pytest.raises(Refused) as refused:
        subjects.enrol(one, first.on_day, told, doctor, instead_of=first, why="again")
    assert said(refused) == ["already-corrected"]


def test_the_consent_somebody_takes_part_on_is_not_taken_back(study, enrolled, doctor):
    one = enrolled()
    with pytest.raises(Refused) as refused:
        subjects.withdraw_entry(one, Consent.objects.get(subject=one), Task.CONSENT, "wrong", doctor)
    assert said(refused) == ["consent-needed"]


def test_signed_rows_are_never_changed(study, enrolled, doctor):
    one = enrolled()
    for sql in ("UPDATE conduct_consent SET note = 'x'", "DELETE FROM conduct_enrolment"):
        with acting(doctor), pytest.raises(Exception, match="never changed|permission denied"), transaction.atomic(), \
                connection.cursor() as cursor:
            cursor.execute(sql)
    assert one.status == "enrolled"


def test_a_schedule_says_which_line_is_wrong(trial, doctor, two_hospitals):
    from paeonia.modules.trials.conduct.plan import read_plan

    with pytest.raises(Refused) as refused:
        read_plan(PLAN + "C9 | Cycle 9 | 第9周期 | 0 | 1 | 1\nC3D1 | x | y | 3 | 0 | 0\nZ | a | b | 5 | 0 | 0 | massage")
    assert [p.params["line"] for p in refused.value.problems] == [5, 6, 7]
    assert "第 5 行" in refused.value.problems[0].text("zh")


def test_the_list_of_names_is_closed_to_whoever_does_not_ask(study, enrolled, doctor, viewer, two_hospitals):
    from paeonia.modules.trials.conduct.identify import naming

    enrolled()
    with acting(doctor):
        assert not SubjectIdentity.objects.exists()
        with naming(doctor):
            assert SubjectIdentity.objects.count() == 1
        assert not SubjectIdentity.objects.exists()
    with pytest.raises(Exception, match="identify"), naming(viewer("auditor", two_hospitals[0])):
        pass


def test_another_hospital_sees_nothing(study, enrolled, viewer, two_hospitals):
    enrolled()
    stranger = viewer("oncologist", two_hospitals[1])
    with acting(stranger):
        assert not Study.objects.exists() and not Subject.objects.exists() and not VisitEntry.objects.exists()
    assert queries.studies(stranger) == ()
    with pytest.raises(queries.NotHere):
        queries.study(study.pk, stranger)


def test_the_database_itself_refuses_a_foreign_signature(study, enrolled, doctor, viewer, two_hospitals):
    one, nurse = enrolled(), viewer("nurse", two_hospitals[0])
    told = {"subject": one, "study": study, "hospital": study.hospital, "state": "done"}
    for on, by, who in ((day(1), nurse, nurse), (day(1), doctor, nurse), (day(-1), doctor, doctor)):
        with acting(who), pytest.raises(IntegrityError), transaction.atomic():
            VisitEntry.objects.create(on_day=on, signed_by_id=by.user_id, **told)


def test_endings_and_what_follows_them(study, enrolled, doctor):
    one = enrolled(day_one=60)
    with pytest.raises(Refused) as refused:
        subjects.follow_up(one, day(3), {"state": "alive", "therapy": ""}, doctor)
    assert said(refused) == ["step-too-early"]
    ended = subjects.end(one, day(30), {"kind": "treatment", "reason": "progression"}, doctor)
    subjects.follow_up(one, day(3), {"state": "progressed", "therapy": "capecitabine"}, doctor)
    one.refresh_from_db()
    assert one.status == "follow_up"
    stands = {v.visit_code: v.stand for v in queries.calendar([one], timezone.localdate())}
    assert (stands["C2D1"], stands["C3D1"]) == ("overdue", "dropped"), "none is expected after the end"
    subjects.withdraw_entry(one, ended, Task.VISITS, "wrong subject", doctor)
    one.refresh_from_db()
    assert one.status == "enrolled", "the state follows the entries that stand"
    for kind, state in (("withdrawal", "withdrawn"), ("death", "dead")):
        subjects.end(one, day(2), {"kind": kind, "reason": "x"}, doctor)
        one.refresh_from_db()
        assert one.status == state
    with pytest.raises(Refused):
        subjects.end(one, day(2), {"kind": "lost", "reason": "x"}, doctor)


def test_what_another_module_may_ask(study, enrolled, doctor, viewer, two_hospitals):
    enrolled(day_one=20)
    found = queries.procedures_due(NUMBER, doctor)
    assert {(v.visit_code, tuple(code for code, _ in v.samples)) for v in found} >= {("C2D1", ("serum",))}
    assert all(v.code == "0301" and v.registry_number == NUMBER for v in found)
    assert queries.procedures_due(NUMBER, viewer("oncologist", two_hospitals[1])) == ()
