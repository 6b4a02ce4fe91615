"""Two people of the bank, a protocol, a donor with a tube and her consent."""

import pytest
from biobank.bankers import a_protocol, a_visit, blood
from biobank.consent.consenting import consenting


@pytest.fixture
def here(two_hospitals):
    return two_hospitals[0]


@pytest.fixture
def manager(viewer, here):
    return viewer("biobank_manager", here)


@pytest.fixture
def protocol(manager, here):
    return a_protocol(manager, here)


@pytest.fixture
def tube(protocol, manager, here):
    visit = a_visit(protocol, manager)
    consenting(visit.registration.donor, manager, here)
    return blood(visit, manager)
