"""A length of time is said in the unit it was written in, whatever unit the variable is kept in."""

import pytest

from paeonia.criteria.read import sentence
from paeonia.criteria.words import both
from paeonia.guidance.fact_words import fact_words
from paeonia.knowledge.dictionary import dictionary
from paeonia.record.facts import Fact


@pytest.mark.parametrize(("written", "en", "zh"), [
    ("12 weeks", "12 weeks", "12 周"), ("1 week", "1 week", "1 周"), ("90 days", "90 days", "90 天"),
    ("3 months", "3 months", "3 个月"), ("1 month", "1 month", "1 个月"), ("1.5 months", "1.5 months", "1.5 个月"),
    ("18 weeks", "18 weeks", "18 周"), ("100 days", "100 days", "100 天"),
])
def test_a_length_of_time_is_said_as_it_was_written(written, en, zh):
    said = both(sentence(f"life_expectancy: {{at least: {written}}}", dictionary()), dictionary())
    assert said == {"en": f"life expectancy ≥ {en}", "zh": f"预计生存期 ≥ {zh}"}


def test_both_ends_of_a_range_and_what_a_chart_says():
    said = both(sentence("et_free_interval: {at least: 6 weeks, at most: 26 weeks}", dictionary()), dictionary())
    assert "≥ 6 weeks and ≤ 26 weeks" in said["en"] and "≥ 6 周 且 ≤ 26 周" in said["zh"]
    kept = Fact("life_expectancy", {"value": 84 / 30.4375, "unit": "mo"}, "2026-01-01", "")
    assert fact_words(kept, dictionary()) == {"en": "life expectancy: 12 weeks", "zh": "预计生存期：12 周"}


def test_a_number_that_is_no_time_is_said_as_ever():
    said = both(sentence("lvef: {at least: 50 %}", dictionary()), dictionary())
    assert said["en"].endswith("≥ 50 %")


def test_what_was_reckoned_is_said_with_few_digits():
    reckoned = Fact("crcl", {"value": 92.05653, "unit": "mL/min"}, "2026-01-01", "derived: cockcroft-gault")
    assert fact_words(reckoned, dictionary())["en"].endswith(": 92.06 mL/min")
    measured = Fact("crcl", {"value": 92.0565, "unit": "mL/min"}, "2026-01-01", "laboratory")
    assert fact_words(measured, dictionary())["en"].endswith(": 92.0565 mL/min")
