"""Several processes answer what one answers, and a lost worker is said, not waited for."""

import os
import signal
import threading

import numpy as np
import pytest

from paeonia.chart.population.many import many as many_people
from paeonia.criteria import columns as columns_of
from paeonia.criteria import parts, population, shards
from paeonia.criteria.build import number_column
from paeonia.criteria.columns import Columns
from paeonia.criteria.nodes import Bound, Compare, Not
from paeonia.criteria.population import Matcher
from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import trials

SENTENCES = [Compare("alt", None, Bound(40)), Not(Compare("alt", Bound(20), None))]


@pytest.fixture
def many(monkeypatch):
    """Three hundred patients in blocks of 64, the last of them not full."""
    for module in (columns_of, population, parts):
        monkeypatch.setattr(module, "BLOCK", 64)
    monkeypatch.setattr("paeonia.criteria.planes.BLOCK", 64)
    who = np.flatnonzero(np.arange(300) % 7)
    values = np.linspace(0, 100, len(who))
    made = Columns(list(range(300)), 740_000)
    made.by_name["alt"] = number_column(300, who, values, values, np.full(len(who), 40.0), np.full(len(who), 739_990))
    return made


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_every_number_of_processes_gives_the_same_answers_again_and_again(many, processes):
    alone = [Matcher(SENTENCES).match(many).answers(i).tolist() for i in range(2)]
    with shards.Shards(Matcher(SENTENCES), many, processes) as together:
        for _ in range(3):
            found = together.match()
            assert [found.answers(i).tolist() for i in range(2)] == alone


def test_answers_outlive_the_workers(many):
    with shards.Shards(Matcher(SENTENCES), many, 2) as together:
        found = together.match()
    assert found.counts().sum() == 600
    assert all(not worker.is_alive() for worker in together.workers)


def test_a_killed_worker_is_said(many):
    with shards.Shards(Matcher(SENTENCES), many, 2) as together:
        os.kill(together.workers[0].pid, signal.SIGKILL)
        together.workers[0].join()
        with pytest.raises(shards.ShardLost):
            together.match()


def test_a_fault_inside_a_worker_is_said_in_its_own_words(many, monkeypatch):
    asking = os.getpid()
    right = Matcher.block

    def fails(self, columns, number, out):
        if os.getpid() != asking:
            raise ValueError("no such plane")
        right(self, columns, number, out)

    monkeypatch.setattr(Matcher, "block", fails)
    with shards.Shards(Matcher(SENTENCES), many, 2) as together, pytest.raises(shards.ShardLost, match="no such plane"):
        together.match()


def test_beside_other_threads_it_refuses_to_fork(many):
    leave = threading.Event()
    other = threading.Thread(target=leave.wait)
    other.start()
    try:
        with pytest.raises(RuntimeError, match="one process"), shards.Shards(Matcher(SENTENCES), many, 2):
            pass
    finally:
        leave.set()
        other.join()


def test_one_block_is_cut_between_processes():
    """Every kind of column, events among them, and real criteria: where a block is cut changes nobody's answer."""
    words = dictionary()
    people = many_people(500, 6, 740_000, words)
    sentences = [trial.eligibility for trial in trials().values()]
    alone = Matcher(sentences).match(people)
    with shards.Shards(Matcher(sentences), people, 2) as together:
        assert [len(columns) for _, columns in together.parts] == [256, 244]
        for ask in (together.match, together.match, together.match_anew):
            assert (ask().counts() == alone.counts()).all()
            assert all((together.match().answers(i) == alone.answers(i)).all() for i in range(len(sentences)))
