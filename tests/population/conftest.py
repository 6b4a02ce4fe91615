"""One population drawn once for all tests that only look at it."""

import sys
from datetime import date
from pathlib import Path

import pytest

from paeonia.chart.population.draw import draw
from paeonia.knowledge.dictionary import dictionary

sys.path.insert(0, str(Path(__file__).parent))  # the tests share `told`; they are no package
TODAY = date(2026, 11, 23).toordinal()


@pytest.fixture(scope="session")
def words():
    """The breast dictionary."""
    return dictionary()


@pytest.fixture(scope="session")
def people():
    """Twenty thousand patients."""
    return draw(20_000, 5, TODAY)


@pytest.fixture(scope="session")
def few():
    """Some hundred, with earlier laboratory results."""
    return draw(260, 8, TODAY, history=2)
