"""What a patient would like is a fact of her record: said by herself or for her, taken back, never lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from paeonia.chart import door
from paeonia.modules.trials.plain import actions, hearing
from paeonia.people.models import ChartRead
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def test_she_says_it_herself_and_takes_it_back_and_says_it_again_on_one_day(at_home):
    herself, chart = at_home
    for would in (True, False, True):
        actions.say_wish(chart, would, "", herself)
        assert hearing.would(hearing.of_one(chart, herself).value) is would
    said = hearing.history(chart, herself)
    assert [hearing.would(one.fact.fields["value"]) for one in said] == [True, False, True]
    assert {one.who for one in said} == {herself.name}
    assert {one.fact.source for one in said} == {"said in her own account"}
    assert {one.fact.on for one in said} == {timezone.localdate().isoformat()}
    assert door.timeline(chart, herself).latest["consent_contact"].fact.fields["value"] in ("yes", True)


def test_saying_the_same_twice_is_saying_it_once(at_home):
    herself, chart = at_home
    actions.say_wish(chart, True, "", herself)
    actions.say_wish(chart, True, "", herself)
    assert len(hearing.history(chart, herself)) == 1


def test_the_trail_names_her_and_the_chart_counts_it_at_once(at_home, doctor):
    herself, chart = at_home
    actions.say_wish(chart, True, "", herself)
    (kept,) = hearing.history(chart, doctor)
    assert kept.recorded_by == herself.user_id
    assert hearing.of([chart], doctor) == {chart: True}


def test_a_patient_reaches_her_own_chart_and_this_one_thing(at_home, viewer, two_hospitals):
    herself, chart = at_home
    other = viewer("patient", two_hospitals[0])
    with pytest.raises(door.NotHere):
        actions.say_wish(chart, True, "", other)
    from paeonia.record.facts import Fact

    with pytest.raises(PermissionError):
        door.wish(chart, Fact("ecog", {"value": "0"}, "2026-01-01", "x"), herself)
    with pytest.raises(door.NotHere):
        door.record(chart, [Fact("ecog", {"value": "0"}, "2026-01-01", "x")], herself)
    with pytest.raises(door.NotHere):
        actions.say_wish(chart, True, "said in person", viewer("nurse", two_hospitals[1]))
    for role in ("educator", "auditor", "biobank_technician", "programme_admin"):
        with pytest.raises((door.NotHere, PermissionDenied)):
            actions.say_wish(chart, True, "said in person", viewer(role, two_hospitals[0]))


def test_the_candidates_of_a_trial_show_it_beside_the_name(at_home, doctor):
    from paeonia.modules.trials.candidates import worklist

    herself, _ = at_home
    first = worklist("destiny-breast04", doctor).candidates[0]
    assert first.hears is False
    actions.say_wish(first.person.id, True, "said in person", doctor)
    assert {one.person.id: one.hears for one in worklist("destiny-breast04", doctor).candidates}[first.person.id] is True
    actions.say_wish(first.person.id, False, "said in person", doctor)
    assert {one.person.id: one.hears for one in worklist("destiny-breast04", doctor).candidates}[first.person.id] is False


def test_whoever_records_it_for_her_says_how(at_home, viewer, two_hospitals):
    _, chart = at_home
    nurse = viewer("nurse", two_hospitals[0])
    with pytest.raises(Refused) as refused:
        actions.say_wish(chart, True, "said in her own account", nurse)
    assert [problem.code for problem in refused.value.problems] == ["plain-how"]
    actions.say_wish(chart, True, "said on the telephone", nurse)
    word = hearing.of_one(chart, nurse)
    assert (word.source, word.by) == ("said on the telephone", nurse.name)


def test_the_list_is_of_ones_own_hospital_and_each_one_shown_counts_as_read(at_home, viewer, two_hospitals, doctor):
    herself, chart = at_home
    before = hearing.listeners(doctor).total
    actions.say_wish(chart, True, "", herself)
    found = hearing.listeners(doctor)
    assert found.total == before + 1 and chart in {one.person.id for one in found.people}
    assert ChartRead.objects.count() == 0       # nobody acts: the trail shows itself to nobody
    from paeonia.people.context import acting

    with acting(doctor):
        assert ChartRead.objects.filter(patient_id=chart, why=hearing.WHY, who_id=doctor.user_id).exists()
    assert hearing.listeners(viewer("oncologist", two_hospitals[1])).total == 0
    actions.say_wish(chart, False, "", herself)
    assert chart not in {one.person.id for one in hearing.listeners(doctor).people}
