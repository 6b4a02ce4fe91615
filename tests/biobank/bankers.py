"""A small bank for tests: a protocol with blood and a core biopsy, a donor, a visit."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.donors import actions as donors
from paeonia.modules.biobank.models import Edition, Specimen, TimePoint
from paeonia.modules.biobank.protocols import actions as protocols
from paeonia.people.context import acting

LONG_AGO = date(2026, 1, 5)
THEN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def later(minutes):
    return THEN + timedelta(minutes=minutes)


def a_protocol(manager, hospital, code="PBC"):
    """Blood with plasma of it and two aliquots, and a core biopsy, at the first visit."""
    with acting(manager):
        made = protocols.open_protocol({
            "code": code, "title_zh": "乳腺癌样本采集", "title_en": "Breast cancer samples", "principal_id": manager.user_id,
            "opened_on": LONG_AGO}, hospital.pk, manager)
        edition = Edition.objects.get(protocol=made)
        point = protocols.time_point(edition, {"code": "C1D1", "name_zh": "首次", "name_en": "First", "day": 1}, manager)
        blood = protocols.requirement(point, None, {
            "code": "WB", "lineage": "primary", "kind": "whole_blood", "container": "edta", "quantity": Decimal(10),
            "unit": "mL"}, manager)
        plasma = protocols.requirement(point, blood, {
            "code": "PL", "lineage": "derived", "kind": "plasma", "quantity": Decimal(4), "unit": "mL"}, manager)
        protocols.requirement(point, plasma, {"code": "PLA", "lineage": "aliquot", "kind": "plasma", "pieces": 2,
                                              "quantity": Decimal(500), "unit": "uL"}, manager)
        protocols.requirement(point, None, {"code": "CN", "lineage": "primary", "kind": "core_needle",
                                            "quantity": Decimal(2), "unit": "{piece}"}, manager)
        protocols.publish(edition, LONG_AGO, "", manager)
    return made


def a_visit(protocol, viewer, at=THEN):
    """A new donor with a completed first visit; every planned specimen still to be collected."""
    with acting(viewer):
        registration = donors.register(protocol, at.date(), viewer)
        point = TimePoint.objects.get(edition=registration.edition, code="C1D1")
        return donors.completed(donors.plan(registration, point, viewer), at, viewer)


def planned(visit, viewer, code):
    with acting(viewer):
        return list(Specimen.objects.filter(collection=visit, requirement__code=code).order_by("id"))


def blood(visit, viewer, at=THEN, quantity=Decimal(10), barcode=""):
    one, = planned(visit, viewer, "WB")
    return bench.collect(one, at, bench.Tube(quantity, "mL", barcode), viewer)
