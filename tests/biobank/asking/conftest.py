"""A bank with a metastatic biopsy, plasma and the chart behind it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from biobank.bankers import a_protocol, planned
from biobank.consent.consenting import consenting

from paeonia.chart import door
from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.donors import actions as donors
from paeonia.modules.biobank.models import TimePoint
from paeonia.people.context import acting
from paeonia.record.facts import Fact, Identity, Review, Statement

DAY = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def here(two_hospitals):
    return two_hospitals[0]


@pytest.fixture
def manager(viewer, here):
    return viewer("biobank_manager", here)


@pytest.fixture
def oncologist(viewer, here):
    return viewer("oncologist", here)


@pytest.fixture
def protocol(manager, here):
    return a_protocol(manager, here)


@pytest.fixture
def patient(oncologist, here):
    """Her chart: HER2 1+ in the report of the biopsy, T-DXd ten days after it, all therapies on record."""
    door.accept([Statement("P7", one) for one in (
        Identity("P7", "林", "秋"), Fact("her2_ihc", {"value": "1+"}, "2026-09-08"),
        Fact("er", {"value": "positive"}, "2026-09-08"), Fact("therapy", {
            "drug": "trastuzumab_deruxtecan", "setting": "advanced", "line": 2, "start": "2026-09-11", "ongoing": True},
            "2026-09-11"), Review("therapy", "2026-09-20"))], oncologist, hospital_id=here.pk)
    return door.find(oncologist, mrn="P7")


@pytest.fixture
def collected(protocol, manager, oncologist, here, patient):
    """Her tubes by what was planned: a core biopsy of a metastasis, blood, two plasma aliquots never thawed."""
    with acting(oncologist):
        registration = donors.register(protocol, DAY.date(), oncologist, mrn=patient.mrn)
        point = TimePoint.objects.get(edition=registration.edition, code="C1D1")
        visit = donors.completed(donors.plan(registration, point, oncologist), DAY, oncologist)
    consenting(registration.donor, manager, here)
    core, = planned(visit, manager, "CN")
    core = bench.collect(core, DAY, Tube(Decimal(2), "{piece}", more={"tissue": "metastasis", "site": "C22.0"}), manager)
    blood, = planned(visit, manager, "WB")
    blood = bench.collect(blood, DAY, Tube(Decimal(10), "mL", more={"tissue": "fluid"}), manager)
    made = {"core": core, "blood": blood, "visit": visit}
    for number, one in enumerate(planned(visit, manager, "PLA")):
        made[f"plasma{number}"] = bench.collect(one, DAY + timedelta(minutes=60), Tube(), manager)
    bench.happened([made["plasma0"], made["plasma1"]], "stored", DAY + timedelta(minutes=70), manager,
                   fields={"temperature": -80})
    return made
