"""Label formats: the documented examples, what is refused with its place, what a label never does silently."""

import json
from pathlib import Path

import pytest

from paeonia.modules.biobank.labels.tokens import label, parse, render
from paeonia.record.problems import Refused

# What OpenSpecimen's documentation says its formats give: facts, in our own words.
DOCUMENTED = [
    ("donor", "%CP_CODE%_%CP_UID(4)%", {"CP_CODE": "GC"}, {"CP_UID": 1}, "GC_0001"),
    ("primary", "%PPI%.%SP_TYPE%%PPI_UID%", {"PPI": "GC_0001", "SP_TYPE": "WB"}, {"PPI_UID": 1}, "GC_0001.WB1"),
    ("derived", "%PPI%.%SP_TYPE%%PSPEC_UID%", {"PPI": "GC_0001", "SP_TYPE": "Pl"}, {"PSPEC_UID": 1}, "GC_0001.Pl1"),
    ("aliquot", "%PSPEC_LABEL%.%PSPEC_UID%", {"PSPEC_LABEL": "GC_0001.Pl1"}, {"PSPEC_UID": 1}, "GC_0001.Pl1.1"),
    ("primary", "%PPI%.%SP_TYPE%.%PPI_SPEC_TYPE_UID%", {"PPI": "PW-0001", "SP_TYPE": "WB"}, {"PPI_SPEC_TYPE_UID": 2},
     "PW-0001.WB.2"),
    ("primary", "%PPI%.%SP_TYPE%.%YR_OF_COLL%_%PPI_YOC_UID%",
     {"PPI": "PW-0001", "SP_TYPE": "WB", "YR_OF_COLL": "2017"}, {"PPI_YOC_UID": 1}, "PW-0001.WB.2017_1"),
    ("primary", "WB%SYS_UID%", {}, {"SYS_UID": 193}, "WB193"),
    ("primary", "%SYS_UID(2)%", {}, {"SYS_UID": 1}, "01"),
    ("aliquot", "", {"PSPEC_LABEL": "P1"}, {"PSPEC_UID": 3}, "P1_3"),
]
ORACLE = Path(__file__).parents[4] / "shared" / "data" / "biobank" / "oracles" / "biobank_oracles.json"
# The words of the oracle for what we call by the token.
NUMBERS = {"nth_participant_in_cp": "CP_UID", "nth_primary_of_participant": "PPI_UID", "nth_child_of_parent": "PSPEC_UID",
           "nth_of_type_for_participant": "PPI_SPEC_TYPE_UID", "nth_in_year": "PPI_YOC_UID", "SYS_UID": "SYS_UID"}


@pytest.mark.parametrize(("level", "form", "known", "numbers", "expected"), DOCUMENTED)
def test_documented_formats_give_the_documented_labels(level, form, known, numbers, expected):
    assert label(form, level, known, lambda token: numbers[token.name]) == expected


def test_every_case_of_the_oracle_holds():
    if not ORACLE.exists():
        pytest.skip("the oracle does not come with the source")
    cases = json.loads(ORACLE.read_text())["label_format"]["cases"]
    assert len(cases) == 9
    for case in cases:
        told = dict(case["context"])
        numbers = {NUMBERS[name]: told.pop(name) for name in tuple(told) if name in NUMBERS}
        if "existing_children" in told:
            numbers["PSPEC_UID"] = told.pop("existing_children") + 1
        known = {{"parent_label": "PSPEC_LABEL", "year": "YR_OF_COLL"}.get(name, name): str(value)
                 for name, value in told.items()}
        level = "primary" if case["level"] == "any" else {"PPID": "donor"}.get(case["level"], case["level"])
        assert label(case["format"], level, known, lambda token, n=numbers: n[token.name]) == case["expect"]


@pytest.mark.parametrize(("form", "level", "code", "at"), [
    ("A-%PPID%", "primary", "label-unknown-token", 3),
    ("A-%%-%ppi%", "primary", "label-unknown-token", 6),
    ("%PPI%.%SP_TYPE", "primary", "label-open-token", 7),
    ("%PSPEC_LABEL%", "primary", "label-token-level", 1),
    ("%PPI%", "donor", "label-token-level", 1),
    ("%LABEL%", "primary", "label-token-level", 1),
    ("%PPI(3)%", "primary", "label-width-text", 1),
    ("x%SYS_UID(0)%", "primary", "label-width-range", 2),
    ("x%SYS_UID(13)%", "primary", "label-width-range", 2),
    ("x%SYS_UID(two)%", "primary", "label-width-range", 2),
    ("x\t%SYS_UID%", "primary", "label-control", 2),
])
def test_a_mistake_is_refused_with_its_place(form, level, code, at):
    with pytest.raises(Refused) as caught:
        parse(form, level)
    problem, = caught.value.problems
    assert (problem.code, problem.params["at"]) == (code, at)
    for language in ("en", "zh"):
        assert str(at) in problem.text(language)
        assert "{" not in problem.text(language)


def test_every_mistake_is_told_at_once_and_the_nearest_token_is_named():
    with pytest.raises(Refused) as caught:
        parse("%PPI_UIDD%-%YEAR%", "primary")
    first, second = caught.value.problems
    assert "did you mean %PPI_UID%?" in first.text("en")
    assert "是否为 %PPI_UID%" in first.text("zh")
    assert second.params["at"] == 12


def test_two_percent_signs_are_one():
    assert render(parse("50%%-%SYS_UID%", "primary"), {}, lambda token: 7) == "50%-7"


def test_what_is_not_recorded_is_named_and_no_number_is_wasted():
    asked = []
    with pytest.raises(Refused) as caught:
        render(parse("%PPI%.%YR_OF_COLL%.%PPI_YOC_UID%", "primary"), {"PPI": "A-1", "YR_OF_COLL": ""}, asked.append)
    assert asked == []
    assert "year of collection" in caught.value.problems[0].text("en")
    assert "采集年份" in caught.value.problems[0].text("zh")
    with pytest.raises(Refused):
        label("", "aliquot", {}, asked.append)
    assert asked == []


def test_a_number_used_twice_in_a_format_is_taken_once():
    taken = iter(range(5, 9))
    assert render(parse("%SYS_UID%/%SYS_UID(3)%", "primary"), {}, lambda token: next(taken)) == "5/005"


def test_a_number_longer_than_its_width_keeps_all_its_digits():
    assert render(parse("%SYS_UID(2)%", "primary"), {}, lambda token: 1234) == "1234"
