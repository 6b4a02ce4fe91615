"""Limits judged: each verdict with its reason, limit, source, day and version; a hospital's own limits go first."""

import pytest
from biobank.preanalytics.stories import DAY, HOUR, NOW, blood, event, excision, made

from paeonia.modules.biobank.preanalytics.judging import (
    AWAITING,
    VERDICTS,
    Verdict,
    bound_words,
    gravest,
    judged,
)
from paeonia.modules.biobank.preanalytics.limits import PURPOSES, limits
from paeonia.modules.biobank.preanalytics.times import RULES
from paeonia.modules.biobank.vocabulary import vocabulary


def block(cold, fixed, fixative="nbf", *events):
    tissue = excision(event("fixed", cold, cold + fixed, fixative=fixative), *events)
    return made("T1.1", "ffpe_block", tissue, cold + fixed + 60)


def said(sample, **how):
    return {flag.limit.id: flag.verdict.value for flag in judged(sample, NOW, **how)}


def one(sample, name, **how):
    return next(flag for flag in judged(sample, NOW, **how) if flag.limit.id == name)


def test_the_limits_of_the_house_read_without_a_problem():
    found = limits()
    assert found.problems == () and len(found.by_id) >= 15
    assert all(limit.of in RULES and limit.source and limit.checked_on and limit.version for limit in found.by_id.values())


@pytest.mark.parametrize(("cold", "verdict"), [(0, "within"), (60, "within"), (61, "outside"), (600, "outside")])
def test_cold_ischaemia_for_receptors(cold, verdict):
    assert said(block(cold, 12 * HOUR), purposes=["receptors"])["receptors_cold_ischaemia"] == verdict


@pytest.mark.parametrize(("hours", "receptors", "molecular"), [
    (5.9, "outside", "outside"), (6, "within", "within"), (36, "within", "within"), (37, "within", "outside"),
    (72, "within", "outside"), (72.1, "outside", "outside")])
def test_fixation_for_receptors_and_for_molecular_tests_differ(hours, receptors, molecular):
    found = said(block(20, int(hours * HOUR)))
    assert (found["receptors_fixation"], found["molecular_fixation"]) == (receptors, molecular)


@pytest.mark.parametrize(("fixative", "verdict"), [
    ("nbf", "within"), ("alcohol", "outside"), ("formalin", "outside"), (None, "unknown")])
def test_the_fixative_for_receptors(fixative, verdict):
    assert said(block(20, 600, fixative))["receptors_fixative"] == verdict


def test_what_is_missing_is_unknown_and_says_what_would_settle_it():
    flag = one(excision(), "receptors_cold_ischaemia")
    assert flag.verdict is Verdict.UNKNOWN
    for language, words in (("en", "T1"), ("zh", "补录")):
        assert any(words in todo.text(language) for todo in flag.todo)
        assert words in flag.reason.text(language)


def test_what_cannot_be_is_not_applicable():
    assert said(excision(event("frozen", 5), kind="core_needle"))["receptors_fixation"] == "not_applicable"


def test_blood_is_not_judged_by_limits_of_tissue():
    assert not {name for name in said(blood()) if name.startswith(("receptors", "molecular"))}


def test_the_tube_the_blood_was_drawn_into_decides():
    def cfdna(container, spun):
        drawn = blood(event("spun", spun, spun + 10), container=container)
        return made("B1.1.1", "cfdna", made("B1.1", "plasma_double", drawn, spun + 20), spun + 60)

    assert said(cfdna("edta_k2", 5 * HOUR), purposes=["cfdna"]) == {"edta_to_spin_cfdna": "outside"}
    late = said(cfdna("streck_cfdna", 4 * DAY))
    assert late["stabiliser_tube_days"] == "within" and "edta_to_spin_cfdna" not in late
    assert said(cfdna("streck_cfdna", 6 * DAY))["stabiliser_tube_days"] == "outside"
    assert said(cfdna("streck_cfdna", 4 * DAY))["stabiliser_tube_cold"] == "unknown"


@pytest.mark.parametrize(("degrees", "cold", "warm"), [
    (10, "outside", "within"), (11, "within", "within"), (40, "within", "outside")])
def test_a_stabiliser_tube_is_neither_cold_nor_warm(degrees, cold, warm):
    drawn = blood(event("received", 30, temperature=degrees), event("spun", 60, 70), container="streck_cfdna")
    found = said(made("B1.1", "plasma", drawn, 80))
    assert (found["stabiliser_tube_cold"], found["stabiliser_tube_warm"]) == (cold, warm)


def test_thaws_known_to_be_too_many_are_outside_even_if_the_count_is_unknown():
    tube = made("B1.1", "plasma", blood(), 60, *(event("thawed", DAY * day) for day in (1, 2, 3)), event("stored", 4 * DAY),
                event("removed", 5 * DAY))
    flag = one(tube, "fluid_freeze_thaw")
    assert not flag.derived.known and flag.verdict is Verdict.OUTSIDE
    assert "at least 3" in flag.reason.text("en") and "至少 3" in flag.reason.text("zh")


def test_the_gravest_comes_first_and_is_the_word_for_the_sample():
    flags = judged(block(90, 12 * HOUR), NOW)
    assert flags[0].verdict is Verdict.OUTSIDE and gravest(flags) is Verdict.OUTSIDE
    assert gravest([]) is Verdict.NOT_APPLICABLE


def test_only_limits_of_the_purpose_are_asked():
    assert {flag.limit.purposes for flag in judged(block(5, 600), NOW, purposes=["receptors"])} == {("receptors",)}


def test_a_limit_that_is_not_certain_awaits_sign_off():
    sample = block(5, 600)
    assert not one(sample, "receptors_fixation").awaiting_sign_off
    assert one(sample, "molecular_fixation").awaiting_sign_off
    assert AWAITING["zh"] == "待临床确认"


def test_reasons_read_in_both_languages():
    samples = [block(90, 12 * HOUR), excision(), excision(event("frozen", 5)), made("B1.1", "serum", blood(), 60)]
    for flag in (flag for sample in samples for flag in judged(sample, NOW)):
        for language in ("en", "zh"):
            told = flag.reason.text(language)
            assert "{" not in told
            assert any("一" <= letter <= "鿿" for letter in told) == (language == "zh")
    assert all({*words} == {"en", "zh"} for words in (*VERDICTS.values(), *PURPOSES.values()))


def test_bounds_in_words():
    held = limits().by_id["receptors_fixation"]
    assert bound_words(held, vocabulary()) == "at least 6 h, at most 72 h"
    assert bound_words(held, vocabulary(), "zh-hans") == "≥ 6 小时，≤ 72 小时"


OWN = {"source": "Hospital SOP BB-07", "confidence": "high", "checked_on": "2026-10-01"}


def test_a_hospital_lays_its_own_limit_over_the_common_one():
    own = limits({"receptors_cold_ischaemia": {"at_most": "30 min", **OWN}})
    assert own.problems == ()
    held = own.by_id["receptors_cold_ischaemia"]
    assert held.own and held.source == OWN["source"] and held.kinds == ("tissue",)
    assert said(block(45, 600), in_force=own)["receptors_cold_ischaemia"] == "outside"
    assert said(block(45, 600))["receptors_cold_ischaemia"] == "within"
    assert own.version != limits().version


def test_another_bound_needs_a_source_of_its_own_and_leaves_the_common_one_in_force_without():
    own = limits({"receptors_cold_ischaemia": {"at_most": "30 min"}})
    assert {problem.params["key"] for problem in own.problems} >= {"source", "confidence", "checked_on"}
    assert own.by_id["receptors_cold_ischaemia"] == limits().by_id["receptors_cold_ischaemia"]


def test_a_hospital_puts_a_limit_off_lifts_a_bound_or_adds_one():
    own = limits({"molecular_fixation": {"off": True}, "receptors_fixation": {"at_most": "", **OWN},
                  "ours": {"words": {"en": "Ours", "zh": "本院"}, "of": "storage_time", "at_most": "100 d", **OWN}})
    assert own.problems == ()
    assert "molecular_fixation" not in own.by_id and set(own.by_id["receptors_fixation"].bounds) == {"at_least"}
    assert said(blood(event("stored", 60, temperature_c=-80)), in_force=own)["ours"] == "within"


@pytest.mark.parametrize(("said_wrong", "code"), [
    ({"at_most": "soon"}, "kb-bad-value"), ({"at_most": "2 times"}, "kb-bad-value"), ({"at_most": "-3 min"}, "kb-bad-value"),
    ({"at_most": "nan h"}, "kb-bad-value"), ({"at_least": "2 h", "at_most": "1 h"}, "limit-crossed"),
    ({"at_most": "", "words": {"en": "x", "zh": "x"}}, "limit-no-bound"), ({"kinds": ["moon_dust"]}, "kb-unknown-target"),
    ({"containers": ["bucket"]}, "kb-unknown-target"), ({"purposes": ["fun"]}, "kb-unknown-target"),
    ({"of": "luck"}, "kb-bad-value"),
    ({"checked_on": "yesterday"}, "kb-bad-value"), ({"words": {"en": "x"}}, "kb-words"),
    ({"at_moost": "1 h"}, "kb-unknown-key")])
def test_a_wrong_limit_of_the_hospital_is_named_and_the_common_one_stays(said_wrong, code):
    own = limits({"receptors_cold_ischaemia": {**OWN, **said_wrong}})
    assert code in {problem.code for problem in own.problems}
    assert all("receptors_cold_ischaemia" in problem.text("zh") for problem in own.problems)
    assert own.by_id["receptors_cold_ischaemia"] == limits().by_id["receptors_cold_ischaemia"]
