"""Papers of the demo bank on human genetic resources: one to preserve, one to collect that soon ends, one applied for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import viewer_again

from ..models import Protocol
from . import actions
from .choices import Kind, Standing
from .models import Approval

ISSUED = "国家卫生健康委员会（演示） National Health Commission (demo)"


def load(say: Callable[[str], None]) -> None:
    """Enter them once."""
    main, fang = Hospital.objects.filter(code="main").first(), User.objects.filter(username="fang").first()
    if main is None or fang is None:
        return
    manager = viewer_again(fang.pk, "biobank_manager")
    with acting(manager):
        peony = list(Protocol.objects.filter(hospital=main, code="PEONY"))
        if not peony or Approval.objects.filter(hospital=main).exists():
            return
    today = timezone.localdate()
    keeping = actions.enter({
        "kind": Kind.PRESERVATION, "number": "演示保藏 2025-0012", "title": "乳腺癌样本库保藏 The breast cancer bank",
        "issued_by": ISSUED, "status": Standing.APPROVED, "valid_from": date(today.year - 1, 3, 1),
        "valid_until": today + timedelta(days=900), "quantity": "200 000", "document": "A-02"}, (), main.pk, manager)
    actions.reported(keeping, today.year - 1, date(today.year, 1, 20), "A-03", manager)
    actions.enter({
        "kind": Kind.COLLECTION, "number": "演示采集 2025-0345", "title": "转移性乳腺癌采集 Metastatic breast cancer",
        "issued_by": ISSUED, "status": Standing.APPROVED, "valid_from": today - timedelta(days=310),
        "valid_until": today + timedelta(days=55), "headcount": 200, "document": "A-04"}, peony, main.pk, manager)
    actions.enter({
        "kind": Kind.COOPERATION, "number": "演示合作 受理中", "title": "ctDNA 国际合作 International cooperation on ctDNA",
        "status": Standing.APPLIED, "partners": ["Example Institute of Oncology"]}, peony, main.pk, manager)
    say("3 papers on human genetic resources, one of them ending soon.")
