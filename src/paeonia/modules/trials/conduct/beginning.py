"""What the form for a new study begins with, so that nobody writes a schedule from nothing."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from paeonia.modules.trials.models import Trial
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.roles import Role
from paeonia.people.viewer import Viewer

from . import queries
from .models import PlannedVisit, Study
from .plan import written

CYCLES = {"21": 21, "28": 28}
MANY = 6
_SCREENING = ("SCR | Screening | 筛选访视 | -7 | 21 | 6 | consent, history, exam, vitals, ecog, blood_count, chemistry, "
              "ecg, imaging | ")
_EACH = "vitals, ecog, blood_count, chemistry, adverse_events, drug"


def begin_with(number: str, plan: str, viewer: Viewer) -> dict[str, Any]:
    """The fields that can be known: the trial's short name, the committee asked last, a schedule to change."""
    held = _mine(viewer)
    last = max(held, key=lambda one: one.pk, default=None)
    with acting(viewer):
        trial = Trial.objects.filter(numbers__number__iexact=number).first() if number else None
    return {"number": number, "opened_on": timezone.localdate(), "hospital": (viewer.hospital_ids or (None,))[0],
            "short_name": (trial.acronym if trial else "")[:60], "ethics_committee": last.ethics_committee if last else "",
            "principal": viewer.user_id if viewer.role == Role.ONCOLOGIST else None, "schedule": schedule(plan, held)}


def others(viewer: Viewer) -> list[Study]:
    """Studies whose schedule a new one may begin with."""
    return sorted(_mine(viewer), key=lambda one: one.short_name)[:30]


def _mine(viewer: Viewer) -> list[Study]:
    return [row.study for row in queries.studies(viewer) if may(viewer, "conduct.write", row.study)]


def schedule(plan: str, held: list[Study]) -> str:
    """A schedule as people write it: cycles of so many days, or that of another study in its latest edition."""
    if plan in CYCLES:
        return cycles(CYCLES[plan])
    other = next((one for one in held if f"study-{one.pk}" == plan), None)
    if other is None:
        return ""
    edition = queries.editions(other)[-1].edition
    return written(PlannedVisit.objects.filter(study=other, edition=edition))


def cycles(days: int) -> str:
    """Screening, day 1 of six cycles with imaging every second one, and a last visit."""
    lines = [_SCREENING]
    for n in range(1, MANY + 1):
        slack = 0 if n == 1 else 3
        imaging = ", imaging" if n % 2 and n > 1 else ""
        lines.append(f"C{n}D1 | Cycle {n} day 1 | 第{n}周期第1天 | {days * (n - 1) + 1} | {slack} | {slack} | "
                     f"{_EACH}{imaging} | ")
    lines.append(f"EOT | End of treatment | 治疗结束访视 | {days * MANY + 1} | 3 | 7 | "
                 "exam, vitals, ecog, blood_count, chemistry, adverse_events, imaging | ")
    return "\n".join(lines)
