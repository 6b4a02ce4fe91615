"""Rounding and ages of many at once say what they say of one."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from paeonia.chart.population.formulas import completed_years, six_digits
from paeonia.record.dates import months_before


@given(st.lists(st.floats(0.001, 1e6), min_size=1, max_size=30))
def test_six_digits_as_text_has_them(values):
    assert six_digits(np.array(values)).tolist() == [float(f"{value:.6g}") for value in values]


def test_half_a_step_is_rounded_as_the_text_is():
    halves = [n + 0.5 for n in range(100_000, 100_050)] + [n / 1e5 + 5e-6 for n in range(9_173_500, 9_173_600)]
    assert six_digits(np.array(halves)).tolist() == [float(f"{value:.6g}") for value in halves]


@given(st.dates(date(1900, 1, 1), date(2000, 12, 31)), st.dates(date(2001, 1, 1), date(2030, 12, 31)))
def test_completed_years(born, day):
    passed = sum(born.toordinal() <= months_before(day.toordinal(), 12 * n) for n in range(1, 131))
    assert completed_years(np.array([born.toordinal()]), np.array([day.toordinal()]))[0] == passed
