"""A chart read lately is at hand until somebody writes about the patient; who may not see her still may not."""

from datetime import date

import pytest
from sayings import FULL, said

from paeonia.chart import door, kept
from paeonia.people.models import ChartRead
from paeonia.record.facts import Fact

pytestmark = pytest.mark.django_db
LVEF = Fact("lvef", {"value": 61, "unit": "%"}, "2026-11-20", "form")


@pytest.fixture
def chart(doctor):
    door.accept(said("A1", *FULL), doctor)
    return door.patients(doctor).items[0].id


def test_nothing_written_nothing_read_again(doctor, chart, acting_as, two_hospitals):
    first = door.timeline(chart, doctor)
    assert door.timeline(chart, doctor) is first
    assert door.timeline(chart, doctor, as_of=date(2026, 1, 5).toordinal()) is not first
    with acting_as("auditor", two_hospitals[0]):
        assert ChartRead.objects.filter(patient_id=chart).count() == 3, "each opening is written down all the same"


def test_a_fact_a_correction_and_a_review_are_seen_at_once(doctor, chart):
    before = door.timeline(chart, doctor)
    door.record(chart, [LVEF], doctor)
    assert door.timeline(chart, doctor).latest["lvef"].value == 61
    row = door.history(chart, doctor, "lvef", standing=True)[0]
    door.correct(row.id, None, doctor)
    assert door.timeline(chart, doctor).latest.get("lvef") == before.latest.get("lvef")
    door.review(chart, "allergy", date(2026, 11, 20), doctor)
    assert "allergy" in door.timeline(chart, doctor).complete


def test_a_slower_writer_with_a_lower_number_is_seen_too(doctor, chart):
    held = door.timeline(chart, doctor)
    key = (chart, held.as_of, held.dictionary.version)
    (last, many, *reviews), line = kept._HELD[key]
    kept._HELD[key] = (last, many - 1, *reviews), line      # as if one row had not been there yet
    assert door.timeline(chart, doctor) is not held


def test_a_stranger_gets_nothing_of_what_is_kept(doctor, stranger, chart):
    door.timeline(chart, doctor)
    with pytest.raises(door.NotHere):
        door.timeline(chart, stranger)
    assert door.timelines([chart], stranger, why="list") == {}


def test_only_so_many_are_kept(doctor, chart, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 2)
    for day in (1, 2, 3):
        door.timeline(chart, doctor, as_of=date(2026, 11, day).toordinal())
    assert [key[1] for key in kept._HELD] == [date(2026, 11, day).toordinal() for day in (2, 3)]
