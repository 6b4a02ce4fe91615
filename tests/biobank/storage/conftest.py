"""A small bank with a freezer: site, freezer, rack, two boxes of nine, and tubes of blood."""

from decimal import Decimal

import pytest
from biobank.bankers import THEN, a_protocol, a_visit, blood, later

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.people.context import acting

NINE = {"kind": "box", "holds": "specimens", "rows": 3, "columns": 3}


@pytest.fixture
def manager(viewer, two_hospitals):
    return viewer("biobank_manager", two_hospitals[0])


@pytest.fixture
def technician(viewer, two_hospitals):
    return viewer("biobank_technician", two_hospitals[0])


@pytest.fixture
def protocol(manager, two_hospitals):
    return a_protocol(manager, two_hospitals[0])


@pytest.fixture
def freezer(manager, two_hospitals):
    return containers.set_up({"kind": "freezer", "name": "F1", "holds": "containers", "temperature": Decimal(-80),
                              "coldest": Decimal(-90), "warmest": Decimal(-60), "sensor": "bank/f1"}, None,
                             two_hospitals[0].pk, manager)


@pytest.fixture
def rack(manager, freezer):
    return containers.set_up({"kind": "rack", "name": "R1", "holds": "containers", "rows": 2, "columns": 2}, freezer,
                             freezer.hospital_id, manager)


@pytest.fixture
def box(manager, rack):
    return containers.set_up({**NINE, "name": "B1", "barcode": "BOX1"}, rack, rack.hospital_id, manager, place="A1")


@pytest.fixture
def other(manager, rack):
    return containers.set_up({**NINE, "name": "B2", "barcode": "BOX2"}, rack, rack.hospital_id, manager, place="A2")


@pytest.fixture
def tubes(protocol, manager):
    return aliquots(protocol, manager, 6)


def aliquots(protocol, viewer, many, prefix="T"):
    """So many barcoded aliquots of one donor's blood."""
    parent = blood(a_visit(protocol, viewer), viewer, THEN)
    with acting(viewer):
        return bench.aliquot(parent, [bench.Tube(Decimal(100), "uL", f"{prefix}{number}") for number in range(1, many + 1)],
                             later(30), viewer)
