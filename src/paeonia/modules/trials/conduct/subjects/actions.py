"""Writes about subjects. Each takes the subject's row first, so that two people never decide about her at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from paeonia.chart import door
from paeonia.modules.trials import permits
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..actions import allowed, guarded, sign
from ..choices import ON_STUDY, End, Status, Task
from ..identify import naming
from ..models import (
    Consent,
    ConsentForm,
    Ending,
    Enrolment,
    Failure,
    FollowUp,
    PlannedVisit,
    Screening,
    Study,
    Subject,
    SubjectIdentity,
    Transfer,
    VisitEntry,
)
from ..models_signed import AboutSubject
from ..queries import edition_in_force
from ..refusing import both, has_come, refuse
from ..schedule import window

WHAT = {
    "consent": {"en": "informed consent", "zh": "知情同意"}, "screening": {"en": "screening", "zh": "筛选"},
    "failure": {"en": "screen failure", "zh": "筛选失败登记"}, "enrolment": {"en": "enrolment", "zh": "入组"},
    "visit": {"en": "a visit", "zh": "访视"}, "ending": {"en": "this ending", "zh": "结束登记"},
    "follow_up": {"en": "follow-up", "zh": "随访"}, "prescreening": {"en": "pre-screening", "zh": "预筛"},
}
NEXT = {
    Status.PRESCREENED: {"en": "informed consent", "zh": "知情同意"},
    Status.SCREENING: {"en": "screening, then enrolment or screen failure", "zh": "完成筛选，随后入组或登记筛选失败"},
    Status.ENROLLED: {"en": "visits, until treatment ends", "zh": "按计划访视，直至治疗结束"},
    Status.FOLLOW_UP: {"en": "follow-up contacts", "zh": "随访"},
}
NOTHING = {"en": "none; this subject's part in the study is over", "zh": "无；该受试者已结束研究"}


def prescreen(study: Study, mrn: str, on_day: date, viewer: Viewer, *, referred_by: int | None = None,
              reason: str = "", approached: bool = True) -> Subject:
    """Enter a patient of this hospital into the pre-screening log; she gets a number, her name goes to the closed list."""
    allowed(viewer, "conduct.write", study)
    has_come(on_day, WHAT["prescreening"])
    if not approached and not reason:
        raise refuse("subject-reason")
    with naming(viewer):
        try:
            patient = door.find(viewer, mrn=mrn.strip())
        except door.NotHere:
            patient = None
        if patient is None or patient.hospital_id != study.hospital_id:
            raise refuse("subject-no-patient", number=mrn.strip())
        Study.objects.select_for_update().get(pk=study.pk)  # one number at a time
        twice = SubjectIdentity.objects.filter(study=study, patient_id=patient.id).select_related("subject").first()
        if twice:
            raise refuse("subject-twice", study=study.short_name, code=twice.subject.code)
        last = Subject.objects.filter(study=study).aggregate(last=Max("log_number"))["last"] or 0
        made = Subject.objects.create(
            study=study, hospital_id=study.hospital_id, log_number=last + 1, prescreened_on=on_day,
            referred_by_id=referred_by, reason="" if approached else reason,
            status=Status.PRESCREENED if approached else Status.NOT_SUITABLE)
        SubjectIdentity.objects.create(subject=made, study=study, hospital_id=study.hospital_id, patient_id=patient.id)
    return made


def close_prescreening(subject: Subject, reason: str, viewer: Viewer) -> None:
    """Note that a patient in the log is not approached further, and why."""
    allowed(viewer, "conduct.write", subject)
    with acting(viewer):
        subject = _held(subject, "prescreening", (Status.PRESCREENED,))
        if not reason:
            raise refuse("subject-reason")
        Subject.objects.filter(pk=subject.pk).update(status=Status.NOT_SUITABLE, reason=reason)


def consent(subject: Subject, form: ConsentForm, given_at: datetime, fields: dict[str, Any], viewer: Viewer,
            **correcting: Any) -> Consent:
    """Record informed consent, the first or one given again after an amendment."""
    day = timezone.localdate(given_at)
    with acting(viewer):
        subject = _held(subject, "consent", (Status.PRESCREENED, Status.SCREENING, *ON_STUDY), correcting)
        has_come(day, WHAT["consent"])
        if given_at > timezone.now():
            raise refuse("day-to-come", what=WHAT["consent"], day=timezone.localtime(given_at).strftime("%Y-%m-%d %H:%M"))
        in_force = form_in_force(subject.study_id, day)
        if in_force is None:
            raise refuse("consent-no-form", day=day)
        if in_force.pk != form.pk:
            raise refuse("consent-old-form", day=day, current=in_force.version, given=form.version)
        entry = _entry(Consent, subject, day, form=form, given_at=given_at, **fields)
        signed = sign(entry, Task.CONSENT, viewer, **correcting)
        if not subject.screening_number:
            Study.objects.select_for_update().get(pk=subject.study_id)
            taken = Subject.objects.filter(study_id=subject.study_id).exclude(screening_number="").count()
            Subject.objects.filter(pk=subject.pk).update(screening_number=f"S-{taken + 1:03d}")
        settle(subject.pk)
        return signed


def screening(subject: Subject, on_day: date, answers: list[dict[str, str]], fields: dict[str, Any], viewer: Viewer,
              **correcting: Any) -> Screening:
    """Record the eligibility decision with the answers it rests on; an open or contrary answer does not go with a yes."""
    with acting(viewer):
        subject = _held(subject, "screening", (Status.SCREENING,), correcting)
        _after_consent(subject, on_day, "screening")
        for one in answers if fields["eligible"] else ():
            said = {"en": one["en"], "zh": one["zh"]}
            if one["answer"] not in ("yes", "no"):
                raise refuse("screening-unanswered", question=said)
            if (one["answer"] == "yes") == bool(one.get("excludes")):
                raise refuse("screening-contradicts", question=said)
        return sign(_entry(Screening, subject, on_day, answers=answers, **fields), Task.ELIGIBILITY, viewer, **correcting)


def failure(subject: Subject, on_day: date, fields: dict[str, Any], viewer: Viewer, **correcting: Any) -> Failure:
    """Record a screen failure."""
    with acting(viewer):
        subject = _held(subject, "failure", (Status.SCREENING,), correcting)
        _after_consent(subject, on_day, "failure")
        signed = sign(_entry(Failure, subject, on_day, **fields), Task.ELIGIBILITY, viewer, **correcting)
        settle(subject.pk)
        return signed


def enrol(subject: Subject, on_day: date, fields: dict[str, Any], viewer: Viewer, **correcting: Any) -> Enrolment:
    """Enrol a subject who consented to the version in force and was found eligible."""
    with acting(viewer):
        subject = _held(subject, "enrolment", (Status.SCREENING,), correcting)
        _after_consent(subject, on_day, "enrolment")
        permits.require_enrolment(subject.study.trial_id, subject.hospital_id, on_day)
        given = _last(Consent, subject)
        current = form_in_force(subject.study_id, on_day)
        if given and current and current.reconsent and given.form.valid_from < current.valid_from:
            raise refuse("enrol-old-consent", code=subject.code, given=given.form.version, current=current.version)
        found = _last(Screening, subject)
        if found is None:
            raise refuse("step-too-early", code=subject.code, status=both(Status(subject.status).label),
                         what=WHAT["enrolment"], next=WHAT["screening"])
        if not found.eligible:
            raise refuse("enrol-not-eligible", code=subject.code, day=found.on_day)
        _order(WHAT["enrolment"], on_day, WHAT["screening"], found.on_day)
        _order({"en": "day 1", "zh": "第 1 天"}, fields["day_one"], WHAT["enrolment"], on_day)
        number = fields["number"].strip()
        if Subject.objects.filter(study_id=subject.study_id, number=number).exclude(pk=subject.pk).exists():
            raise refuse("number-taken", number=number)
        entry = _entry(Enrolment, subject, on_day, **{**fields, "number": number})
        signed = sign(entry, Task.ENROLMENT, viewer, **correcting)
        settle(subject.pk)
        return signed


def visit(subject: Subject, planned: PlannedVisit | None, on_day: date, fields: dict[str, Any], viewer: Viewer,
          **correcting: Any) -> VisitEntry:
    """Record a visit; outside its window, or missed, only with the reason."""
    with acting(viewer):
        early = planned is not None and planned.day < 1
        subject = _held(subject, "visit", (*ON_STUDY, *((Status.SCREENING,) if early else ())), correcting)
        _after_consent(subject, on_day, "visit")
        if planned is not None:
            old = correcting.get("instead_of")
            if old is None and planned.edition != subject.edition:
                raise refuse("visit-other-edition", code=subject.code, visit=planned.words)
            twice = VisitEntry.objects.filter(subject=subject, planned__code=planned.code, replaced_by__isnull=True,
                                              void=False)
            if twice.exclude(pk=old.pk if old else None).exists():
                raise refuse("visit-twice", code=subject.code, visit=planned.words)
            frame = window(subject.day_one, planned.day, planned.before, planned.after)
            if not fields.get("why_off"):
                if fields["state"] == VisitEntry.State.MISSED:
                    raise refuse("visit-why-missed", code=subject.code, visit=planned.words)
                if frame and not frame.holds(on_day):
                    raise refuse("visit-out-of-window", code=subject.code, visit=planned.words, day=on_day,
                                 first=frame.first, last=frame.last)
        return sign(_entry(VisitEntry, subject, on_day, planned=planned, **fields), Task.VISITS, viewer, **correcting)


def end(subject: Subject, on_day: date, fields: dict[str, Any], viewer: Viewer, **correcting: Any) -> Ending:
    """Record end of treatment, withdrawal, completion, loss or death."""
    possible = {
        End.TREATMENT: (Status.ENROLLED,), End.COMPLETED: ON_STUDY, End.LOST: ON_STUDY,
        End.WITHDRAWAL: (Status.SCREENING, *ON_STUDY),
        End.DEATH: (Status.SCREENING, *ON_STUDY, Status.WITHDRAWN, Status.LOST, Status.FAILED, Status.COMPLETED)}
    with acting(viewer):
        subject = _held(subject, "ending", possible[End(fields["kind"])], correcting)
        _after_consent(subject, on_day, "ending")
        signed = sign(_entry(Ending, subject, on_day, **fields), Task.VISITS, viewer, **correcting)
        settle(subject.pk)
        return signed


def follow_up(subject: Subject, on_day: date, fields: dict[str, Any], viewer: Viewer, **correcting: Any) -> FollowUp:
    """Record a contact after the end of treatment."""
    with acting(viewer):
        subject = _held(subject, "follow_up", (Status.FOLLOW_UP,), correcting)
        _after_consent(subject, on_day, "follow_up")
        return sign(_entry(FollowUp, subject, on_day, **fields), Task.VISITS, viewer, **correcting)


def settle(subject_id: int) -> None:
    """Let the subject's state follow from the signed entries that stand, corrections included."""
    subject = Subject.objects.get(pk=subject_id)
    ended = {one.kind for one in _standing(Ending, subject)}
    entered, failed = _last(Enrolment, subject), _last(Failure, subject)
    moved, first = _last(Transfer, subject), _standing(Consent, subject).first()
    edition = moved.edition if moved else edition_in_force(subject.study, first.on_day) if first else subject.edition
    states = [(End.DEATH in ended, Status.DEAD), (End.WITHDRAWAL in ended, Status.WITHDRAWN),
              (End.LOST in ended, Status.LOST), (End.COMPLETED in ended, Status.COMPLETED),
              (End.TREATMENT in ended, Status.FOLLOW_UP), (entered, Status.ENROLLED), (failed, Status.FAILED),
              (_last(Consent, subject), Status.SCREENING), (True, Status.PRESCREENED)]
    with guarded():
        Subject.objects.filter(pk=subject_id).update(
            status=next(state for holds, state in states if holds), edition=edition, reason=failed.reason if failed else "",
            number=entered.number if entered else "", enrolled_on=entered.on_day if entered else None,
            day_one=entered.day_one if entered else None)


def form_in_force(study_id: int, day: date) -> ConsentForm | None:
    """The version of the consent form in use on a day."""
    return ConsentForm.objects.filter(study_id=study_id, valid_from__lte=day).order_by("valid_from", "id").last()


def _held(subject: Subject, what: str, states: tuple[str, ...], correcting: dict[str, Any] | None = None) -> Subject:
    """The subject's row, taken for this transaction, if she stands where this step is possible."""
    held = Subject.objects.select_for_update().get(pk=subject.pk)
    if not (correcting or {}).get("instead_of") and held.status not in states:
        raise refuse("step-too-early", code=held.code, status=both(Status(held.status).label), what=WHAT[what],
                     next=NEXT.get(Status(held.status), NOTHING))
    return held


def _entry(kind: type[AboutSubject], subject: Subject, on_day: date, /, **fields: Any) -> Any:
    return kind(subject=subject, study_id=subject.study_id, hospital_id=subject.hospital_id, on_day=on_day, **fields)


def _standing(kind: type[AboutSubject], subject: Subject) -> Any:
    return kind.objects.filter(subject=subject, replaced_by__isnull=True, void=False).order_by("on_day", "id")


def _last(kind: type[AboutSubject], subject: Subject) -> Any:
    return _standing(kind, subject).last()


def _after_consent(subject: Subject, day: date, what: str) -> None:
    has_come(day, WHAT[what])
    first = _standing(Consent, subject).first()
    if first is None:
        raise refuse("step-too-early", code=subject.code, status=both(Status(subject.status).label), what=WHAT[what],
                     next=WHAT["consent"])
    _order(WHAT[what], day, WHAT["consent"], first.on_day)


def _order(what: dict[str, str], day: date, before: dict[str, str], earlier: date) -> None:
    if day < earlier:
        raise refuse("step-before", what=what, day=day, before=before, earlier=earlier)


def withdraw_entry(subject: Subject, old: AboutSubject, task: Task, why: str, viewer: Viewer) -> None:
    """Correct an entry by nothing: it should never have been signed. It stays to be read."""
    with acting(viewer):
        held = Subject.objects.select_for_update().get(pk=subject.pk)
        if isinstance(old, Consent) and held.status != Status.SCREENING \
                and not _standing(Consent, held).exclude(pk=old.pk).exists():
            raise refuse("consent-needed", code=held.code)
        fields = {field.attname: getattr(old, field.attname) for field in old._meta.concrete_fields}
        for name in ("id", "signed_at", "signed_by_id", "replaces_id", "why_corrected", "void"):
            fields.pop(name)
        sign(type(old)(**fields, void=True), task, viewer, instead_of=old, why=why)
        settle(subject.pk)
