"""Suggested patients stand on the very edge, and the engine answers as the edge says."""

import json
from datetime import date

import pytest

from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import trials
from paeonia.modules.trials.curation.testing.boundary import suggestions
from paeonia.modules.trials.curation.testing.example import fitting
from paeonia.modules.trials.curation.testing.invented import invented
from paeonia.modules.trials.curation.testing.reading import asked_of, parsed, shown
from paeonia.record.problems import Refused

DAY = "2026-02-28"


def suggested(text):
    node = sentence(text, dictionary())
    base = fitting(node, dictionary(), DAY)
    assert base is not None
    return {one.key: one for one in suggestions(node, base, dictionary())}


def value(one, variable):
    return next(fact["value"] for fact in one.facts["facts"] if fact["variable"] == variable)


def test_ages_are_asked_on_the_birthday_and_on_its_eve():
    found = suggested("age: {from: 18, to: 75}")
    said = {key: (value(one, "birth_date"), one.expected, one.got) for key, one in found.items()
            if key.endswith(("-on", "-eve"))}
    assert said == {"1-low-on": ("2008-02-28", "yes", "yes"), "1-low-eve": ("2008-02-29", "no", "no"),
                    "1-high-on": ("1950-02-28", "no", "no"), "1-high-eve": ("1950-03-01", "yes", "yes")}


@pytest.mark.parametrize(("text", "on", "off"), [
    ("lvef: {at least: 50 %}", (50, "yes"), (49.9, "no")),
    ("ecog: {at most: 1}", (1, "yes"), (2, "no")),
    ("alt: {at most: 2.5 x ULN}", (100, "yes"), (100.1, "no")),
    ("none: [{qtcf: {more than: 470 ms}}]", (470, "yes"), None),
    ("none: [{qtcf: {at least: 470 ms}}]", (470, "no"), (469.9, "yes")),
])
def test_values_are_asked_on_the_threshold_and_beyond_it(text, on, off):
    found = suggested(text)
    variable = next(iter(one for one in ("lvef", "ecog", "alt", "qtcf") if one in text))
    here = next(one for key, one in found.items() if key.endswith("-on"))
    assert (value(here, variable), here.expected, here.got) == (*on, on[1])
    there = [one for key, one in found.items() if key.endswith("-off")]
    assert [(value(one, variable), one.expected, one.got) for one in there] == ([(*off, off[1])] if off else [])


@pytest.mark.parametrize("text", ["life_expectancy: {at least: 12 weeks}", "life_expectancy: {at most: 26 weeks}"])
def test_an_edge_written_in_weeks_lies_on_it_and_is_said_in_weeks(text):
    weeks = text.rpartition(": ")[2].rstrip("}")
    here = next(one for key, one in suggested(text).items() if key.endswith("-on"))
    assert (here.expected, here.got) == ("yes", "yes")
    assert here.name["en"].endswith(f"exactly on the edge ({weeks})") and "mo" not in here.name["zh"]


def test_a_missing_value_and_one_that_is_too_old_are_unknown():
    found = suggested("all: [{lvef: {at least: 50 %, within: 28 days}}, {er: positive}]")
    assert found["1-missing"].expected == found["1-missing"].got == "unknown"
    assert (found["1-window-on"].expected, found["1-window-on"].got) == ("yes", "yes")
    assert (found["1-window-off"].expected, found["1-window-off"].got) == ("unknown", "unknown")
    assert found["2-missing"].got == "unknown"


def test_a_washout_is_asked_on_its_last_day_and_the_day_before():
    found = suggested("none: [{therapy: {class: chemotherapy, ended within: 3 weeks}}]")
    assert [(found[f"1-{key}"].expected, found[f"1-{key}"].got) for key in ("on", "off", "missing")] == [
        ("no", "no"), ("yes", "yes"), ("unknown", "unknown")]


def test_an_edge_that_the_sentence_draws_otherwise_shows_as_a_difference():
    """The expectation comes from the edge, so a patient accepted once tells of every later slip."""
    good = suggested("ecog: {at most: 1}")["1-high-on"]
    line = asked_of(good.facts).line
    assert answer(sentence("ecog: {less than: 1}", dictionary()), line).word != good.expected


def test_somebody_who_fits_is_found_for_most_shipped_trials():
    found = [bool(fitting(trial.eligibility, dictionary(), DAY)) for trial in trials().values()]
    assert sum(found) / len(found) > 0.8, f"{sum(found)} of {len(found)}"


def test_every_suggestion_can_be_kept_and_is_read_again_as_it_was():
    node = trials()["destiny-breast04"].eligibility
    base = fitting(node, dictionary(), DAY)
    for one in suggestions(node, base, dictionary()):
        assert parsed(shown(one.facts)) == json.loads(json.dumps(one.facts))
        assert not asked_of(one.facts).refused


def test_a_woman_of_the_generator_can_be_kept():
    made = invented(7)
    assert made == invented(7) != invented(8)
    assert parsed(shown(made)) == made
    assert made["as_of"] == date.today().isoformat()  # noqa: DTZ011


@pytest.mark.parametrize(("text", "code"), [
    ("", "ask-not-json"), ("{", "ask-not-json"), ("[1]", "testing-one"), ('{"facts": 3}', "ask-shape"),
    ('{"as_of": "soon", "facts": []}', "ask-date"), ('{"facts": [{"variable": "nosuch", "value": 1}]}', "unknown-variable"),
    ('{"facts": [{"variable": "lvef", "value": 900}]}', "impossible-value"), ('{"fact": []}', "ask-key"),
    ('{"facts": [], "facts": []}', "ask-twice"), ("x" * 50_000, "testing-long"), ("[" * 9_000, "ask-not-json")])
def test_facts_that_cannot_be_used_are_refused_as_a_whole(text, code):
    with pytest.raises(Refused) as refused:
        parsed(text)
    assert code in {problem.code for problem in refused.value.problems}


def test_the_day_she_is_asked_on_is_written_down():
    assert parsed('{"facts": []}')["as_of"] == date.today().isoformat()  # noqa: DTZ011
