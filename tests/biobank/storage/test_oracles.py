"""Facts of other systems about storage, each with the test of ours that holds it, or why it does not hold here."""

import json
from pathlib import Path

import pytest

ORACLE = Path(__file__).parents[4] / "shared" / "data" / "biobank" / "oracles" / "biobank_oracles.json"
# The first words of a fact, and where it is held.
STORAGE_STATES = {
    "3x3 container": "test_containers.test_three_by_three_is_nine",
    "sample not received": "test_places.test_what_is_planned_or_closed_has_no_place",
    "received + add_object": "test_places.test_tubes_go_into_the_next_free_places",
    "recover =>": "test_places.test_taking_out_frees_the_place",
    "deactivate container keeps": "test_containers.test_what_rests_takes_nothing_new_and_keeps_what_lies_there",
    "deactivate facility cascades": "test_containers.test_what_rests_takes_nothing_new_and_keeps_what_lies_there",
    "dispatch of stored sample": "test_places.test_what_is_planned_or_closed_has_no_place",
    "all partitions stored": None,      # a tube has a place or none; a divided parent is closed and needs none
    "recover last partition": None,
}
RULES = {
    "closed specimen cannot be stored": "test_places.test_what_is_planned_or_closed_has_no_place",
    "checkout leaves a blocked position": "test_places.test_a_tube_that_is_out_keeps_its_place",
    "container shrink refused": "test_containers.test_a_box_does_not_shrink_over_a_tube",
    "position reservation expires": "test_places.test_a_reservation_keeps_a_place_for_five_minutes",
    "container cannot be archived": "test_containers.test_out_of_use_only_when_empty_and_back_with_those_it_took_along",
    "container hierarchy may not contain a cycle": "test_containers.test_no_container_lies_within_itself",
    "computed restrictions": "test_containers.test_rules_come_from_above_unless_a_box_has_its_own",
}
ABOUT_STORAGE = ("position", "container", "restrictions", "stored")


@pytest.mark.skipif(not ORACLE.exists(), reason="no oracles beside the repository (../shared/data/biobank)")
def test_every_fact_of_the_oracles_about_storage_is_answered():
    told = json.loads(ORACLE.read_text("utf-8"))
    for name, answers in (("senaite_storage_states", STORAGE_STATES), ("openspecimen_rules", RULES)):
        cases = [case for case in told[name]["cases"] if name.startswith("senaite") or any(
            word in case for word in ABOUT_STORAGE)]
        unanswered = [case for case in cases if not any(case.startswith(start) for start in answers)]
        assert not unanswered
        assert all(any(case.startswith(start) for case in cases) for start in answers)


@pytest.mark.parametrize("where", sorted({one for one in (STORAGE_STATES | RULES).values() if one}))
def test_the_test_that_holds_a_fact_is_there(where):
    file, name = where.split(".")
    assert f"def {name}(" in (Path(__file__).parent / f"{file}.py").read_text("utf-8")
