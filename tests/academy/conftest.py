"""An activity with a session going on now, a bank of questions, and people around it."""

import pytest
from academy.laid import a_course


@pytest.fixture
def hospital(two_hospitals):
    return two_hospitals[0]


@pytest.fixture
def teacher(viewer, hospital):
    return viewer("educator", hospital)


@pytest.fixture
def physician(viewer, two_hospitals):
    """She works elsewhere: whoever takes part is seen by the host and by herself."""
    return viewer("partner_physician", two_hospitals[1])


@pytest.fixture
def course(hospital, teacher):
    """A maker of activities: course(seats=2, ...)."""
    return lambda questions=5, **fields: a_course(hospital, teacher, questions, **fields)
