"""A bank with a few tubes of blood, a manager and a technician."""

import pytest
from biobank.bankers import a_protocol, a_visit, blood, later


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
def tubes(manager, here):
    protocol = a_protocol(manager, here)
    return [blood(a_visit(protocol, manager), manager, at=later(number)) for number in range(5)]


@pytest.fixture
def plasma(tubes, manager):
    """Plasma of the first tube."""
    from biobank.bankers import planned

    from paeonia.modules.biobank.bench import actions as bench
    from paeonia.modules.biobank.bench.actions import Tube

    one, = planned(tubes[0].collection, manager, "PL")
    return bench.collect(one, later(40), Tube(), manager)
