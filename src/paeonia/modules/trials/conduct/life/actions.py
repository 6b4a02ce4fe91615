"""Writes about the life of a study: another schedule, another site, another principal, the end and its undoing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from .. import actions
from ..actions import allowed, guarded, is_physician, kept, names_of, sign
from ..choices import ON_STUDY, Status, Task, TurnKind
from ..models import (
    CrfField,
    Delegation,
    PlannedVisit,
    SafetyRule,
    ScheduleVersion,
    Study,
    Subject,
    Transfer,
    Turn,
)
from ..plan import read_plan, written
from ..queries import editions, reconsent_due
from ..refusing import both, has_come, refuse
from ..rules import rule_of
from ..subjects.actions import NEXT, NOTHING, settle
from .checklist import CONFIRMED, checklist

MOVING = {"en": "the change of schedule", "zh": "转入新版访视计划"}
COPIED = ("form", "name", "place", "type", "label", "section", "choices", "least", "most", "required", "note", "branching")


def amend(study: Study, fields: Mapping[str, Any], schedule: str, viewer: Viewer) -> ScheduleVersion:
    """Enter the schedule of an amended protocol; subjects go on by theirs until they are moved."""
    allowed(viewer, "conduct.write", study)
    visits = read_plan(schedule)
    with acting(viewer):
        study = Study.objects.select_for_update().get(pk=study.pk)
        known = editions(study)
        if any(one.protocol_version == fields["protocol_version"] for one in known):
            raise refuse("amendment-same", version=fields["protocol_version"])
        if fields["from_day"] <= known[-1].from_day:
            raise refuse("amendment-early", last=known[-1].from_day)
        if known[0].pk is None:  # opened before there were editions
            kept(known[0])
        made = kept(ScheduleVersion(study=study, hospital_id=study.hospital_id, edition=known[-1].edition + 1, **fields))
        actions.keep_plan(study, made.edition, visits)
        Study.objects.filter(pk=study.pk).update(protocol_version=made.protocol_version)
        _turn(study, TurnKind.AMENDED, made.from_day, made.changes or made.protocol_version, viewer,
              {"edition": made.edition, "version": made.protocol_version})
        return made


def transfer(subject: Subject, on_day: date, edition: int, viewer: Viewer, note: str = "", **correcting: Any) -> Transfer:
    """Let a subject go on by another edition of the schedule; where consent must be given again, only after it was."""
    with acting(viewer):
        held = Subject.objects.select_for_update().select_related("study").get(pk=subject.pk)
        has_come(on_day, MOVING)
        if held.status not in (Status.SCREENING, *ON_STUDY):
            raise refuse("step-too-early", code=held.code, status=both(Status(held.status).label), what=MOVING,
                         next=NEXT.get(Status(held.status), NOTHING))
        wanted = {one.edition: one for one in editions(held.study)}.get(edition)
        if wanted is None or (wanted.edition == held.edition and not correcting):
            raise refuse("transfer-no-such", code=held.code)
        if on_day < wanted.from_day:
            raise refuse("transfer-early", code=held.code, day=on_day, **{"from": wanted.from_day})
        again = reconsent_due([held], timezone.localdate()).get(held.pk)
        if again is not None:
            raise refuse("transfer-consent-first", code=held.code, version=again.version)
        signed = sign(Transfer(subject=held, study_id=held.study_id, hospital_id=held.hospital_id, on_day=on_day,
                               edition=edition, note=note), Task.VISITS, viewer, **correcting)
        settle(held.pk)
        return signed


def move(study: Study, subject_ids: Iterable[int], on_day: date, edition: int, viewer: Viewer) -> int:
    """Move several subjects at once: all of them, or none if one cannot go."""
    with acting(viewer), guarded():
        people = list(Subject.objects.filter(study=study, pk__in=list(subject_ids)).order_by("log_number"))
        if not people:
            raise refuse("transfer-nobody")
        for one in people:
            transfer(one, on_day, edition, viewer)
    return len(people)


def open_at(study: Study, hospital_id: int, fields: Mapping[str, Any], viewer: Viewer) -> Study:
    """Open the same study at another of our hospitals: same schedule, forms and deadlines, a team and counts of its own."""
    with acting(viewer):
        latest = editions(study)[-1]
        plan = written(PlannedVisit.objects.filter(study=study, edition=latest.edition))
        rules = [rule_of(one.content) for one in SafetyRule.objects.filter(study=study, in_force_until__isnull=True)]
        made = actions.open_study(study.trial.number, {
            **fields, "short_name": study.short_name, "protocol_version": latest.protocol_version}, plan, rules, viewer,
            hospital_id)
        CrfField.objects.bulk_create(
            CrfField(study=made, hospital_id=hospital_id, **{name: getattr(one, name) for name in COPIED})
            for one in CrfField.objects.filter(study=study))
        return made


def change_principal(study: Study, user_id: int, on_day: date, reason: str, viewer: Viewer) -> list[int]:
    """Hand the study to another physician; what was delegated ends, for it is hers to delegate. Returns whose ended."""
    allowed(viewer, "conduct.write", study)
    with acting(viewer):
        study = Study.objects.select_for_update().select_related("principal").get(pk=study.pk)
        old = study.principal
        there = old.is_active and is_physician(old.pk, study.hospital_id)
        if viewer.user_id != old.pk and (there or not may(viewer, "conduct.sign", study)):
            raise refuse("principal-hands-over", who=names_of(old.pk))
        if user_id == old.pk:
            raise refuse("principal-same", who=names_of(user_id))
        if not is_physician(user_id, study.hospital_id):
            raise refuse("study-not-a-physician", who=names_of(user_id))
        has_come(on_day, {"en": "the change of the principal investigator", "zh": "主要研究者变更"})
        if on_day < study.opened_on:
            raise refuse("principal-before-opening", opened=study.opened_on, day=on_day)
        _reason(reason)
        ended: list[int] = []
        for row in Delegation.objects.filter(Q(until_day__isnull=True) | Q(until_day__gte=on_day), study=study):
            Delegation.objects.filter(pk=row.pk).update(until_day=max(row.from_day, on_day - timedelta(days=1)))
            ended += [row.user_id] if row.user_id != user_id else []
        Study.objects.filter(pk=study.pk).update(principal_id=user_id)
        Delegation.objects.create(study=study, hospital_id=study.hospital_id, user_id=user_id, tasks=Task.values,
                                  from_day=on_day, given_by_id=user_id)
        _turn(study, TurnKind.PRINCIPAL, on_day, reason, viewer,
              {"from": names_of(old.pk), "to": names_of(user_id), "ended": sorted(set(ended))})
        return sorted(set(ended))


def sign_again(study: Study, chosen: Iterable[tuple[int, tuple[str, ...]]], from_day: date, viewer: Viewer) -> int:
    """Delegate again, under the new principal's signature, what ended when she took over."""
    count = 0
    with acting(viewer), guarded():
        for user_id, tasks in chosen:
            actions.delegate(study, user_id, tasks, from_day, None, viewer)
            count += 1
    return count


def close(study: Study, on_day: date, confirmed: Iterable[str], reason: str, viewer: Viewer) -> None:
    """Close a study once nothing of it is open; from then on it takes no entries."""
    allowed(viewer, "conduct.sign", study)
    _only_principal(study, viewer)
    has_come(on_day, {"en": "closing of the study", "zh": "关闭研究"})
    confirmed = set(confirmed)
    with acting(viewer):
        study = Study.objects.select_for_update().get(pk=study.pk)
        points = checklist(study, timezone.localdate())
        for point in points:
            if point.count and point.hard:
                raise refuse("closing-open", study=study.short_name, what=both(point.words), count=point.count)
        for key, words in CONFIRMED.items():
            if key not in confirmed:
                raise refuse("closing-confirm", what=both(words))
        _turn(study, TurnKind.CLOSED, on_day, reason, viewer, {
            "confirmed": sorted(confirmed), "left": {point.key: point.count for point in points if point.count}})
        Study.objects.filter(pk=study.pk).update(closed_on=on_day)


def reopen(study: Study, reason: str, viewer: Viewer) -> None:
    """Open a closed study again, with the reason."""
    if not may(viewer, "conduct.sign", study):
        raise actions.PermissionDenied("conduct.sign")
    _only_principal(study, viewer)
    _reason(reason)
    with acting(viewer):
        study = Study.objects.select_for_update().get(pk=study.pk)
        if study.closed_on is None:
            raise refuse("study-not-closed", study=study.short_name)
        Study.objects.filter(pk=study.pk).update(closed_on=None)
        _turn(study, TurnKind.REOPENED, timezone.localdate(), reason, viewer, {"closed": study.closed_on.isoformat()})


def _only_principal(study: Study, viewer: Viewer) -> None:
    if viewer.user_id != study.principal_id:
        raise refuse("study-only-principal-closes", who=names_of(study.principal_id))


def _reason(reason: str) -> None:
    if not reason.strip():
        raise refuse("turn-reason")


def _turn(study: Study, kind: TurnKind, on_day: date, reason: str, viewer: Viewer, told: dict[str, Any]) -> None:
    kept(Turn(study=study, hospital_id=study.hospital_id, kind=kind, on_day=on_day, reason=reason.strip(), told=told,
              by=User.objects.get(pk=viewer.user_id)))
