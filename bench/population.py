"""Everybody at once: the population engine against the per-pair engine, Polars and DuckDB, all answering the same."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import partial

os.environ.setdefault("POLARS_MAX_THREADS", "2")    # read once, when Polars is first imported

import numpy as np

from bench.charts import chart
from bench.clock import Took, best_of, peak_above, timed
from bench.people import missing, people
from bench.results import Different, Results
from bench.sentences import mean_leaves, thousand
from paeonia.criteria.columns import Columns
from paeonia.criteria.nodes import Node
from paeonia.criteria.person import answer
from paeonia.criteria.population import Matcher, Verdicts
from paeonia.criteria.shards import Shards
from paeonia.knowledge.dictionary import dictionary

PAIRS = 60      # patients of whom the per-pair engine is asked everything
NEW = 40        # trials that come later
MANY = 21     # a call of a tenth of a second in two processes is disturbed by every neighbour; the middle one is not


def million(results: Results, patients: int = 1_000_000, trials: int = 1_000) -> None:
    """One process, two processes, memory, and one new trial; every number of the large population."""
    words, sentences = dictionary(), thousand(trials)
    size = f"{patients:,} x {trials:,}"
    results.say(f"Drawing {patients:,} invented patients …")
    columns = people(patients, sentences, words)
    results.say(f"{columns.nbytes / 2**20:,.0f} MB of columns, {missing(columns):.1%} of facts missing, "
                f"{mean_leaves(sentences):.1f} leaves a trial")
    matcher = Matcher(sentences)
    verdicts, megabytes = peak_above(partial(matcher.match, columns))
    results.add(f"population, peak memory above the columns, {size}", megabytes, "MB", "<= 500")
    verdicts, alone = best_of(partial(matcher.match, columns, verdicts))
    _both(results, f"population, one process, {size}", alone, "<= 1.5 s")
    with Shards(matcher, columns, 2) as shards:
        shared, two = best_of(shards.match)
        if not np.array_equal(shared.planes, verdicts.planes):
            raise Different("Two processes answer otherwise than one.")
    results.add(f"population, two processes, {size}", two.wall, "s", "<= 0.8 s", "one process", alone.wall / two.wall)
    new = [_one_trial(columns, sentence) for sentence in thousand(trials + NEW)[trials:]]
    results.add(f"one new trial, {patients:,} patients, median of {len(new)}", 1000 * float(np.median(new)), "ms",
                "<= 15 ms")


def _one_trial(columns: Columns, sentence: Node) -> float:
    """Seconds for a trial that is not among the others, its circuit included, asked where the others have been asked."""
    return timed(lambda: Matcher([sentence]).match(columns))[1].wall


def rivals(results: Results, patients: int = 100_000, trials: int = 1_000) -> None:
    """The ratios: every engine stages its leaves anew and answers everything, and all answers are compared.

    The per-pair engine has one core, so have we beside it; Polars and DuckDB have two threads, we two processes.
    """
    words, sentences = dictionary(), thousand(trials)
    size = f"{patients:,} x {trials:,}"
    columns = people(patients, sentences, words)
    matcher = Matcher(sentences)
    verdicts = matcher.match(columns)
    _, again = best_of(partial(matcher.match, columns, verdicts), times=5)
    _both(results, f"population engine, what earlier calls left kept, {size}", again, "")
    verdicts, alone = best_of(partial(_anew, matcher, columns, verdicts), times=5)
    _both(results, f"population engine, {size}", alone, "")
    # Under a test runner other threads run, and nobody may fork: the answers are compared there, the figure means nothing.
    with Shards(matcher, columns, 2 if threading.active_count() == 1 else 1) as shards:
        shared, two = best_of(shards.match_anew, times=MANY)
        if not np.array_equal(shared.planes, verdicts.planes):
            raise Different("Two processes answer otherwise than one.")
    results.add(f"population engine, two processes, {size}", two.wall, "s", "", "one process", alone.wall / two.wall)
    _per_pair(results, columns, sentences, verdicts, alone)
    _general(results, columns, sentences, verdicts, (alone, two))


def _anew(matcher: Matcher, columns: Columns, over: Verdicts) -> Verdicts:
    """Nothing that an earlier call left with the columns is used: the others stage their leaves anew as well."""
    columns.planes.clear()
    return matcher.match(columns, over)


def _per_pair(results: Results, columns: Columns, sentences: Sequence[Node], verdicts: Verdicts, ours: Took) -> None:
    words = dictionary()
    places = np.linspace(0, len(columns) - 1, min(PAIRS, len(columns))).astype(int).tolist()
    lines = [chart(columns, place, words) for place in places]
    for line in lines:
        assert line.latest  # facts are sorted once a patient, as in any engine: not counted
    said, took = timed(lambda: [[answer(sentence, line) for sentence in sentences] for line in lines])
    for place, row in zip(places, said, strict=True):
        for number, mine in enumerate(row):
            if verdicts.answer(number, place) != mine:
                raise Different(f"Sentence {number}, patient {place}: the person engine says {mine.word}.")
    _beside(results, f"per-pair engine, extrapolated from {len(lines)} patients", took.times(len(columns) / len(lines)),
            ours, ">= 1,200 x")


def _general(results: Results, columns: Columns, sentences: Sequence[Node], verdicts: Verdicts,
             ours: tuple[Took, Took]) -> None:
    import polars as pl  # deferred: its threads must not be there when processes fork

    from bench.rivals.duckdb_plan import DuckDB
    from bench.rivals.frames import frames
    from bench.rivals.polars_plan import Polars

    plan = Polars(sentences, frames(columns))
    stages = {name: best_of(way, times=1) for name, way in plan.stages().items()}
    name, (staged, staging) = min(stages.items(), key=lambda item: item[1][1].wall)
    asked = {way: best_of(partial(ask, staged), times=2) for way, ask in plan.variants().items()}
    way, (said, asking) = min(asked.items(), key=lambda item: item[1][1].wall)
    _compare(said, verdicts, "Polars", list(range(len(sentences))))
    results.say(f"  Polars: {name} {staging.wall:.2f} s, {way} {asking.wall:.2f} s; "
                + ", ".join(f"{n} {t.wall:.2f} s" for n, (_, t) in {**stages, **asked}.items() if n not in (name, way)))
    _beside(results, f"Polars {pl.__version__}, 2 threads, best of {len(stages) * len(asked)} plans", staging + asking,
            ours, ">= 8 x")
    duck = DuckDB(sentences, plan.columns)
    _, loading = timed(lambda: duck.load(staged))
    tables, asking = timed(duck.ask)
    for number, table in enumerate(tables):
        first = number * duck.batch
        _compare(table.sort("patient"), verdicts, "DuckDB", list(range(first, min(first + duck.batch, len(sentences)))))
    results.say(f"  DuckDB: leaves staged by Polars {staging.wall:.2f} s, taken over {loading.wall:.2f} s, "
                f"asked {asking.wall:.2f} s")
    _beside(results, f"DuckDB {duck.version}, 2 threads, batches of {duck.batch} trials", staging + loading + asking,
            ours, ">= 180 x")


def _compare(said: object, verdicts: Verdicts, engine: str, numbers: list[int]) -> None:
    from bench.rivals.duckdb_plan import answers

    for number in numbers:
        theirs, mine = answers(said, f"trial {number}"), verdicts.answers(number)  # type: ignore[arg-type]
        if not np.array_equal(theirs, mine):
            place = int(np.flatnonzero(theirs != mine)[0])
            raise Different(f"Sentence {number}, patient {place}: {engine} says {theirs[place]}, we say {mine[place]}.")


def _both(results: Results, name: str, took: Took, target: str) -> None:
    results.add(name, took.wall, "s", target)
    results.add(f"{name}, in the processor", took.cpu, "s")


def _beside(results: Results, name: str, theirs: Took, ours: Took | tuple[Took, Took], target: str) -> None:
    """How many times ours is faster: on the clock with as many cores, and in the processor, which others disturb less."""
    alone, alike = ours if isinstance(ours, tuple) else (ours, ours)
    results.add(name, theirs.wall, "s", target, "population engine with as many cores", theirs.wall / alike.wall)
    if alike is not alone:
        results.add(f"{name}, beside one process", theirs.wall, "s", "", "population engine", theirs.wall / alone.wall)
    results.add(f"{name}, in the processor", theirs.cpu, "s", "", "population engine", theirs.cpu / alone.cpu)
