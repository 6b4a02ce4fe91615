"""Times derived from events: the value, or what is missing for it and where it can be entered."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from biobank.preanalytics.stories import DAY, HOUR, NOW, at, blood, event, excision, made, minutes

from paeonia.modules.biobank.preanalytics.events import Event, Sample
from paeonia.modules.biobank.preanalytics.outcome import State
from paeonia.modules.biobank.preanalytics.times import RULES, WORDS, times
from paeonia.modules.biobank.vocabulary import vocabulary


def derived(sample, name, now=NOW):
    return times(sample, now)[name]


def missing(sample, name):
    return {(one.kind, one.part, one.labels) for one in derived(sample, name).missing}


def test_every_rule_has_its_words():
    assert RULES.keys() == WORDS.keys()


def test_warm_and_cold_ischaemia_and_fixation_of_an_excision():
    sample = excision(event("supply_cut", -15), event("fixed", 25, 25 + 12 * HOUR, fixative="nbf"))
    assert derived(sample, "warm_ischaemia").value == minutes(15)
    assert derived(sample, "cold_ischaemia").value == minutes(25)
    assert derived(sample, "fixation_time").value == timedelta(hours=12)
    assert derived(sample, "fixative").value == "nbf"


def test_several_vessels_count_from_the_first_one_tied():
    assert derived(excision(event("supply_cut", -5), event("supply_cut", -20)), "warm_ischaemia").value == minutes(20)


@pytest.mark.parametrize(("name", "lacking"), [
    ("warm_ischaemia", {("supply_cut", "", ("T1",))}),
    ("cold_ischaemia", {("fixed", "", ("T1",)), ("frozen", "", ("T1",))}),
    ("fixation_time", {("fixed", "", ("T1",))}),
])
def test_a_missing_event_makes_it_unknown_and_is_named(name, lacking):
    assert derived(excision(), name).state is State.UNKNOWN
    assert derived(excision(), name).value is None
    assert missing(excision(), name) == lacking


def test_a_biopsy_has_no_warm_ischaemia_unless_somebody_tied_a_vessel():
    assert derived(excision(kind="core_needle"), "warm_ischaemia").state is State.NOT_APPLICABLE
    assert derived(excision(event("supply_cut", -3), kind="core_needle"), "warm_ischaemia").value == minutes(3)
    assert derived(excision(procedure="vacuum_biopsy", kind="tissue"), "warm_ischaemia").state is State.NOT_APPLICABLE


def test_blood_has_no_ischaemia_and_tissue_no_spin():
    assert derived(blood(), "cold_ischaemia").state is State.NOT_APPLICABLE
    assert derived(excision(), "time_to_first_spin").state is State.NOT_APPLICABLE


def test_frozen_tissue_has_no_fixation_but_a_cold_ischaemia():
    sample = excision(event("frozen", 18, fixative="snap"), kind="core_needle")
    assert derived(sample, "cold_ischaemia").value == minutes(18)
    assert derived(sample, "fixation_time").state is State.NOT_APPLICABLE


def test_a_freezer_counts_as_freezing_and_a_fridge_does_not():
    assert derived(excision(event("stored", 40, temperature_c=-80)), "cold_ischaemia").value == minutes(40)
    assert derived(excision(event("stored", 40, temperature_c=4)), "cold_ischaemia").state is State.UNKNOWN


def test_a_block_inherits_what_happened_to_the_tissue_before_it_was_cut():
    tissue = excision(event("fixed", 20, 20 + 8 * HOUR, fixative="nbf"), event("thawed", 40 * HOUR))
    block = made("T1.1", "ffpe_block", tissue, 24 * HOUR)
    assert derived(block, "cold_ischaemia").value == minutes(20)
    assert derived(block, "fixation_time").value == timedelta(hours=8)
    assert {one.label for one in derived(block, "fixation_time").sources} == {"T1"}


def test_a_block_cut_while_still_in_fixative_needs_the_end_of_its_own():
    tissue = excision(event("fixed", 20, 30 * HOUR, fixative="nbf"))
    block = made("T1.1", "ffpe_block", tissue, 4 * HOUR)
    assert missing(block, "fixation_time") == {("fixed", "until", ("T1.1",))}
    told = block.having(event("fixed", 4 * HOUR, 20 + 20 * HOUR, fixative="nbf"))
    assert derived(told, "fixation_time").value == timedelta(hours=20)


def test_times_in_fixative_add_up_and_overlaps_count_once():
    two = excision(event("fixed", 0, 60), event("fixed", 90, 150))
    over = excision(event("fixed", 0, 60), event("fixed", 30, 90), event("fixed", 40, 50))
    assert derived(two, "fixation_time").value == minutes(120)
    assert derived(over, "fixation_time").value == minutes(90)


def test_rnalater_stabilises_without_fixing():
    sample = excision(event("fixed", 5, 3000, fixative="RNAlater"))
    assert derived(sample, "fixation_time").state is State.NOT_APPLICABLE
    assert derived(sample, "cold_ischaemia").value == minutes(5)
    assert derived(sample, "fixative").value == "rnalater"


def test_a_fixative_that_nobody_named_is_asked_for():
    assert missing(excision(event("fixed", 5, 600)), "fixative") == {("fixed", "fixative", ("T1",))}


def test_spins_of_plasma_in_two_rounds():
    drawn = blood(event("spun", 50, 60, g=1600))
    plasma = made("B1.1", "plasma_double", drawn, 65, event("spun", 70, g=16000, minutes=10), event("frozen", 95))
    assert derived(plasma, "time_to_first_spin").value == minutes(50)
    assert derived(plasma, "between_spins").value == minutes(10)
    assert derived(plasma, "spin_to_freezing").value == minutes(15)
    assert derived(plasma, "draw_to_freezing").value == minutes(95)


def test_an_aliquot_has_the_times_of_its_grandparent():
    plasma = made("B1.1", "plasma_single", blood(event("spun", 50, 60)), 65)
    tube = made("B1.1.1", "plasma_single", plasma, 70, event("stored", 80, temperature_c=-80), how="aliquoted")
    assert derived(tube, "time_to_first_spin").value == minutes(50)
    assert derived(tube, "spin_to_freezing").value == minutes(20)


def test_a_spin_after_the_aliquot_was_taken_is_not_its_own():
    drawn = blood(event("spun", 50, 60))
    early = made("B1.1", "plasma", drawn, 30)
    assert derived(early, "time_to_first_spin").state is State.UNKNOWN
    assert missing(early, "time_to_first_spin") == {("spun", "", ("B1", "B1.1"))}


def test_the_spin_written_on_the_plasma_and_on_the_blood_is_one():
    drawn = blood(event("spun", 50, 60))
    plasma = made("B1.1", "plasma_single", drawn, 65, event("spun", 50, 60))
    assert derived(plasma, "between_spins").state is State.NOT_APPLICABLE
    written_there = made("B1.2", "plasma_single", blood(), 65, event("spun", 50, 60))
    assert derived(written_there, "time_to_first_spin").value == minutes(50)


def test_only_a_second_spin_leaves_the_first_unknown():
    plasma = made("B1.1", "plasma_double", blood(), 65, event("spun", 70, 80, round=2))
    assert derived(plasma, "time_to_first_spin").state is State.UNKNOWN
    assert derived(plasma, "between_spins").state is State.UNKNOWN


def test_a_spin_without_its_end_leaves_the_time_after_it_unknown():
    plasma = made("B1.1", "plasma_single", blood(event("spun", 50)), 65, event("frozen", 95))
    assert missing(plasma, "spin_to_freezing") == {("spun", "until", ("B1",))}


def test_whole_blood_is_not_spun_but_plasma_must_have_been():
    assert derived(blood(), "time_to_first_spin").state is State.NOT_APPLICABLE
    assert derived(made("B1.1", "serum", blood(), 65), "time_to_first_spin").state is State.UNKNOWN
    assert derived(made("B1.1", "dna", blood(), 65), "time_to_first_spin").state is State.NOT_APPLICABLE
    assert derived(made("B1.1", "cfdna", blood(), 65), "time_to_first_spin").state is State.UNKNOWN


def test_a_planned_aliquot_that_was_collected_was_not_drawn_again():
    plasma = made("B1.1", "plasma_single", blood(event("spun", 50, 60)), 65)
    tube = Sample("B1.1.1", "plasma_single", (event("collected", 70), event("frozen", 80)), "", (plasma,))
    assert derived(tube, "time_to_first_spin").value == minutes(50)
    assert derived(tube, "draw_to_freezing").value == minutes(80)


def test_the_row_says_when_it_was_taken_if_no_entry_does():
    entered = Sample("B1", "serum", (event("spun", 40, 50),), made_at=at(0))
    assert derived(entered, "time_to_first_spin").value == minutes(40)
    told = (event("collected", 0, id="7"), event("corrected", 9, event="7"), event("spun", 40, 50))
    corrected = Sample("B1", "serum", told, made_at=at(0))
    assert missing(corrected, "time_to_first_spin") == {("collected", "", ("B1",))}


def test_when_nobody_knows_when_it_was_made_its_parents_spins_are_not_taken_over():
    tube = Sample("B1.1", "plasma_single", (event("frozen", 90),), "", (blood(event("spun", 50, 60)),))
    assert ("derived", "", ("B1.1",)) in missing(tube, "time_to_first_spin")
    assert ("derived", "", ("B1.1",)) in missing(tube, "freeze_thaw")
    assert derived(tube, "draw_to_freezing").value == minutes(90)


def test_a_pool_is_as_old_as_its_oldest_member_and_unknown_with_an_unknown_one():
    first = made("A.1", "plasma_single", blood(event("spun", 30, 40)), 60)
    second = made("C.1", "plasma_single", blood(event("spun", 90, 100)), 120)
    third = made("D.1", "plasma_single", blood(), 120)
    pool = Sample("P", "plasma_single", (event("pooled", 300, members=["A.1", "C.1"]),), "", (first, second))
    assert derived(pool, "time_to_first_spin").value == minutes(90)
    mixed = Sample("P", "plasma_single", (event("pooled", 300),), "", (first, second, third))
    assert derived(mixed, "time_to_first_spin").state is State.UNKNOWN


def test_temperatures_before_the_spin():
    warm = blood(event("received", 30, temperature=41), event("stored", 60, condition="fridge"), event("spun", 90, 100),
                 event("received", 200, temperature=-80), kind="plasma")
    assert derived(warm, "coldest_before_spin").value == 2
    assert derived(warm, "warmest_before_spin").value == 41
    assert missing(blood(event("spun", 50), kind="serum"), "coldest_before_spin") == {("collected", "temperature", ("B1",))}


def test_time_in_storage_leaves_out_the_times_outside():
    plasma = made("B1.1", "plasma", blood(), 65, event("stored", DAY, temperature_c=-80), event("checked_out", 3 * DAY),
                  event("checked_in", 4 * DAY), event("stored", 5 * DAY), event("removed", 10 * DAY))
    assert derived(plasma, "storage_time").value == timedelta(days=8)
    inside = made("B1.1", "plasma", blood(), 65, event("stored", DAY))
    assert derived(inside, "storage_time").value == NOW - at(DAY)
    assert derived(made("B1.2", "plasma", inside, 2 * DAY), "storage_time").state is State.UNKNOWN


def test_zones_mix_and_the_clock_that_is_put_back_in_autumn_counts_an_hour_more():
    berlin, china = ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=8))
    drawn = Event("collected", datetime(2026, 10, 25, 1, 30, tzinfo=berlin))
    spun = Event("spun", datetime(2026, 10, 25, 3, 30, tzinfo=berlin))
    same = Event("spun", datetime(2026, 10, 25, 10, 30, tzinfo=china))
    now = datetime(2026, 11, 1, tzinfo=berlin)
    for spin in (spun, same):
        assert derived(Sample("B1", "serum", (drawn, spin)), "time_to_first_spin", now).value == timedelta(hours=3)


def test_an_unknown_type_derives_nothing_and_says_why():
    found = times(Sample("X1", "moon_dust", (event("collected", 0),)), NOW)
    assert {one.state for one in found.of.values()} == {State.UNKNOWN}
    assert "moon_dust" in found.problems[0].text("zh")


def test_only_what_is_asked_for_is_derived():
    assert set(times(blood(), NOW, only=["freeze_thaw"]).of) == {"freeze_thaw"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_missing_is_said_with_the_place_to_enter_it(language):
    lacking, = derived(excision(), "warm_ischaemia").missing
    told = lacking.problem(vocabulary()).text(language)
    assert "T1" in told and "{" not in told
    assert ("采集访视" if language == "zh" else "collecting visit") in told
    for part in ("until", "fixative", "temperature", "brake", "container"):
        end = type(lacking)("spun", ("T1",), part).problem(vocabulary()).text(language)
        assert "{" not in end and (language == "en" or part not in end)
