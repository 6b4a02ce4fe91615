"""Quality of the demo bank: results of what was extracted, haemolysis along time, two faults, an audit half done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import viewer_again

from ..choices import Status
from ..demo_molecular import extracted
from ..models import Specimen
from . import actions
from .choices import Check
from .complaints import actions as complaints
from .models import Draw

INDEX = (14, 22, 18, 31, 27, 64, 24, 19, 12, 41)        # mg/dL of free haemoglobin, one tube after another
READERS = {"dna": "Reader 2", "rna": "Reader 3", "cfdna": "Reader 4"}
WRONG = (
    ("-80 °C 冰箱 2 门封老化，夜间短时升温至 -68 °C。 Door seal of freezer 2 is worn; it warmed to -68 °C at night.",
     "major", "equipment"),
    ("一管血浆标签脱落，已据孔位和条码核对身份。 The label of a plasma tube came off; identified by place and barcode.",
     "minor", "label"),
)
PARCEL = ("收到的血浆包裹干冰已接近耗尽，请说明运输时长。 The parcel of plasma came with hardly any dry ice left; how long"
          " was it on the way?")


def load(say: Callable[[str], None]) -> None:
    """Enter it once, in the names of the demo's manager and technician."""
    main = Hospital.objects.filter(code="main").first()
    users = {name: User.objects.filter(username=name).first() for name in ("fang", "sun")}
    if main is None or None in users.values():
        return
    manager = viewer_again(users["fang"].pk, "biobank_manager")         # type: ignore[union-attr]
    technician = viewer_again(users["sun"].pk, "biobank_technician")    # type: ignore[union-attr]
    with acting(manager):
        first = {one.parent_id: one for one in Specimen.objects.filter(
            hospital=main, kind__in=("plasma", "plasma_double"), lineage="aliquot", status=Status.COLLECTED).order_by("-id")}
        plasma = sorted(first.values(), key=lambda one: (one.made_at, one.pk))[:len(INDEX)]     # one tube of each blood
        if not plasma or Draw.objects.filter(hospital=main).exists():
            return
    with transaction.atomic():
        for one, value in zip(plasma, INDEX, strict=False):
            actions.result(one, "haemolysis_index", str(value), one.made_at + timedelta(minutes=30), technician,
                           device="Reader 1")
        for made, code, value in extracted(main.pk, technician):
            actions.result(made, code, value, made.made_at + timedelta(minutes=40), technician,
                           device=READERS.get(made.kind, "Counter 1"))
        for what, severity, cause in WRONG:
            row = actions.report({"found_at": timezone.now() - timedelta(days=9), "what": what, "severity": severity,
                                  "cause": cause, "due_on": timezone.localdate() + timedelta(days=21)},
                                 [plasma[0].pk], main.pk, technician)
        again = "重新打印并粘贴标签，双人核对。 Label printed again, two people checked."
        actions.move_on(row, "contain", {"containment": again}, technician)
        said = complaints.receive({"voice": "complaint", "whose": "requester", "reference": "", "about": None,
                                   "received_at": timezone.now() - timedelta(days=6), "what": PARCEL}, main.pk, technician)
        complaints.move_on(said, "acknowledge", {"acknowledged": "当日邮件答复 Answered by e-mail the same day"}, technician)
        audit = actions.draw("2026 年第四季度抽查 Fourth quarter 2026", 12, manager, main.pk, seed=2026)
        with acting(manager):
            drawn = list(Specimen.objects.filter(pk__in=audit.drawn[:7]))
        for number, one in enumerate(drawn):
            found = dict.fromkeys(Check.values, "yes") | ({"place": "no"} if number == 3 else {})
            actions.look(audit, one, found, "", technician)
    say(f"{len(plasma)} quality results, {len(WRONG)} nonconformities, 1 audit, 1 complaint.")
