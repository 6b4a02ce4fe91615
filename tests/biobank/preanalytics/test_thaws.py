"""Freeze-thaw cycles: what counts, what is one cycle, what is inherited, what is unknown."""

import pytest
from biobank.preanalytics.stories import DAY, NOW, blood, event, excision, made

from paeonia.modules.biobank.preanalytics.events import Sample
from paeonia.modules.biobank.preanalytics.times import times

IN = event("stored", 100, temperature_c=-80)


def plasma(*events, kind="plasma_single"):
    return made("B1.1", kind, blood(event("spun", 50, 60)), 65, *events)


def cycles(sample):
    return times(sample, NOW)["freeze_thaw"]


@pytest.mark.parametrize(("events", "count"), [
    ([IN], 0),
    ([event("frozen", 90), IN], 0),
    ([IN, event("removed", DAY)], 1),
    ([IN, event("thawed", DAY)], 1),
    ([IN, event("removed", DAY), event("thawed", DAY + 5)], 1),
    ([IN, event("removed", DAY), event("thawed", DAY + 5), event("aliquoted", DAY + 9, children=["x"])], 1),
    ([IN, event("removed", DAY, kept_frozen=True), event("stored", DAY + 5, temperature_c=-196)], 0),
    ([IN, event("removed", DAY), event("stored", DAY + 5, temperature_c=-80)], 1),
    ([IN, event("removed", DAY), event("stored", DAY, temperature_c=-196)], 0),      # moved
    ([IN, event("stored", DAY, temperature_c=-196)], 0),                              # moved, as storage writes it
    ([IN, event("stored", DAY, temperature_c=4)], 1),
    ([IN, event("checked_out", DAY), event("checked_in", DAY + 60), event("checked_out", 2 * DAY)], 2),
    ([IN, event("checked_out", DAY), event("checked_in", DAY + 60, temperature_c=4), event("checked_out", 2 * DAY)], 1),
    ([IN, event("thawed", DAY), event("thawed", 2 * DAY)], 2),
    ([IN, event("aliquoted", DAY, children=["x"])], 1),
    ([IN, event("aliquoted", DAY, children=["x"], kept_frozen="yes")], 0),
    ([IN, event("distributed", DAY), event("returned", 2 * DAY)], 1),
    ([IN, event("shipped", DAY), event("arrived", DAY + 60, temperature_c=3)], 1),
    ([IN, event("shipped", DAY), event("arrived", DAY + 60, temperature_c=-70)], 0),
    ([event("stored", 100, temperature_c=4), event("removed", DAY)], 0),
    ([event("stored", 100, condition="nitrogen_vapour"), event("removed", DAY)], 1),
    ([event("thawed", DAY)], 1),
])
def test_what_counts(events, count):
    assert cycles(plasma(*events)).value == count


def test_aliquots_inherit_the_cycles_before_they_were_made_and_none_after():
    parent = plasma(IN, event("removed", DAY), event("thawed", DAY + 5), event("aliquoted", DAY + 10, children=["x"]),
                    event("stored", DAY + 20, temperature_c=-80), event("thawed", 2 * DAY))
    tube = made("B1.1.1", "plasma_single", parent, DAY + 10, event("stored", DAY + 20, temperature_c=-80), how="aliquoted")
    assert cycles(parent).value == 2
    assert cycles(tube).value == 1
    assert cycles(made("B1.1.1.1", "plasma_single", tube, 3 * DAY, event("frozen", 3 * DAY + 9), how="aliquoted")).value == 2


def test_put_back_in_the_minute_of_aliquoting_the_parent_is_no_fresh_thaw_of_the_child():
    parent = plasma(IN, event("thawed", DAY), event("stored", DAY + 10, temperature_c=-80))
    tube = made("B1.1.1", "plasma_single", parent, DAY + 10, event("frozen", DAY + 20), how="aliquoted")
    assert cycles(tube).value == 1


def test_frozen_tissue_can_be_cut_without_thawing():
    block = made("T1.1", "oct_block", excision(event("frozen", 20)), 30, event("stored", 40, temperature_c=-80))
    cut = made("T1.1.1", "frozen_section", block, DAY, event("stored", DAY + 9, temperature_c=-80))
    assert cycles(cut).value == 0


def test_an_extract_begins_at_nothing():
    parent = plasma(IN, event("thawed", DAY))
    extract = made("B1.1.1", "cfdna", parent, DAY + 60, event("stored", DAY + 90, temperature_c=-20))
    assert cycles(extract).value == 0
    assert cycles(extract.having(event("removed", 3 * DAY))).value == 1


def test_nothing_written_about_its_keeping_is_unknown_and_not_zero():
    found = cycles(plasma())
    assert not found.known and found.value is None
    assert [(one.kind, one.labels) for one in found.missing] == [("stored", ("B1.1",))]


def test_a_place_of_unknown_cold_makes_a_removal_unclear():
    found = cycles(plasma(event("stored", 100), event("removed", DAY)))
    assert not found.known
    assert [(one.kind, one.part) for one in found.missing] == [("stored", "temperature")]


def test_what_is_certain_of_an_unknown_count_is_told():
    found = cycles(plasma(event("frozen", 90), event("thawed", 95), event("stored", 100), event("removed", DAY)))
    assert not found.known and found.at_least == 1


def test_a_pool_has_the_most_thawed_member():
    first, second = plasma(IN), plasma(IN, event("thawed", DAY))
    pool = Sample("P", "plasma_single", (event("pooled", 2 * DAY, members=["x"]), event("frozen", 2 * DAY + 9)), "",
                  (first, second))
    # the first was still frozen when it was poured, which thawed it
    assert cycles(pool).value == 1
