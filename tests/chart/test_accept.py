"""What the door keeps, asks about and refuses."""

import pytest
from django.core.exceptions import PermissionDenied
from sayings import FULL, said

from paeonia.chart import door
from paeonia.people.context import acting
from paeonia.record.facts import Fact, Identity, Statement, Unread
from paeonia.record.problems import Problem

pytestmark = pytest.mark.django_db


def only(viewer):
    (someone,) = door.patients(viewer).items
    return someone


def test_what_is_said_comes_back_as_a_timeline(doctor):
    report = door.accept(said("A1", *FULL, reviews=[("therapy", "2026-11-01")]), doctor)
    assert (report.kept, report.same, report.queried, report.refused, report.patients) == (8, 0, 0, 0, 1)
    line = door.timeline(only(doctor).id, doctor, why="test")
    assert line.latest["er"].value == "positive"
    assert line.latest["lvef"].value == 62
    assert line.latest["alt"].uln == 40
    assert line.latest["hr"].value == "positive", "derived from ER and PR"
    assert line.episodes("therapy")[0].codes["drug"] == "palbociclib"
    assert line.reviewed == {"therapy": "2026-11-01"}
    assert line.born is not None


def test_saying_it_again_adds_nothing(doctor):
    door.accept(said("A1", *FULL, reviews=[("therapy", "2026-11-01")]), doctor)
    again = door.accept(said("A1", *FULL, reviews=[("therapy", "2026-11-01")]), doctor)
    assert (again.kept, again.same) == (0, 8)
    assert len(door.history(only(doctor).id, doctor)) == 7


def test_identity_fills_the_list_and_can_be_found_by_pinyin(doctor):
    door.accept(said("A1", *FULL), doctor)
    door.accept(said("B2", family="Smith", given="Anna"), doctor)
    for text in ("王丽", "丽华", "wanglihua", "wlh", "lihua", "a1", "Wang"):
        assert [p.mrn for p in door.patients(doctor, text).items] == ["A1"], text
    for text in ("anna", "SMITH", "smith anna"):
        assert [p.mrn for p in door.patients(doctor, text).items] == ["B2"], text
    assert door.patients(doctor, "nobody").items == ()
    who = door.patients(doctor, "A1").items[0]
    assert who.name == {"zh": "王丽华", "en": "Wang Lihua"}
    assert (who.birth_date, who.sex) == ("1968-03-02", "female")


def test_the_impossible_is_refused_and_the_rest_kept(doctor):
    report = door.accept(
        said(
            "A1",
            ("lvef", {"value": 600, "unit": "%"}, "2026-11-01"),
            ("er", {"value": "purple"}, "2026-11-01"),
            ("alt", {"value": 3}, "2099-01-01"),
            ("nonsense", {"value": 1}, None),
            ("er", {"value": "positive"}, "2026-11-01"),
        ),
        doctor,
    )
    assert (report.kept, report.queried, report.refused) == (1, 2, 2)
    entries = door.queue(doctor).items
    assert {e.code for e in entries} == {
        "impossible-value",
        "unknown-code",
        "future-date",
        "unknown-variable",
    }
    assert all(e.patient_id == only(doctor).id for e in entries)
    assert {e.refused for e in entries if e.code in ("impossible-value", "future-date")} == {True}
    assert "600" in next(e for e in entries if e.code == "impossible-value").problem.text("zh")


def test_the_queue_does_not_grow_when_the_same_is_brought_again(doctor):
    wrong = [("lvef", {"value": 600, "unit": "%"}, "2026-11-01")]
    door.accept(said("A1", *wrong), doctor)
    door.accept(said("A1", *wrong), doctor)
    assert len(door.queue(doctor).items) == 1


def test_what_was_not_read_stands_in_the_queue_with_its_source(doctor):
    door.accept([Unread(Problem("no-number", "b.json:3"), None, '{"odd": 1}')], doctor)
    (entry,) = door.queue(doctor).items
    assert (entry.raw, entry.problem.place, entry.patient_id) == ('{"odd": 1}', "b.json:3", None)


def test_facts_about_somebody_unknown_wait_until_she_is_known(doctor):
    lone = [Statement("Z9", Fact("er", {"value": "positive"}, "2026-01-05", "letter"), "c:1")]
    assert door.accept(lone, doctor).queried == 1
    assert door.patients(doctor).items == ()
    (entry,) = door.queue(doctor).items
    assert entry.code == "no-such-patient"
    door.accept([Statement("Z9", Identity("Z9", "李", "明"), "")], doctor)
    assert door.retry(entry.id, doctor).kept == 1
    assert door.queue(doctor).items == ()
    assert door.timeline(only(doctor).id, doctor).latest["er"].value == "positive"


def test_two_people_with_one_number_are_not_mixed(doctor):
    door.accept(said("A1", *FULL), doctor)
    other = said(
        "A1",
        ("birth_date", {"value": "1990-01-01"}, None),
        ("er", {"value": "negative"}, "2026-11-01"),
        family="赵",
        given="敏",
    )
    report = door.accept(other, doctor)
    assert (report.kept, report.queried) == (0, 3)
    assert door.queue(doctor).items[0].code == "two-people-one-number"
    assert door.timeline(only(doctor).id, doctor).latest["er"].value == "positive"


def test_numbers_that_point_at_different_people_are_not_guessed(doctor):
    door.accept(said("A1", numbers=[("id", "77")]), doctor)
    door.accept(said("B2", given="敏"), doctor)
    assert door.accept(said("B2", given="敏", numbers=[("id", "77")]), doctor).kept == 0
    assert [e.code for e in door.queue(doctor).items] == ["numbers-disagree"]


def test_a_different_name_is_shown_and_not_taken_over(doctor):
    door.accept(said("A1", *FULL), doctor)
    door.accept(said("A1", *FULL, given="莉华"), doctor)
    assert [e.code for e in door.queue(doctor).items] == ["identity-differs"]
    assert only(doctor).given_name == "丽华"


def test_a_correction_supersedes_and_both_stay_on_record(doctor):
    door.accept(said("A1", *FULL), doctor)
    who = only(doctor).id
    row = next(k for k in door.history(who, doctor) if k.fact.variable == "er")
    door.correct(row.id, Fact("er", {"value": "negative"}, "2026-01-05", "second look"), doctor)
    line = door.timeline(who, doctor)
    assert line.latest["er"].value == "negative"
    assert line.latest["hr"].value == "negative"
    assert len(door.history(who, doctor, "er")) == 2
    with pytest.raises(PermissionDenied):
        door.correct(row.id, None, doctor)
    newest = door.history(who, doctor, "er")[0]
    door.correct(newest.id, None, doctor)
    assert "er" not in door.timeline(who, doctor).latest
    assert door.accept(said("A1", *FULL), doctor).kept == 0, (
        "what was corrected does not come back with the old file"
    )


def test_a_form_adds_facts_to_a_known_patient(doctor):
    door.accept(said("A1"), doctor)
    ask = Fact("ask", {"question": "Able to swallow tablets", "value": "yes"}, "2026-11-01", "clinic")
    assert door.record(only(doctor).id, [ask], doctor).kept == 1
    assert door.timeline(only(doctor).id, doctor).asked["Able to swallow tablets"].value == "yes"


def test_a_statement_the_database_cannot_hold_costs_only_its_own_patient(doctor):
    bad = said("B2", ("remark", {"value": "a\0b"}, "2026-11-01"))
    report = door.accept([*said("A1", *FULL), *bad], doctor)
    assert report.kept == 7
    assert {p.mrn for p in door.patients(doctor).items} == {"A1"}
    assert [e.code for e in door.queue(doctor).items] == ["not-kept"]


def test_nobody_may_bring_anything_in(doctor, viewer, two_hospitals):
    with pytest.raises(PermissionDenied):
        door.accept(said("A1"), viewer("auditor", two_hospitals[0]))
    with pytest.raises(PermissionDenied):
        door.accept(said("A1"), doctor, hospital_id=two_hospitals[1].pk)
    with acting(doctor):
        assert door.patients(doctor).items == ()
