"""An invented bank for the demo programme: a protocol for metastatic disease, three donors, blood and biopsies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer, viewer_again

from .bench import actions as bench
from .bench.actions import Tube
from .donors import actions as donors
from .models import Edition, Protocol, Registration, Specimen, TimePoint
from .protocols import actions as protocols

POINTS = (("BASE", "基线", "Baseline", 1), ("C3D1", "第 3 周期第 1 天", "Cycle 3 day 1", 43),
          ("PD", "进展时", "At progression", None))
# a tube, what is made of it, how much and how many
BLOOD = (("ST", "streck_cfdna", "plasma_double", "10", 2), ("ED", "edta_k2", "plasma", "6", 1))
DONORS, ALIQUOTS = 3, 4


def load(say: Callable[[str], None]) -> None:
    """Open the protocol and collect, unless it is there already."""
    main, fang = Hospital.objects.filter(code="main").first(), User.objects.filter(username="fang").first()
    if main is None or fang is None:
        return
    manager = viewer_again(fang.pk, "biobank_manager")
    with acting(manager):
        if Protocol.objects.filter(hospital=main, code="PEONY").exists():
            return
    with transaction.atomic():      # a bank half made would never be finished: the next start finds its protocol there
        protocol = _protocol(main, manager)
        for number in range(DONORS):
            _donor(protocol, manager, timezone.now() - timedelta(days=44 - 9 * number))
    say(f"1 collection protocol, {DONORS} donors with blood and biopsies.")


def _protocol(main: Hospital, manager: Viewer) -> Protocol:
    with acting(manager):
        made = protocols.open_protocol({
            "code": "PEONY", "title_zh": "转移性乳腺癌肿瘤与液体活检样本库（演示）",
            "title_en": "Tumour and liquid biopsies in metastatic breast cancer (demo)", "principal_id": manager.user_id,
            "opened_on": timezone.localdate() - timedelta(days=200)}, main.pk, manager)
        edition = Edition.objects.get(protocol=made)
        for code, zh, en, day in POINTS:
            point = protocols.time_point(edition, {"code": code, "name_zh": zh, "name_en": en, "day": day}, manager)
            for row in BLOOD:
                _blood(point, manager, *row)
            if code != "C3D1":
                protocols.requirement(point, None, {
                    "code": "CNB", "lineage": "primary", "kind": "core_needle", "quantity": Decimal(3), "unit": "{piece}",
                    "process_within": 30}, manager)
        protocols.publish(edition, timezone.localdate() - timedelta(days=199), "", manager)
    return made


def _blood(point: TimePoint, manager: Viewer, code: str, container: str, kind: str, quantity: str, pieces: int) -> None:
    whole = protocols.requirement(point, None, {
        "code": code, "lineage": "primary", "kind": "whole_blood", "container": container,
        "quantity": Decimal(quantity), "unit": "mL", "pieces": pieces, "process_within": 240}, manager)
    plasma = protocols.requirement(point, whole, {"code": f"{code}-P", "lineage": "derived", "kind": kind,
                                                  "quantity": Decimal(4), "unit": "mL"}, manager)
    protocols.requirement(point, plasma, {
        "code": f"{code}-PA", "lineage": "aliquot", "kind": kind, "container": "cryotube_1_8", "pieces": ALIQUOTS,
        "quantity": Decimal(1), "unit": "mL"}, manager)
    if kind == "plasma":
        protocols.requirement(point, whole, {"code": f"{code}-BC", "lineage": "derived", "kind": "buffy_coat",
                                             "container": "cryotube_1_8", "quantity": Decimal("0.5"), "unit": "mL"}, manager)


def _donor(protocol: Protocol, manager: Viewer, drawn: datetime) -> None:
    with acting(manager):
        taken(donors.register(protocol, drawn.date(), manager), drawn, manager, "C22.0")


def taken(registration: Registration, drawn: datetime, manager: Viewer, site: str) -> list[Specimen]:
    """A first visit with blood, its plasma in aliquots and a core biopsy of a metastasis, frozen in time; the aliquots."""
    point = TimePoint.objects.get(edition=registration.edition, code="BASE")
    visit = donors.completed(donors.plan(registration, point, manager), drawn, manager, diagnosis="转移性乳腺癌")
    for one in Specimen.objects.filter(collection=visit, lineage="primary").order_by("id"):
        more = {"tissue": "metastasis", "site": site} if one.kind == "core_needle" else {"tissue": "fluid"}
        bench.collect(one, drawn, Tube(more=more), manager)
    tubes = list(Specimen.objects.filter(collection=visit, lineage="primary").order_by("id"))
    bench.happened([one for one in tubes if one.kind == "core_needle"], "frozen", drawn + timedelta(minutes=12), manager,
                   fields={"temperature": -80})
    return [made for one in tubes if one.kind == "whole_blood" for made in _spun(one, drawn, manager)]


def _spun(blood: Specimen, drawn: datetime, manager: Viewer) -> list[Specimen]:
    """Plasma of one tube in aliquots; what was divided is gone from its parent, which closes when it is empty."""
    bench.happened([blood], "received", drawn + timedelta(minutes=20), manager, fields={"temperature": 21})
    bench.happened([blood], "spun", drawn + timedelta(minutes=45), manager, until=drawn + timedelta(minutes=55),
                   device="Centrifuge 2", fields={"g": 1600, "temperature": 20})
    kinds = ("plasma_double",) if blood.container == "streck_cfdna" else ("buffy_coat", "plasma")
    for kind in kinds:
        what = Tube(Decimal(4) if kind != "buffy_coat" else Decimal("0.5"), "mL", kind=kind)
        made, = bench.derive(blood, [what], drawn + timedelta(minutes=58), manager, close=kind == kinds[-1])
    if kinds == ("plasma_double",):
        bench.happened([made], "spun", drawn + timedelta(minutes=60), manager, until=drawn + timedelta(minutes=70),
                       device="Centrifuge 3", fields={"g": 16000, "temperature": 4})
    return bench.aliquot(made, [Tube(Decimal(1), "mL", container="cryotube_1_8")] * ALIQUOTS, drawn + timedelta(minutes=75),
                         manager)
