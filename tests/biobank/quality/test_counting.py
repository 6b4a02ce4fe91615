"""Exact intervals and draws that everybody can repeat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paeonia.modules.biobank.quality.counting import Share, drawn


# Clopper and Pearson 1934, as tables print them.
@pytest.mark.parametrize(("many", "of", "low", "high"), [
    (0, 30, 0.0, 0.1157), (30, 30, 0.8843, 1.0), (29, 30, 0.8278, 0.9992), (5, 10, 0.1871, 0.8129), (1, 1, 0.025, 1.0)])
def test_intervals_are_those_of_the_tables(many, of, low, high):
    share = Share(many, of)
    assert (share.low, share.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_of_nothing_nothing_is_known():
    assert (Share(0, 0).value, Share(0, 0).low, Share(0, 0).high) == (None, None, None)


@given(st.sets(st.integers(1, 10**6), min_size=1, max_size=60), st.integers(0, 2**31), st.data())
def test_the_same_number_draws_the_same_and_none_twice(ids, seed, data):
    many = data.draw(st.integers(1, len(ids)))
    once = drawn(list(ids), many, seed)
    assert once == drawn(sorted(ids, reverse=True), many, seed)
    assert len(set(once)) == many and set(once) <= ids
