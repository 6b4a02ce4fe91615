"""What a chart says hangs together: nothing has ended that goes on, and no drug is given against its own test."""

import numpy as np

from paeonia.chart.population.statements import spoken
from paeonia.record.facts import Fact


def charts(people):
    said = spoken(people.tables, np.arange(4000))
    return [[fact for fact in facts if isinstance(fact, Fact)] for facts in said.values()]


def test_what_goes_on_has_neither_a_reason_to_stop_nor_a_response(people):
    going = [f.fields for chart in charts(people) for f in chart if f.variable == "therapy" and f.fields.get("ongoing")]
    assert len(going) > 500 and not [f for f in going if "stop_reason" in f or "response" in f]


def test_no_drug_without_the_test_it_wants(people):
    given = {"capivasertib": 0, "olaparib": 0, "toripalimab": 0}
    for chart in charts(people):
        drugs = {f.fields["drug"] for f in chart if f.variable == "therapy"}
        for drug in drugs & given.keys():
            given[drug] += 1
            found = {"capivasertib": any(f.fields.get("gene") == "PIK3CA" for f in chart),
                     "olaparib": any(f.variable == "gbrca" and f.value in ("brca1", "brca2") for f in chart),
                     "toripalimab": any(f.variable == "pdl1_cps" and f.value >= 1 for f in chart)}
            assert found[drug], (drug, chart)
    assert all(given.values())


def test_hearts_that_were_harmed_are_few_but_there(people):
    lvef = np.concatenate([said.value for said in people.tables.states["lvef"]])
    assert 0.004 < (lvef < 50).mean() < 0.03
