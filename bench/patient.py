"""One patient: all trials in the engine, and one Why with its words."""

from __future__ import annotations

from statistics import median

import numpy as np

from bench.charts import chart
from bench.clock import timed
from bench.people import people
from bench.results import Different, Results
from bench.sentences import thousand
from paeonia.criteria.person import answer, as_data, explain
from paeonia.criteria.quick import Quick
from paeonia.criteria.words import both
from paeonia.knowledge.dictionary import dictionary
from paeonia.record.timeline import Timeline


def engine(results: Results, patients: int = 200, trials: int = 1_000) -> None:
    """Median over patients of asking everything, and of explaining one verdict."""
    words, sentences = dictionary(), thousand(trials)
    columns = people(10 * patients, sentences, words, seed=2)
    lines = [chart(columns, place, words) for place in range(0, 10 * patients, 10)]
    quick = Quick(sentences)
    _agree(quick, lines[:3], trials)
    cold = [timed(lambda line=line: quick.ask(line))[1].wall for line in lines]     # a new fact: nothing is sorted yet
    warm = [timed(lambda line=line: quick.ask(line))[1] for line in lines]
    results.add(f"one patient, {trials:,} trials, new facts, median of {patients}", 1000 * median(cold), "ms", "<= 5 ms")
    results.add(f"one patient, {trials:,} trials, facts at hand", 1000 * median(took.wall for took in warm), "ms")
    pick = np.random.default_rng(3).integers(0, trials, len(lines))
    pairs = [(sentences[number], line) for number, line in zip(pick.tolist(), lines, strict=True)]
    reasons = [timed(lambda node=node, line=line: explain(node, line))[1].wall for node, line in pairs]
    spoken = [timed(lambda node=node, line=line: as_data(explain(node, line), lambda n: both(n, words)))[1].wall
              for node, line in pairs]
    results.add("one Why in the engine", 1000 * median(reasons), "ms", "<= 1 ms")
    results.add("one Why with its words in both languages", 1000 * median(spoken), "ms")


def _agree(quick: Quick, lines: list[Timeline], trials: int) -> None:
    sentences = thousand(trials)
    for line in lines:
        if quick.ask(line) != [answer(sentence, line) for sentence in sentences]:
            raise Different("The circuit for one patient answers otherwise than the person engine.")
