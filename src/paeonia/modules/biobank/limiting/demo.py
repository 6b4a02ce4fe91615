"""A limit of the demo hospital, narrower than the common one and not confirmed yet."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import viewer_again

from . import actions
from .models import Holds, OwnLimit

LIMIT = "edta_to_spin_cfdna"


def load(say: Callable[[str], None]) -> None:
    """Enter it once, in the name of the demo's manager."""
    main, fang = Hospital.objects.filter(code="main").first(), User.objects.filter(username="fang").first()
    if main is None or fang is None:
        return
    manager = viewer_again(fang.pk, "biobank_manager")
    with acting(manager):
        if OwnLimit.objects.filter(hospital=main).exists():
            return
    actions.put(LIMIT, {
        "holds": Holds.OWN, "at_least": "", "at_most": "3 h", "confirmed_by": "", "from_day": timezone.localdate(),
        "reason": "本院 EDTA 血 3 小时后游离 DNA 背景升高（演示）。 Background of cfDNA rises after 3 h here (demo).",
        "source": "本院验证报告 V-2026-03（演示） Validation V-2026-03 of this hospital (demo)"}, main.pk, manager)
    say("1 limit of pre-analytics of the hospital's own.")
