"""The same draw said patient by patient and as columns gives the same facts, the same derivations, the same answers."""

import numpy as np
import pytest
from told import TODAY, timeline

from paeonia.chart.population.columns import columns
from paeonia.chart.population.draw import draw
from paeonia.chart.population.many import many
from paeonia.chart.population.statements import statements
from paeonia.criteria.build import columns_of
from paeonia.criteria.columns import EventColumn
from paeonia.criteria.population import Matcher
from paeonia.knowledge.trials import trials
from paeonia.record.facts import Identity


@pytest.fixture(scope="module")
def lines(few, words):
    return [timeline(said, words) for said in statements(few, range(few.n))]


def test_columns_hold_what_the_statements_say(few, words, lines):
    ours, theirs = columns(few, words), columns_of(lines, words)
    assert set(ours.by_name) == set(theirs.by_name)
    for name, column in ours.by_name.items():
        other = theirs.by_name[name]
        if isinstance(column, EventColumn):
            assert rows(column) == rows(other), name
            continue
        for field, value in vars(column).items():
            if isinstance(value, np.ndarray):
                np.testing.assert_array_equal(value, getattr(other, field), err_msg=f"{name} {field}")
    assert ours.reviewed.keys() == theirs.reviewed.keys()
    for key, days in ours.reviewed.items():
        np.testing.assert_array_equal(days, theirs.reviewed[key], err_msg=key)


def rows(column):
    """The rows of an event in an order of their own."""
    found = []
    for block in column.blocks:
        codes = [np.array([*column.names[n], ""], object)[block.codes[n]] for n in sorted(block.codes)]
        numbers = [np.nan_to_num(block.numbers[n], nan=-1.0) for n in sorted(block.numbers)]
        parts = (
            block.patient,
            *codes,
            *numbers,
            block.start_first,
            block.start_last,
            block.end_first,
            block.end_last,
        )
        found += sorted(zip(*(part.tolist() for part in parts), strict=True))
    return found


def test_every_trial_gets_the_same_answers(few, words, lines):
    matcher = Matcher([trial.eligibility for trial in trials().values()])
    ours, theirs = matcher.match(columns(few, words)), matcher.match(columns_of(lines, words))
    np.testing.assert_array_equal(ours.planes, theirs.planes)
    no, unknown, _ = ours.counts().sum(axis=0)
    assert no > unknown > 0


def test_the_same_seed_gives_the_same_people():
    one, two, other = (list(statements(draw(40, seed, TODAY), range(40), seed)) for seed in (3, 3, 4))
    assert one == two
    assert one != other


def test_blocks_join_to_the_columns_of_their_draws(words, monkeypatch):
    from paeonia.chart.population import many as module

    monkeypatch.setattr(module, "BLOCK", 128)
    joined = many(300, 6, TODAY, words)
    parts = [columns(draw(size, (6, number), TODAY), words) for number, size in enumerate((128, 128, 44))]
    for name, column in joined.by_name.items():
        if not isinstance(column, EventColumn):
            for field, value in vars(column).items():
                if isinstance(value, np.ndarray) and all(name in part.by_name for part in parts):
                    together = np.concatenate([getattr(part.by_name[name], field) for part in parts])
                    np.testing.assert_array_equal(value, together, err_msg=f"{name} {field}")
        else:
            assert len(column.blocks) == 3
            assert (
                len(column.blocks[0]) == len(parts[0].by_name[name].blocks[0])
                if name in parts[0].by_name
                else True
            )


def test_nobody_is_told_twice_and_everybody_has_a_name(few):
    said = list(statements(few, range(few.n), first_number=5))
    identities = [one[0].says for one in said]
    assert all(isinstance(who, Identity) and who.family_name and who.given_name for who in identities)
    assert len({who.mrn for who in identities}) == few.n
    assert identities[0].mrn == "P000005"
