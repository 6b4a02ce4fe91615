"""Questions about safety: events with their clocks, the ageing list, deviations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from ..models import AdverseEvent, Deviation, SafetyReport, SafetyRule, Study, Subject
from .clocks import Clock, Ticks, clocks


@dataclass(frozen=True)
class Event:
    """An adverse event as it stands, with the clocks of a serious one."""

    row: Any
    subject: Subject
    clocks: tuple[Clock, ...]

    @property
    def open(self) -> tuple[Clock, ...]:
        """Reports that have not left yet."""
        return tuple(one for one in self.clocks if one.ticks in (Ticks.RUNNING, Ticks.OVERDUE))


def events(studies: Iterable[Study], *, subject: Subject | None = None, serious: bool = False,
           now: datetime | None = None) -> tuple[Event, ...]:
    """The events of some studies, the latest number first, in a fixed number of queries."""
    now, studies = now or timezone.now(), list(studies)
    rows = AdverseEvent.objects.filter(study__in=studies, replaced_by__isnull=True, void=False)
    if subject is not None:
        rows = rows.filter(subject=subject)
    if serious:
        rows = rows.filter(serious=True)
    rules: dict[int, list[SafetyRule]] = {}
    for rule in SafetyRule.objects.filter(study__in=studies):
        rules.setdefault(rule.study_id, []).append(rule)
    sent: dict[int, dict[tuple[int, str], datetime]] = {}
    for report in SafetyReport.objects.filter(study__in=studies, replaced_by__isnull=True, void=False).order_by("-sent_at"):
        sent.setdefault(report.study_id, {})[report.event_number, report.deadline] = report.sent_at
    return tuple(Event(row, row.subject, clocks(row, rules.get(row.study_id, ()), sent.get(row.study_id, {}), now))
                 for row in rows.select_related("subject", "study", "signed_by").order_by("study_id", "-number"))


def ageing(studies: Iterable[Study], now: datetime | None = None) -> tuple[Clock, ...]:
    """Reports that have not left yet, the nearest deadline first."""
    found = [clock for event in events(studies, serious=True, now=now) for clock in event.open]
    return tuple(sorted(found, key=lambda one: one.due_at))


def event(subject: Subject, number: int) -> Event | None:
    """One event of a subject."""
    return next((one for one in events([subject.study], subject=subject) if one.row.number == number), None)


def deviations(study: Study) -> tuple[Deviation, ...]:
    """Deviations that stand, the latest first."""
    return tuple(Deviation.objects.filter(study=study, replaced_by__isnull=True, void=False)
                 .select_related("subject", "signed_by").order_by("-on_day", "-id"))


def rules_of(study: Study) -> tuple[SafetyRule, ...]:
    """The rules of a study, those in force and those that were."""
    return tuple(SafetyRule.objects.filter(study=study))
