"""A donor with a tube, and two people of the bank."""

import pytest
from biobank.bankers import a_protocol, a_visit, blood


@pytest.fixture
def here(two_hospitals):
    return two_hospitals[0]


@pytest.fixture
def manager(viewer, here):
    return viewer("biobank_manager", here)


@pytest.fixture
def technician(viewer, here):
    return viewer("biobank_technician", here)


@pytest.fixture
def protocol(manager, here):
    return a_protocol(manager, here)


@pytest.fixture
def visit(protocol, manager):
    return a_visit(protocol, manager)


@pytest.fixture
def tube(visit, manager):
    return blood(visit, manager)


@pytest.fixture
def donor(visit):
    return visit.registration.donor
