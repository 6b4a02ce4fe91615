"""Writes about a study itself: opening it, its forms and rules, who may do what; and the one way to sign anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from paeonia.modules.trials.models import Trial, TrialNumber
from paeonia.people.context import acting
from paeonia.people.models import Membership, User
from paeonia.people.policy import VERBS, may
from paeonia.people.roles import Role
from paeonia.people.viewer import Viewer

from .choices import MEDICAL, Task
from .models import ConsentForm, Delegation, PlannedVisit, SafetyRule, ScheduleVersion, Study
from .models_signed import Signed
from .plan import Planned, read_plan
from .refusing import both, has_come, refuse
from .rules import Rule

Entry = TypeVar("Entry", bound=Signed)


def allowed(viewer: Viewer, verb: str, thing: Any) -> None:
    """Refuse a viewer who may not do this to this thing, and anybody while the study it belongs to is closed."""
    if not may(viewer, verb, thing):
        raise PermissionDenied(verb)
    study_id = thing.pk if isinstance(thing, Study) else getattr(thing, "study_id", None)
    closed = Study.objects.filter(pk=study_id, closed_on__isnull=False).first() if study_id else None
    if closed:
        raise refuse("study-closed", study=closed.short_name, day=closed.closed_on)


def open_study(number: str, fields: dict[str, Any], schedule: str, rules: Sequence[Rule], viewer: Viewer,
               hospital_id: int) -> Study:
    """Open a trial at a hospital, with its visits and safety rules; its principal investigator is delegated everything."""
    with acting(viewer):
        made = Study(hospital_id=hospital_id, **fields)
        allowed(viewer, "conduct.write", made)
        made.trial = _trial(number.strip())
        has_come(made.opened_on, {"en": "opening of the study", "zh": "启动日期"})
        twice = Study.objects.filter(trial=made.trial, hospital_id=hospital_id).first()
        if twice:
            raise refuse("study-twice", number=number, name=twice.short_name)
        if not is_physician(made.principal_id, hospital_id):
            raise refuse("study-not-a-physician", who=names_of(made.principal_id))
        visits = read_plan(schedule)
        made.save()
        keep_plan(made, 1, visits)
        ScheduleVersion.objects.create(study=made, hospital_id=hospital_id, edition=1, from_day=made.opened_on,
                                       protocol_version=made.protocol_version)
        for rule in rules:
            SafetyRule.objects.create(study=made, hospital_id=hospital_id, rule=rule.id, version=rule.version,
                                      content=rule.content, in_force_from=_midnight(made.opened_on))
        Delegation.objects.create(study=made, hospital_id=hospital_id, user_id=made.principal_id, tasks=Task.values,
                                  from_day=made.opened_on, given_by_id=made.principal_id)
        return made


def keep_plan(study: Study, edition: int, visits: Sequence[Planned]) -> None:
    """Keep the visits of an edition of the schedule."""
    PlannedVisit.objects.bulk_create(
        PlannedVisit(study=study, hospital_id=study.hospital_id, edition=edition, code=one.code, name_en=one.name_en,
                     name_zh=one.name_zh, day=one.day, before=one.before, after=one.after,
                     procedures=list(one.procedures), samples=list(one.samples), forms=list(one.forms))
        for one in visits)


def own_trial(number: str, fields: dict[str, Any], viewer: Viewer) -> Trial:
    """The trial of a number, made when no registry has brought it: a study of our own, or of the demo programme."""
    if not may(viewer, "trials.import"):
        raise PermissionDenied("trials.import")
    with acting(viewer):
        return Trial.objects.get_or_create(number=number, defaults=fields)[0]


def change_rule(study: Study, old: SafetyRule | None, rule: Rule, viewer: Viewer) -> None:
    """Let a rule come into force from now on, in the place of another; clocks that run keep the rule they began under."""
    allowed(viewer, "conduct.write", study)
    with acting(viewer):
        now = timezone.now()
        if old is not None:
            SafetyRule.objects.filter(pk=old.pk, in_force_until__isnull=True).update(in_force_until=now)
        SafetyRule.objects.create(study=study, hospital_id=study.hospital_id, rule=rule.id, version=rule.version,
                                  content=rule.content, in_force_from=now)


def add_consent_form(study: Study, fields: dict[str, Any], viewer: Viewer) -> ConsentForm:
    """Enter a version of the consent form that the ethics committee approved."""
    allowed(viewer, "conduct.write", study)
    with acting(viewer):
        return kept(ConsentForm(study=study, hospital_id=study.hospital_id, **fields))


def delegate(study: Study, user_id: int, tasks: Sequence[str], from_day: date, until_day: date | None,
             viewer: Viewer) -> Delegation:
    """Hand tasks to somebody of the team; only the principal investigator does, and decisions of a physician to one."""
    _only_principal(study, viewer)
    roles = {str(role) for role in VERBS["conduct.sign"]}
    with acting(viewer):
        if not Membership.objects.filter(user_id=user_id, hospital_id=study.hospital_id, role__in=roles).exists():
            raise refuse("delegate-not-here", who=names_of(user_id))
        for task in sorted(MEDICAL & set(tasks)):
            if not is_physician(user_id, study.hospital_id):
                raise refuse("delegate-not-medical", task=both(Task(task).label), who=names_of(user_id))
        return kept(Delegation(study=study, hospital_id=study.hospital_id, user_id=user_id, tasks=list(tasks),
                               from_day=from_day, until_day=until_day, given_by_id=viewer.user_id))


def end_delegation(study: Study, delegation_id: int, until_day: date, viewer: Viewer) -> None:
    """End what was handed to somebody."""
    _only_principal(study, viewer)
    with acting(viewer), guarded():
        row = Delegation.objects.filter(pk=delegation_id, study=study).first()
        if row is not None and until_day < row.from_day:
            raise refuse("delegation-ends-early", start=row.from_day)
        Delegation.objects.filter(pk=delegation_id, study=study).update(until_day=until_day)


def sign(entry: Entry, task: Task, viewer: Viewer, *, instead_of: Signed | None = None, why: str = "") -> Entry:
    """Keep a signed entry under the viewer's name; refused without a delegation on the day of the act and today.

    With `instead_of` it corrects that entry, which stays. The database asks the same once more.
    """
    allowed(viewer, "conduct.sign", entry)
    with acting(viewer):
        days = {timezone.localdate()} | ({entry.on_day} if instead_of is None else set())
        for day in sorted(days):
            if not delegated(entry.study_id, viewer.user_id, task, day):
                raise refuse("not-delegated", who=names_of(viewer.user_id), task=both(task.label), day=day)
        if instead_of is not None:
            if not why.strip():
                raise refuse("correction-why")
            if type(instead_of).objects.filter(replaces=instead_of).exists():
                raise refuse("already-corrected")
            entry.replaces, entry.why_corrected = instead_of, why.strip()[:300]
        entry.signed_by_id = viewer.user_id
        return kept(entry)


def delegated(study_id: int, user_id: int | None, task: str, day: date) -> bool:
    """Whether somebody was delegated for a task on a day."""
    return Delegation.objects.filter(Q(until_day__isnull=True) | Q(until_day__gte=day), study_id=study_id,
                                     user_id=user_id, tasks__contains=[task], from_day__lte=day).exists()


def kept(row: Any) -> Any:
    """Save a row; what a constraint of the database refuses is said in words."""
    with guarded():
        row.save()
    return row


class guarded(transaction.Atomic):  # noqa: N801  reads as a verb where it is used
    """A savepoint that turns the database's refusal into one a person can read."""

    def __init__(self) -> None:
        super().__init__(None, True, False)

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        super().__exit__(kind, error, trace)
        if isinstance(error, IntegrityError):
            raise refuse("database-refused", why=str(error).splitlines()[0][:160]) from error


def _only_principal(study: Study, viewer: Viewer) -> None:
    allowed(viewer, "conduct.sign", study)
    if viewer.user_id != study.principal_id:
        raise refuse("study-only-principal", who=names_of(study.principal_id))


def _trial(number: str) -> Trial:
    found = Trial.objects.filter(number=number).first()
    if found is None:
        row = TrialNumber.objects.filter(number=number).select_related("trial").first()
        found = row.trial if row else None
    if found is None:
        raise refuse("study-no-trial", number=number)
    return found


def is_physician(user_id: int, hospital_id: int) -> bool:
    """Whether somebody is an oncologist of a hospital."""
    return Membership.objects.filter(user_id=user_id, hospital_id=hospital_id, role=Role.ONCOLOGIST).exists()


def names_of(user_id: int | None) -> dict[str, str]:
    """Somebody's name in both languages."""
    user = User.objects.filter(pk=user_id).first()
    return {language: user.name(language) if user else "?" for language in ("en", "zh")}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
