"""Entries that cannot be: named, never a negative time; corrections take entries back."""

from datetime import datetime

import pytest
from biobank.preanalytics.stories import NOW, at, blood, event, excision, made, minutes

from paeonia.modules.biobank.preanalytics.events import Event, Sample
from paeonia.modules.biobank.preanalytics.outcome import State
from paeonia.modules.biobank.preanalytics.times import times


def codes(sample):
    return {one.code for one in times(sample, NOW).problems}


def unknown_because(sample, name):
    found = times(sample, NOW)[name]
    assert found.state is State.UNKNOWN
    return {one.code for one in found.problems}


def test_a_vessel_tied_after_the_excision():
    assert unknown_because(excision(event("supply_cut", 5)), "warm_ischaemia") == {"times-order"}


def test_fixed_before_it_was_taken():
    sample = excision(event("fixed", -5, 600))
    assert unknown_because(sample, "cold_ischaemia") == {"times-order"}
    assert "times-order" in codes(sample)


def test_spun_before_the_draw():
    assert unknown_because(blood(event("spun", -5, 5), kind="serum"), "time_to_first_spin") == {"times-order"}


def test_frozen_before_the_last_spin_ended():
    sample = made("B1.1", "plasma_single", blood(event("spun", 50, 60)), 40, event("spun", 50, 60), event("frozen", 55))
    assert unknown_because(sample, "spin_to_freezing") == {"times-order"}


def test_the_second_spin_before_the_first():
    sample = blood(event("spun", 50, 60, round=1), event("spun", 20, 30, round=2), kind="plasma")
    assert unknown_because(sample, "between_spins") == {"times-order"}
    assert "times-order" in codes(sample)


def test_a_child_older_than_its_parent_derives_nothing():
    tube = made("B1.1", "plasma_single", blood(event("spun", 50, 60)), -10)
    found = times(tube, NOW)
    assert {one.state for name, one in found.of.items()} == {State.UNKNOWN}
    assert codes(tube) >= {"times-older"}
    assert all(word in found.problems[0].text("zh") for word in ("B1.1", "B1", "早于"))


def test_an_end_before_its_beginning_is_not_used():
    sample = excision(event("fixed", 20, 10))
    assert unknown_because(sample, "fixation_time") == {"times-ends-before"}
    assert unknown_because(sample, "cold_ischaemia") == {"times-ends-before"}


@pytest.mark.parametrize("kind", ["fixed", "frozen"])
def test_what_is_to_come_is_not_used(kind):
    sample = excision(Event(kind, NOW.replace(year=2030)))
    assert unknown_because(sample, "cold_ischaemia") == {"times-future"}


def test_an_end_to_come_is_not_used():
    assert "times-future" in codes(excision(Event("fixed", at(5), NOW.replace(year=2030))))


def test_a_time_without_a_zone_is_not_used():
    sample = excision(Event("fixed", datetime(2026, 3, 2, 1, 0)))  # noqa: DTZ001  that is the point
    assert unknown_because(sample, "fixation_time") == {"times-no-zone"}


def test_two_collections_at_two_times_are_none_and_at_one_time_are_one():
    twice = excision(event("collected", 30), event("fixed", 60, 600))
    assert unknown_because(twice, "cold_ischaemia") == {"times-twice"}
    same = excision(event("collected", 0, id="2"), event("fixed", 60, 600))
    assert times(same, NOW)["cold_ischaemia"].value == minutes(60)


def test_a_corrected_entry_does_not_count():
    sample = excision(event("fixed", 200, 800, id="11"), event("corrected", 900, event="11", why="typed wrongly"),
                      event("fixed", 20, 800, id="12"))
    assert times(sample, NOW)["cold_ischaemia"].value == minutes(20)
    assert codes(sample) == set()


def test_a_correction_that_is_corrected_takes_nothing_back():
    sample = excision(event("fixed", 20, 800, id="11"), event("corrected", 900, id="12", event="11"),
                      event("corrected", 950, id="13", event="12"))
    assert times(sample, NOW)["cold_ischaemia"].value == minutes(20)
    again = sample.having(event("corrected", 970, id="14", event="13"))
    assert times(again, NOW)["cold_ischaemia"].state is State.UNKNOWN


def test_corrections_of_one_another_end():
    sample = excision(event("corrected", 900, id="a", event="b"), event("corrected", 950, id="b", event="a"))
    assert times(sample, NOW)["cold_ischaemia"].state is State.UNKNOWN


def test_a_number_names_an_entry_as_well_as_its_text():
    sample = excision(Event("fixed", at(20), at(800), {}, "11"), Event("corrected", at(900), None, {"event": 11}))
    assert times(sample, NOW)["cold_ischaemia"].state is State.UNKNOWN


def test_a_correction_of_nothing_is_named():
    sample = excision(event("corrected", 900, event="99"))
    assert codes(sample) == {"times-no-such-entry"}


def test_put_away_before_it_was_made():
    tube = made("B1.1", "plasma", blood(), 65, event("stored", 30, temperature_c=-80))
    assert codes(tube) == {"times-order"}


def test_a_sample_made_of_itself():
    inner = Sample("A", "plasma", (event("derived", 10, parent="B"),))
    outer = Sample("B", "plasma", (event("derived", 10, parent="A"),), "", (inner,))
    ring = Sample("A", "plasma", (event("derived", 10, parent="B"),), "", (outer,))
    assert "times-circle" in codes(ring)
    assert {one.state for one in times(ring, NOW).of.values()} == {State.UNKNOWN}


@pytest.mark.parametrize("sample", [
    excision(event("supply_cut", 5)), excision(event("fixed", 20, 10)), excision(event("collected", 30)),
    excision(Event("fixed", NOW.replace(year=2030))), excision(event("corrected", 9, event="99")),
    made("B1.1", "plasma_single", blood(), -10),
])
def test_every_problem_reads_in_both_languages(sample):
    for problem in times(sample, NOW).problems:
        for language in ("en", "zh"):
            told = problem.text(language)
            assert "{" not in told
            assert any("一" <= letter <= "鿿" for letter in told) == (language == "zh")
