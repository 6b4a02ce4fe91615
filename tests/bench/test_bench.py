"""The benchmark still runs, its engines agree, and it writes what it promises; nothing here measures time."""

import json

import numpy as np
import pytest
from bench import population, results
from bench.__main__ import main
from bench.charts import chart
from bench.clock import percentile
from bench.people import missing, people
from bench.sentences import thousand
from click.testing import CliRunner

from paeonia.criteria.person import answer
from paeonia.criteria.population import Matcher
from paeonia.knowledge.dictionary import dictionary

FEW = 13        # sentences: enough for every engine to compile some of each kind, which is what takes long


@pytest.fixture(scope="module")
def asked():
    """A few trials, a few hundred patients, and all answers."""
    sentences = thousand(40)
    columns = people(300, sentences, dictionary())
    return sentences, columns, Matcher(sentences).match(columns)


def test_fifteen_percent_of_the_facts_are_missing(asked):
    _, columns, _ = asked
    assert missing(columns) == pytest.approx(0.15, abs=0.02)


def test_a_chart_read_back_from_columns_says_what_the_columns_say(asked):
    sentences, columns, verdicts = asked
    for place in (0, 7, 299):
        line = chart(columns, place, dictionary())
        assert [answer(node, line) for node in sentences] == [
            verdicts.answer(number, place) for number in range(len(sentences))
        ]


def test_the_general_engines_agree_and_every_ratio_is_written(tmp_path):
    kept = results.Results(full=False)
    population.rivals(kept, 200, FEW)
    kept.write(tmp_path / "bench.json")
    lines = json.loads((tmp_path / "bench.json").read_text())
    assert all(set(line) == {"name", "value", "unit", "ratio_to", "ratio"} for line in lines)
    compared = [line for line in lines if line["ratio_to"] == "population engine"]
    assert {line["name"].split()[0] for line in compared} == {"per-pair", "Polars", "DuckDB"}
    assert all(line["ratio"] > 0 for line in compared)


def test_one_wrong_bit_stops_the_benchmark(asked, monkeypatch):
    right = Matcher.match_into

    def wrong(self, columns, out):
        right(self, columns, out)
        if self.size == FEW and columns.ids[0] == 0:  # derivations ask too, of fewer sentences
            out[3, :, 0] ^= np.uint64(1 << 5)

    monkeypatch.setattr(Matcher, "match_into", wrong)
    with pytest.raises(results.Different, match="Sentence 3, patient 5"):
        population.rivals(results.Results(full=False), 200, FEW)


def test_a_part_that_there_is_not_is_named_with_those_there_are():
    said = CliRunner().invoke(main, ["--quick", "--only", "moon"])
    assert said.exit_code == 2
    assert "moon" in said.output and "population" in said.output


def test_the_ninety_fifth_percentile_is_a_value_that_was_measured():
    assert percentile([float(n) for n in range(1, 101)], 0.95) == 95.0
    assert percentile([3.0], 0.95) == 3.0
