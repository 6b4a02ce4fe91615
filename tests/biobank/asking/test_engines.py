"""Everybody's tubes at once and one tube at a time give one answer, whatever is not known."""

from collections import defaultdict

import numpy as np
from biobank.asking.strategies import TODAY, entries, people, sentences, tubes
from hypothesis import given
from hypothesis import strategies as st

from paeonia.criteria.build import columns_of
from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.biobank.asking.filling import of_donors, of_tubes
from paeonia.modules.biobank.asking.matching import Group, alone, asked, funnel
from paeonia.modules.biobank.asking.tubes import facts, said
from paeonia.modules.biobank.asking.words import words
from paeonia.record.timeline import Timeline


@st.composite
def banks(draw):
    charts = draw(st.lists(people(), min_size=1, max_size=5))
    return draw(st.lists(tubes(len(charts)), min_size=1, max_size=12)), charts


def at_once(node, held, charts):
    breast, seen = dictionary(), [place for place, chart in enumerate(charts) if chart is not None]
    lines = [Timeline(charts[place][0], breast, TODAY, charts[place][1]) for place in seen]
    chart = columns_of(lines, breast, seen)
    chart.as_of = TODAY
    by_donor = defaultdict(list)
    for one in held:
        by_donor[one.donor].append(one)
    donors = sorted(by_donor)
    told = {donor: entries(by_donor[donor], charts[donor][0] if charts[donor] else []) for donor in donors}
    reviewed = {donor: charts[donor][1].get("therapy") for donor in donors if charts[donor]}
    return asked(node, words(), of_tubes([one.id for one in held], [said(one) for one in held], words().dictionary, TODAY),
                 Group(of_donors(donors, told, reviewed, words().dictionary, TODAY),
                       np.array([donors.index(one.donor) for one in held])),
                 Group(chart, np.array([seen.index(one.donor) if one.donor in seen else -1 for one in held])))


def one_by_one(node, held, charts):
    for one in held:
        known, reviewed = charts[one.donor] or ([], {})
        family = [other for other in held if other.donor == one.donor]
        complete = {"specimen": "2026-11-01"} | ({"specimen_before": reviewed["therapy"]} if reviewed else {})
        line = Timeline([*known, *facts(one), *entries(family, known)], words().dictionary, TODAY, {**reviewed, **complete})
        yield answer(node, line)


@given(banks(), sentences)
def test_both_ways_answer_alike(bank, text):
    held, charts = bank
    node = sentence(text, words().dictionary)
    found = at_once(node, held, charts)
    assert found.answers.tolist() == list(one_by_one(node, held, charts))


@given(banks(), st.lists(sentences, min_size=2, max_size=4))
def test_a_funnel_loses_each_tube_once(bank, texts):
    held, charts = bank
    found = at_once(sentence({"all": texts}, words().dictionary), held, charts)
    steps = funnel(found)
    assert sum(step.lost for step in steps) + steps[-1].possible == len(held)
    assert steps[-1].certain == found.counts()[2]
    for refuses, open_, takes, only in alone(found):
        assert refuses + open_ + takes == len(held) and only <= refuses


def test_the_words_stand_in_both_languages_and_without_a_mistake():
    assert not words().problems
    for name in words().own:
        assert set(words().dictionary[name].words) == {"en", "zh"}
