"""Surgery in the demo bank: what was kept of the primary tumour of the same donors, long before the metastasis."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from paeonia.chart import door
from paeonia.people.context import acting
from paeonia.people.models import Hospital
from paeonia.people.viewer import Viewer

from .bench import actions as bench
from .bench.actions import Tube
from .donors import actions as donors
from .models import DonorIdentity, Edition, Protocol, Registration, Requirement, Specimen, TimePoint
from .protocols import actions as protocols

CODE, YEARS, WHEN = "SURG", 12, 520          # an operation nobody knows the day of was so many days before the registration
TISSUE = (("FB", "ffpe_block", "cassette", "{block}", 2), ("FF", "fresh_frozen", "cryotube_1_8", "{piece}", 2),
          ("OC", "oct_block", "cryomould", "{block}", 1), ("TP", "touch_print", "slide", "{slide}", 2))
BLOOD = (("SE", "sst", "5", "serum", "0.5", "mL", 4), ("CP", "cpt", "8", "pbmc", "5", "10*6", 3))
SLIDES = 4
SLOW = 3                                     # every so many donors, the tissue waited too long: its flags are to be seen


def collected(main: Hospital, manager: Viewer, doctor: Viewer) -> int:
    """Open the protocol and keep what an operation of each donor left; gives back how many specimens there are."""
    with acting(manager):
        if Protocol.objects.filter(hospital=main, code=CODE).exists():
            return 0
        known = list(Registration.objects.filter(hospital=main).select_related("donor").order_by("id"))
    days = _operated([one.donor_id for one in known], doctor)
    protocol = _protocol(main, manager)
    for number, one in enumerate(known):
        day = days.get(one.donor_id, one.on_day - timedelta(days=WHEN))
        _operation(donors.register(protocol, day, manager, code=one.donor.code), day, number, manager)
    with acting(manager):
        return Specimen.objects.filter(collection__registration__protocol=protocol, status="collected").count()


def _operated(donor_ids: list[int], doctor: Viewer) -> dict[int, Any]:
    """When her chart says she was operated on, for donors with one; the first time counts."""
    with acting(doctor):
        patients = dict(DonorIdentity.objects.filter(donor__in=donor_ids).values_list("patient_id", "donor_id"))
    earliest, found = timezone.localdate() - timedelta(days=365 * YEARS - 1), {}
    for patient, line in door.timelines(list(patients), doctor, why="demo").items():
        begun = [one.start.first for one in line.episodes("procedure") if one.start.first == one.start.last
                 and earliest.toordinal() <= one.start.first < timezone.localdate().toordinal() - 5]
        if begun:
            found[patients[patient]] = earliest.fromordinal(min(begun))
    return found


def _protocol(main: Hospital, manager: Viewer) -> Protocol:
    since = timezone.localdate() - timedelta(days=365 * YEARS)
    with acting(manager):
        made = protocols.open_protocol({
            "code": CODE, "title_zh": "乳腺癌手术标本样本库（演示）",
            "title_en": "Surgical specimens of breast cancer (demo)", "principal_id": manager.user_id,
            "opened_on": since}, main.pk, manager)
        edition = Edition.objects.get(protocol=made)
        point = protocols.time_point(edition, {"code": "OP", "name_zh": "手术日", "name_en": "Operation", "day": 1}, manager)
        piece = _wanted(point, None, "EX", "excision", "specimen_cup", "1", "{piece}", 1, manager)
        for code, kind, container, unit, pieces in TISSUE:
            block = _wanted(point, piece, code, kind, container, "1", unit, pieces, manager)
            if kind == "ffpe_block":
                _wanted(point, block, "UN", "unstained_section", "slide", "1", "{slide}", SLIDES, manager)
        for code, tube, volume, kind, quantity, unit, pieces in BLOOD:
            whole = _wanted(point, None, code, "whole_blood", tube, volume, "mL", 1, manager)
            _wanted(point, whole, f"{code}-A", kind, "cryotube_1_8", quantity, unit, pieces, manager)
        protocols.publish(edition, since, "", manager)
    return made


def _wanted(point: TimePoint, parent: Requirement | None, code: str, kind: str, container: str, quantity: str, unit: str,
            pieces: int, manager: Viewer) -> Requirement:
    return protocols.requirement(point, parent, {
        "code": code, "lineage": "derived" if parent else "primary", "kind": kind, "container": container,
        "quantity": Decimal(quantity), "unit": unit, "pieces": pieces, "process_within": None if parent else 60}, manager)


def _operation(registration: Registration, day: Any, number: int, manager: Viewer) -> None:
    """From the cut of the vessels to the block: in time, except every third, which stays within nobody's limit."""
    at = timezone.make_aware(datetime.combine(day, time(9 + number % 5, 10)))
    slow = number % SLOW == SLOW - 1
    with acting(manager):
        point = TimePoint.objects.get(edition=registration.edition_id)
        visit = donors.completed(donors.plan(registration, point, manager), at, manager, diagnosis="乳腺癌",
                                 pathology_number=f"P{day:%y}-{1200 + 37 * number}")
        where = {"tissue": "primary_tumour", "site": "C50.4", "side": "left" if number % 2 else "right"}
        primary = [bench.collect(one, at, Tube(more=where if one.kind == "excision" else {"tissue": "fluid"}), manager)
                   for one in Specimen.objects.filter(collection=visit, lineage="primary").order_by("id")]
    _tissue(primary[0], at, timedelta(minutes=95 if slow else 28), timedelta(hours=80 if slow else 20), manager)
    for one, (_code, _tube, _volume, kind, quantity, unit, pieces) in zip(primary[1:], BLOOD, strict=True):
        bench.happened([one], "spun", at + timedelta(minutes=50), manager, until=at + timedelta(minutes=65),
                       device="Centrifuge 2", fields={"g": 1500, "temperature": 20})
        tubes = [Tube(Decimal(quantity), unit, kind=kind, container="cryotube_1_8")] * pieces
        made = bench.derive(one, tubes, at + timedelta(minutes=75), manager, close=True)
        if kind == "pbmc":
            bench.happened(made, "frozen", at + timedelta(minutes=80), manager,
                           fields={"fixative": "slow", "temperature": -80})


def _tissue(piece: Specimen, at: datetime, waited: timedelta, fixed: timedelta, manager: Viewer) -> None:
    bench.happened([piece], "supply_cut", at - timedelta(minutes=22), manager)
    bench.happened([piece], "received", at + timedelta(minutes=12), manager)
    for _code, kind, container, unit, pieces in TISSUE[1:]:
        made = bench.derive(piece, [Tube(Decimal(1), unit, kind=kind, container=container)] * pieces,
                            at + waited - timedelta(minutes=4), manager)
        if kind != "touch_print":
            how = {"fixative": "oct" if kind == "oct_block" else "snap", "temperature": -80}
            bench.happened(made, "frozen", at + waited, manager, fields=how)
    bench.happened([piece], "fixed", at + waited, manager, until=at + waited + fixed, lot="NBF-2207",
                   fields={"fixative": "nbf"})
    blocks = bench.derive(piece, [Tube(Decimal(1), "{block}", kind="ffpe_block", container="cassette")] * 2,
                          at + waited + fixed + timedelta(hours=6), manager, device="Processor 1", close=True)
    bench.derive(blocks[0], [Tube(Decimal(1), "{slide}", kind="unstained_section", container="slide")] * SLIDES,
                 at + waited + fixed + timedelta(hours=30), manager, device="Microtome 2")
