"""Writes about safety: adverse events, reports that left the site, deviations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..actions import sign
from ..choices import AFTER_CONSENT, Outcome, Seriousness, Status, Task
from ..models import AdverseEvent, Deviation, SafetyReport, Study, Subject
from ..refusing import both, has_come, refuse
from ..subjects.actions import NEXT, NOTHING

OVER = (Outcome.RECOVERED, Outcome.SEQUELAE)
GOING_ON = (Outcome.RECOVERING, Outcome.NOT_RECOVERED)
EVENT = {"en": "the assessment", "zh": "评估日期"}


def record_event(subject: Subject, on_day: date, fields: dict[str, Any], viewer: Viewer,
                 **correcting: Any) -> AdverseEvent:
    """Record an adverse event; a correction keeps its number."""
    with acting(viewer):
        subject = Subject.objects.select_for_update().get(pk=subject.pk)
        if subject.status not in AFTER_CONSENT:
            raise refuse("step-too-early", code=subject.code, status=both(Status(subject.status).label),
                         what={"en": "an adverse event", "zh": "不良事件登记"},
                         next=NEXT.get(Status(subject.status), NOTHING))
        has_come(on_day, EVENT)
        has_come(fields["started_on"], {"en": "beginning of the event", "zh": "事件开始日期"})
        _sound(subject, fields)
        old = correcting.get("instead_of")
        if old is not None:
            number = old.number
        else:
            Study.objects.select_for_update().get(pk=subject.study_id)
            number = (AdverseEvent.objects.filter(study_id=subject.study_id).aggregate(last=Max("number"))["last"] or 0) + 1
        if not fields["serious"]:
            fields = {**fields, "seriousness": []}
        entry = AdverseEvent(subject=subject, study_id=subject.study_id, hospital_id=subject.hospital_id, on_day=on_day,
                             number=number, **fields)
        return sign(entry, Task.SAFETY, viewer, **correcting)


def _sound(subject: Subject, told: dict[str, Any]) -> None:
    about = {"code": subject.code, "term": told["term"]}
    if told["serious"] and not (told["seriousness"] and told["aware_at"]):
        raise refuse("event-why-serious", **about)
    if told["aware_at"] and told["aware_at"] > timezone.now():
        raise refuse("day-to-come", what={"en": "awareness", "zh": "获知时间"},
                     day=timezone.localtime(told["aware_at"]).strftime("%Y-%m-%d %H:%M"))
    fatal = {told["grade"] == 5, told["outcome"] == Outcome.FATAL, Seriousness.DEATH in told["seriousness"]}
    if len(fatal) > 1 or (fatal == {True} and not told["serious"]):
        raise refuse("event-fatal", **about)
    if told["ended_on"] and told["ended_on"] < told["started_on"]:
        raise refuse("event-ends-early", **about, end=told["ended_on"], start=told["started_on"])
    if (told["outcome"] in OVER) != bool(told["ended_on"]) and told["outcome"] in OVER + GOING_ON:
        raise refuse("event-over-when", **about, outcome=both(Outcome(told["outcome"]).label))


def record_report(subject: Subject, event_number: int, fields: dict[str, Any], viewer: Viewer,
                  **correcting: Any) -> SafetyReport:
    """Record that a report of a serious event left the site."""
    with acting(viewer):
        event = AdverseEvent.objects.filter(subject=subject, number=event_number, serious=True, void=False,
                                            replaced_by__isnull=True).first()
        if event is None:
            raise refuse("event-no-such", code=subject.code, number=event_number)
        sent = fields["sent_at"]
        if sent > timezone.now():
            raise refuse("day-to-come", what={"en": "sending the report", "zh": "报告发出时间"}, day=_told(sent))
        if sent < event.aware_at:
            raise refuse("report-before-aware", sent=_told(sent), aware=_told(event.aware_at))
        entry = SafetyReport(subject=subject, study_id=subject.study_id, hospital_id=subject.hospital_id,
                             on_day=timezone.localdate(sent), event_number=event_number, **fields)
        return sign(entry, Task.SAFETY, viewer, **correcting)


def record_deviation(study: Study, subject: Subject | None, on_day: date, fields: dict[str, Any], viewer: Viewer,
                     **correcting: Any) -> Deviation:
    """Record a departure from the protocol, of a subject or of the whole study."""
    has_come(on_day, {"en": "the deviation", "zh": "方案偏离"})
    with acting(viewer):
        entry = Deviation(subject=subject, study_id=study.pk, hospital_id=study.hospital_id, on_day=on_day, **fields)
        return sign(entry, Task.RECORDS, viewer, **correcting)


def _told(time: Any) -> str:
    return timezone.localtime(time).strftime("%Y-%m-%d %H:%M")
